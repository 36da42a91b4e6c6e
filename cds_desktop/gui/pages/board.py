"""Bảng theo dõi: units x periods, who is missing or late, the list to print and ring up by."""

from datetime import date

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QPlainTextEdit, QVBoxLayout, QWidget

from cds_desktop import paths
from cds_desktop.errors import CdsError
from cds_desktop.gui import dialogs
from cds_desktop.gui.context import AppContext, Destination, Page
from cds_desktop.gui.widgets.board_model import BoardModel
from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.drop_down import DropDown
from cds_desktop.gui.widgets.labels import frame, label, set_tone
from cds_desktop.gui.widgets.list_table import ListTable
from cds_desktop.gui.widgets.period_bar import PeriodBar
from cds_desktop.model.changes import Changes
from cds_desktop.operations.board import Board, open_board, save_reminder
from cds_desktop.vietnamese import format_date

_NAME, _LEAST, _WIDEST, _SCROLL_BAR = 168, 116, 152, 16
_MONTHS = ("3", "6", "12")


class BoardPage(QWidget):
    """The states of all units at a glance."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self.board: Board | None = None
        self.model = BoardModel()
        self.table = ListTable(self.model, "Bảng theo dõi", stretched=0)
        self.table.setSelectionBehavior(ListTable.SelectionBehavior.SelectItems)
        self.table.cell_opened.connect(self._open_cell)
        self.period_bar = PeriodBar(context, Page.BOARD)
        self.months = DropDown("Số kỳ hiển thị")
        self.months.addItems([f"{number} kỳ" for number in _MONTHS])
        self.months.setCurrentIndex(1)
        self.months.currentIndexChanged.connect(self._refresh)
        self._summary = label("", "muted", wraps=True)
        self.reminder = QPlainTextEdit()
        self.reminder.setReadOnly(True)
        self.reminder.setTabChangesFocus(True)
        self.reminder.setAccessibleName("Danh sách đơn vị cần đôn đốc")
        self.save_button = button("Lưu danh sách để in...", self._save, icon_name="file-text")
        self.copy_button = button("Chép danh sách", self._copy, icon_name="copy")
        self._said = label("", wraps=True)
        self._lay_out()
        context.signals.changed.connect(self._on_changed)

    def arrive(self, destination: Destination) -> None:
        """Show the board as it is now."""
        self._refresh()
        self.table.setFocus()

    def commit(self) -> None:
        """Nothing is typed here."""

    @property
    def summary_text(self) -> str:
        """How many reported, in words."""
        return self._summary.text()

    @property
    def said(self) -> str:
        """What was done last, or why it could not be."""
        return self._said.text()

    # --- slots ---------------------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.bundles:
            self._refresh()

    def _open_cell(self, index: QModelIndex) -> None:
        unit, period = self.model.unit_at(index.row()), self.model.period_at(index.column())
        if unit is not None:
            self._context.visit(Page.INBOX, period=period, place=unit.code)

    def _save(self) -> None:
        session = self._context.session
        folder = dialogs.pick_folder(self, "Chọn thư mục lưu danh sách", paths.documents())
        if self.board is None or session is None or folder is None:
            return
        try:
            path = save_reminder(self.board, session.period, folder)
        except CdsError as error:
            self._say(str(error), "error")
            return
        self._say(f"Đã lưu {path.name}; mở bằng Notepad hoặc Word để in.", "success")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.reminder.toPlainText())
        self._say("Đã chép danh sách.", "success")

    # --- inside --------------------------------------------------------------------------------

    def _refresh(self) -> None:
        session = self._context.session
        if session is None:
            return
        self.period_bar.refresh()
        self._said.clear()
        months = int(_MONTHS[self.months.currentIndex()])
        try:
            board = open_board(
                self._context.workspace, session.period, months=months, today=date.today()
            )
        except CdsError as error:
            self.model.show_board(None)
            self.board = None
            self._summary.setText(str(error))
            self.reminder.clear()
            return
        self.board = board
        self.model.show_board(board)
        self._fit_columns()
        self.table.setCurrentIndex(self.model.index(0, self.model.columnCount() - 1))
        waiting = len(board.to_remind(session.period))
        self._summary.setText(
            f"{waiting}/{len(board.units)} đơn vị cần đôn đốc, "
            f"hạn nộp {format_date(board.deadlines[session.period])}. "
            "Enter hoặc bấm đúp vào một ô để xem gói."
        )
        self.reminder.setPlainText("\n".join(board.reminder(session.period)))

    def _fit_columns(self) -> None:
        """Give the names their room first, the periods what is left."""
        count = self.model.columnCount() - 1
        if count < 1:
            return
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        room = self.table.width() - _SCROLL_BAR
        width = min(_WIDEST, max(_LEAST, (room - _NAME) // count))
        for column in range(1, count + 1):
            self.table.setColumnWidth(column, width)
        self.table.setColumnWidth(0, max(_NAME, room - count * width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the columns take the room that there is now."""
        super().resizeEvent(event)
        self._fit_columns()

    def _say(self, text: str, tone: str) -> None:
        self._said.setText(text)
        set_tone(self._said, tone)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(label("Bảng theo dõi", "title"))
        top.addWidget(self.period_bar)
        top.addStretch(1)
        top.addWidget(self.months)
        card = frame("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 8, 1, 1)
        inside.addWidget(self.table)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 12, 24, 16)
        outer.setSpacing(8)
        outer.addLayout(top)
        outer.addWidget(self._summary)
        outer.addWidget(card, 3)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(label("Danh sách cần đôn đốc", "heading"))
        foot.addWidget(self._said, 1)
        foot.addWidget(self.copy_button)
        foot.addWidget(self.save_button)
        outer.addLayout(foot)
        outer.addWidget(self.reminder, 1)
