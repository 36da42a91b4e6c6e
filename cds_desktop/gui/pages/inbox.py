"""Hộp nhận: take bundles in, look at each closely, decide; receipts for all in one go."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from cds_desktop import paths
from cds_desktop.errors import CdsError
from cds_desktop.gui import dialogs
from cds_desktop.gui.context import AppContext, Destination
from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.drop_area import DropArea
from cds_desktop.gui.widgets.inbox_rows import bundle_row, result_rows
from cds_desktop.gui.widgets.intake import Intake
from cds_desktop.gui.widgets.labels import frame, label, set_tone
from cds_desktop.gui.widgets.list_table import ListTable
from cds_desktop.gui.widgets.plain_table import PlainTableModel
from cds_desktop.gui.widgets.receipt_maker import ReceiptMaker
from cds_desktop.gui.widgets.report_detail import ReportDetail
from cds_desktop.model.changes import Changes
from cds_desktop.model.period import Period
from cds_desktop.operations import inbox_view, reviewing
from cds_desktop.operations.inbox_view import CellLine, InboxRow
from cds_desktop.operations.month_standing import RemarkLine
from cds_desktop.operations.receiving import OUTCOME_NAMES, Outcome, ReceivedFile

_KINDS = "Gói báo cáo, thư đã lưu (*.zip *.eml *.txt *.age);;Tất cả các tệp (*)"
_HEADS = ("Đơn vị", "Nội dung", "Bản", "Tình trạng")
_RESULT_HEADS = ("Tệp", "Kết quả", "Vì sao")
_LIST_WIDTH, _NARROW = 360, 1100
_THIS_PERIOD, _EVERYTHING, _JUST_NOW = range(3)
_FILTERS = ("Kỳ này", "Tất cả các kỳ", "Vừa nhận")


class InboxPage(QWidget):
    """What came, what is to be done with it."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self.results: list[ReceivedFile] = []
        self._shown_period: Period | None = None
        self.intake = Intake(context, self)
        self.drop_area = DropArea(
            "Thả vào đây gói báo cáo, thư đã lưu (.eml) hoặc cả thư mục.",
            [
                ("Chọn tệp...", "file-text", self._choose_files),
                ("Chọn thư mục...", "folder-open", self._choose_folder),
            ],
        )
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Đang nhận")
        self._bar.hide()
        self._said = label("", wraps=True)
        self._said.hide()
        self.receipts = ReceiptMaker(context)
        self.rows = PlainTableModel(_HEADS, icon_column=3)
        self.table = ListTable(self.rows, "Các gói đã nhận", stretched=0)
        self.result_rows = PlainTableModel(_RESULT_HEADS, icon_column=1)
        self.result_table = ListTable(self.result_rows, "Kết quả lần nhận này", stretched=2)
        self._group = QButtonGroup(self)
        self.filters = [self._filter(number, text) for number, text in enumerate(_FILTERS)]
        self.detail = ReportDetail(self._all_cells)
        self._lay_out()
        self._connect()

    def arrive(self, destination: Destination) -> None:
        """Show the bundles as they are now; a place names the unit to look at."""
        if destination.place:
            self.filters[_THIS_PERIOD].setChecked(True)
        self._refresh(unit=destination.place)
        if not self._result_mode:
            self.table.setFocus()

    def commit(self) -> None:
        """Nothing is typed here that must be kept."""

    @property
    def said(self) -> str:
        """What was done last, or why it could not be."""
        return self._said.text()

    @property
    def chosen(self) -> InboxRow | None:
        """The bundle that the cursor is on."""
        row = self.table.currentIndex().row()
        item = self.rows.row_at(row).item if row >= 0 else None
        return item if isinstance(item, InboxRow) else None

    def take(self, files: list[Path]) -> None:
        """Take files and folders in."""
        if self.intake.is_running or not files:
            return
        self.results = []
        self.result_rows.show_rows([])
        self.filters[_JUST_NOW].setChecked(True)
        self._show_filter()
        self.drop_area.show_busy(True)
        self._bar.setRange(0, 0)
        self._bar.show()
        self.intake.start(files)

    # --- taking in -----------------------------------------------------------------------------

    def _on_taken(self, result: ReceivedFile) -> None:
        self.results.append(result)

    def _on_progressed(self, done: int, total: int) -> None:
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)
        self._show_results()

    def _on_finished(self) -> None:
        self._end_intake()
        counts = Counter(result.outcome for result in self.results)
        words = [f"{counts[one]} {OUTCOME_NAMES[one].lower()}" for one in Outcome if counts[one]]
        self._say(f"{len(self.results)} tệp: {', '.join(words)}." if words else "Không có tệp nào.")
        self._context.announce(Changes(bundles=True))

    def _on_failed(self, error: CdsError) -> None:
        self._end_intake()
        self._say(str(error), "error")

    def _end_intake(self) -> None:
        self._bar.hide()
        self.drop_area.show_busy(False)
        self._show_results()

    def _show_results(self) -> None:
        """Show what came so far: what needs somebody's eye at the top."""
        self.result_rows.show_rows(result_rows(self.results))

    # --- deciding ------------------------------------------------------------------------------

    def _approve(self) -> None:
        row = self.chosen
        if row is not None and row.submission is not None:
            submission = row.submission
            self._decide(
                lambda: reviewing.approve(self._context.workspace, submission),
                f"Đã duyệt {row.report} của {row.unit_name}.",
            )

    def _return(self, remarks: tuple[RemarkLine, ...]) -> None:
        row = self.chosen
        if row is not None:
            self._decide(
                lambda: inbox_view.return_with(self._context.workspace, row, remarks),
                f"Đã trả lại {row.report} của {row.unit_name}. Xin lập biên nhận để đơn vị biết.",
            )

    def _hold(self) -> None:
        if row := self.chosen:
            self._decide_for_reason(
                "Lý do giữ lại gói này",
                "Giữ lại gói",
                lambda reason: reviewing.hold(self._context.workspace, row.bundle, reason=reason),
            )

    def _release(self) -> None:
        if row := self.chosen:
            self._decide_for_reason(
                "Lý do nhận gói đang giữ",
                "Nhận gói",
                lambda reason: reviewing.release(
                    self._context.workspace, row.bundle, reason=reason
                ),
            )

    def _settle(self) -> None:
        row = self.chosen
        if row is not None and row.submission is not None:
            submission = row.submission
            self._decide_for_reason(
                "Lý do chọn số liệu của gói này",
                "Chọn số liệu này",
                lambda reason: reviewing.settle(self._context.workspace, submission, reason=reason),
            )

    def _decide_for_reason(self, text: str, yes: str, act: Callable[[str], object]) -> None:
        reason = dialogs.ask_text(self, text, more="Quyết định được ghi vào sổ.", yes=yes)
        if reason:
            self._decide(lambda: act(reason), "Đã ghi quyết định vào sổ.")

    def _decide(self, act: Callable[[], object], text: str) -> None:
        try:
            act()
        except CdsError as error:
            dialogs.show_error(self, error)
            return
        self._say(text)
        self._context.announce(Changes(bundles=True))

    def _on_receipts_made(self, text: str) -> None:
        self._say(text)
        self._context.announce(Changes(bundles=True))

    # --- showing -------------------------------------------------------------------------------

    @property
    def _result_mode(self) -> bool:
        return self._group.checkedId() == _JUST_NOW

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.bundles:
            self._refresh()

    def _refresh(self, *, unit: str = "") -> None:
        session = self._context.session
        is_all = self._group.checkedId() == _EVERYTHING
        period = None if is_all or session is None else session.period
        former = self.chosen
        found = inbox_view.inbox_rows(self._context.workspace, period=period)
        self.rows.show_rows([bundle_row(row) for row in found])
        is_same_list = period == self._shown_period and not unit
        self._shown_period = period
        wanted = former.bundle.bundle_id if former and is_same_list else ""
        numbers = [
            number
            for number, row in enumerate(found)
            if row.bundle.bundle_id == wanted or (unit and row.unit == unit and row.submission)
        ]
        if found:
            self.table.selectRow(numbers[0] if numbers else 0)
        self._show_filter()

    def _show_filter(self) -> None:
        self.table.setVisible(not self._result_mode)
        self.result_table.setVisible(self._result_mode)
        self.filters[_JUST_NOW].setVisible(bool(self.results) or self._result_mode)
        self._show_detail()

    def _on_filter_clicked(self) -> None:
        self._refresh()

    def _on_chosen(self, _: QModelIndex) -> None:
        self._show_detail()

    def _on_result_opened(self, row: int) -> None:
        """Go from a result to its bundle."""
        result = self.result_rows.row_at(row).item
        if isinstance(result, ReceivedFile) and result.bundle_id:
            self.filters[_EVERYTHING].setChecked(True)
            self._refresh()
            for number in range(self.rows.rowCount()):
                item = self.rows.row_at(number).item
                if isinstance(item, InboxRow) and item.bundle.bundle_id == result.bundle_id:
                    self.table.selectRow(number)

    def _show_detail(self) -> None:
        row = self.chosen
        is_shown = row is not None and not self._result_mode
        self._side.setVisible(is_shown)
        if row is None or not is_shown:
            return
        try:
            view = inbox_view.look_at(self._context.workspace, row)
        except CdsError as error:
            view = inbox_view.unreadable(row, str(error))
        self.detail.show_view(view)

    def _all_cells(self) -> tuple[CellLine, ...]:
        row = self.chosen
        if row is None:
            return ()
        try:
            return inbox_view.report_cells(self._context.workspace, row)
        except CdsError:
            return ()  # the detail says already why the report cannot be read

    def _choose_files(self) -> None:
        self.take(dialogs.pick_files(self, "Chọn gói báo cáo", paths.documents(), _KINDS))

    def _choose_folder(self) -> None:
        folder = dialogs.pick_folder(self, "Chọn thư mục có gói báo cáo", paths.documents())
        self.take([folder] if folder else [])

    def _say(self, text: str, tone: str = "success") -> None:
        self._said.setText(text)
        set_tone(self._said, tone)
        self._said.setVisible(bool(text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what the chosen period says already where the window is narrow."""
        super().resizeEvent(event)
        for column in (1, 2):
            self.table.setColumnHidden(column, self.width() < _NARROW)

    # --- building ------------------------------------------------------------------------------

    def _filter(self, number: int, text: str) -> QPushButton:
        made = button(text, self._on_filter_clicked, role="filter")
        made.setCheckable(True)
        made.setChecked(number == _THIS_PERIOD)
        self._group.addButton(made, number)
        return made

    def _connect(self) -> None:
        self.drop_area.dropped.connect(self.take)
        self.receipts.made.connect(self._on_receipts_made)
        self.intake.taken.connect(self._on_taken)
        self.intake.progressed.connect(self._on_progressed)
        self.intake.finished.connect(self._on_finished)
        self.intake.failed.connect(self._on_failed)
        self.table.selectionModel().currentRowChanged.connect(self._on_chosen)
        self.result_table.opened.connect(self._on_result_opened)
        self.detail.approved.connect(self._approve)
        self.detail.returned.connect(self._return)
        self.detail.held.connect(self._hold)
        self.detail.released.connect(self._release)
        self.detail.settled.connect(self._settle)
        self._context.signals.changed.connect(self._on_changed)

    def _lay_out(self) -> None:
        for column, width in enumerate((0, 136, 48, 168)):
            if width:
                self.table.setColumnWidth(column, width)
        for column, width in enumerate((312, 112)):
            self.result_table.setColumnWidth(column, width)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(label("Hộp nhận", "title"), 1)
        top.addWidget(self.receipts)
        body = QSplitter(Qt.Orientation.Horizontal)
        body.setProperty("role", "gap")
        body.setChildrenCollapsible(False)
        body.setHandleWidth(16)
        body.addWidget(self._list_card())
        self._side = frame("card")
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.detail)
        body.addWidget(self._side)
        body.setSizes([600, 600])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 12, 24, 16)
        outer.setSpacing(8)
        outer.addLayout(top)
        for part in (self.drop_area, self._bar, self._said):
            outer.addWidget(part)
        outer.addWidget(body, 1)

    def _list_card(self) -> QWidget:
        card = frame("card")
        card.setMinimumWidth(_LIST_WIDTH)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 12, 1, 1)
        inside.setSpacing(8)
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        for made in self.filters:
            row.addWidget(made)
        row.addStretch(1)
        inside.addLayout(row)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.result_table, 1)
        return card
