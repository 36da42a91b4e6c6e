"""Tổng hợp: every total with its change; one click to the units, one more to communes and notes."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from cds_desktop import paths
from cds_desktop.errors import CdsError
from cds_desktop.gui import dialogs
from cds_desktop.gui.context import AppContext, Destination, Page
from cds_desktop.gui.widgets.busy_job import start_job
from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.labels import frame, label, set_tone
from cds_desktop.gui.widgets.later import Later
from cds_desktop.gui.widgets.list_table import ListTable
from cds_desktop.gui.widgets.period_bar import PeriodBar
from cds_desktop.gui.widgets.plain_table import PlainRow, PlainTableModel
from cds_desktop.model.changes import Changes
from cds_desktop.operations import consolidating
from cds_desktop.operations.consolidating import Consolidation
from cds_desktop.operations.totals_view import TotalRow, UnitRow, total_rows, unit_rows

_NARROW = 1100
_TOTAL_HEADS = ("Mã", "Chỉ tiêu", "Toàn tỉnh", "Đơn vị tính", "So với kỳ trước")
_UNIT_HEADS = ("Hạng", "Đơn vị", "Số liệu", "Ghi chú")
_AREA_HEADS = ("Xã, phường, thị trấn", "Số liệu", "Ghi chú")


class TotalsPage(QWidget):
    """Three tables: totals, the units of the chosen total, the communes of the chosen unit."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self.found: Consolidation | None = None
        self.period_bar = PeriodBar(context, Page.TOTALS)
        self._coverage = label("", wraps=True)
        self.search = QLineEdit()
        self.search.setAccessibleName("Tìm chỉ tiêu")
        self.search.setPlaceholderText("Tìm chỉ tiêu theo mã hoặc tên, không cần dấu")
        self._search_later = Later(self, self._show_totals, after_ms=150)
        self.search.textChanged.connect(self._search_later.ask)
        self.totals = PlainTableModel(_TOTAL_HEADS, figures=(2,))
        self.units = PlainTableModel(_UNIT_HEADS, figures=(0, 2))
        self.areas = PlainTableModel(_AREA_HEADS, figures=(1,))
        self.totals_table = ListTable(self.totals, "Số liệu tổng hợp", stretched=1)
        self.units_table = ListTable(self.units, "Các đơn vị", stretched=1)
        self.areas_table = ListTable(self.areas, "Các xã", stretched=0)
        self._name = label("", "heading", wraps=True)
        self._footnote = label("", "small", wraps=True)
        self._areas_title = label("", "strong", wraps=True)
        self.export_button = button("Xuất CSV, ADX...", self.export, icon_name="file-spreadsheet")
        self.fill_button = button(
            "Đưa vào báo cáo của tỉnh", self.fill, icon_name="square-pen", role="primary"
        )
        self._said = label("", wraps=True)
        self._lay_out()
        self.totals_table.selectionModel().currentRowChanged.connect(self._on_total_chosen)
        self.units_table.selectionModel().currentRowChanged.connect(self._on_unit_chosen)
        context.signals.changed.connect(self._on_changed)

    def arrive(self, destination: Destination) -> None:
        """Total the open month as it is now."""
        self._said.hide()
        self._refresh()
        self.totals_table.setFocus()

    def commit(self) -> None:
        """Nothing is typed here."""

    @property
    def coverage_text(self) -> str:
        """Of how many units the totals are made."""
        return self._coverage.text()

    @property
    def said(self) -> str:
        """What was done last, or why it could not be."""
        return self._said.text()

    # --- verbs ---------------------------------------------------------------------------------

    def export(self) -> None:
        """Write the figures for other programs."""
        if self.found is None:
            return
        folder = dialogs.pick_folder(self, "Chọn thư mục xuất số liệu", paths.documents())
        if folder is None:
            return
        try:
            files = consolidating.save_exchange_files(self._context.workspace, self.found, folder)
        except CdsError as error:
            self._say(str(error), "error")
            return
        self._say(f"Đã lưu {', '.join(path.name for path in files)}.", "success")

    def fill(self) -> None:
        """Enter the totals into the province's own report, and go there."""
        session = self._context.session
        if session is None:
            return
        try:
            consolidating.fill_own_report(self._context.workspace, session.period)
        except CdsError as error:
            self._say(str(error), "error")
            return
        self._context.visit(Page.ENTRY, period=session.period)
        self._context.announce(Changes(submissions=True))

    # --- slots ---------------------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.bundles:
            self._refresh()

    def _on_totalled(self, found: Consolidation) -> None:
        self.found = found
        self._coverage.setText(found.coverage.sentence)
        set_tone(self._coverage, "" if found.coverage.is_complete else "warning")
        self._show_totals()

    def _on_total_chosen(self, index: QModelIndex) -> None:
        item = self.totals.row_at(index.row()).item if index.isValid() else None
        if isinstance(item, TotalRow) and self.found is not None:
            self._name.setText(f"{item.label}: {item.value} {item.unit_of_measure}".strip())
            self._footnote.setText(item.footnote)
            self._footnote.setVisible(bool(item.footnote))
            rows = unit_rows(self.found, item.name)
            self.units.show_rows([_unit_row(row) for row in rows])
            self.units_table.selectRow(0)

    def _on_unit_chosen(self, index: QModelIndex) -> None:
        item = self.units.row_at(index.row()).item if index.isValid() else None
        if isinstance(item, UnitRow):
            self.areas.show_rows([PlainRow((one.name, one.value, one.note)) for one in item.areas])
            is_shown = bool(item.areas)
            self.areas_table.setVisible(is_shown)
            note = f" Ghi chú: {item.note}" if item.note else ""
            where = "theo xã" if is_shown else "chỉ tiêu này không có số liệu theo xã"
            self._areas_title.setText(f"{item.name}: {where}.{note}")

    # --- inside --------------------------------------------------------------------------------

    def _refresh(self) -> None:
        session = self._context.session
        if session is None:
            return
        self.period_bar.refresh()
        try:
            gathered = consolidating.gather(self._context.workspace, session.period)
        except CdsError as error:
            self._show_nothing(str(error))
            return
        self._coverage.setText("Đang tổng hợp...")
        set_tone(self._coverage, "")
        start_job(
            self,
            self._context,
            lambda progress: consolidating.total(gathered),
            done=self._on_totalled,
            show_busy=self._show_busy,
        )

    def _show_busy(self, is_busy: bool) -> None:
        for made in (self.export_button, self.fill_button):
            made.setDisabled(is_busy)

    def _show_nothing(self, why: str) -> None:
        self.found = None
        self._coverage.setText(why)
        set_tone(self._coverage, "warning")
        for model in (self.totals, self.units, self.areas):
            model.show_rows([])
        for part in (self._name, self._footnote, self._areas_title):
            part.clear()
        self._show_busy(True)

    def _show_totals(self) -> None:
        if self.found is None:
            return
        row = max(0, self.totals_table.currentIndex().row())
        rows = total_rows(self.found, self.search.text())
        self.totals.show_rows([_total_row(one) for one in rows])
        if rows:
            self.totals_table.selectRow(min(row, len(rows) - 1))

    def _say(self, text: str, tone: str) -> None:
        self._said.setText(text)
        set_tone(self._said, tone)
        self._said.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what is said again at the right where the window is narrow."""
        super().resizeEvent(event)
        is_narrow = self.width() < _NARROW
        self.totals_table.setColumnHidden(3, is_narrow)
        self.units_table.setColumnHidden(3, is_narrow)

    # --- building ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        for table, widths in (
            (self.totals_table, (56, 0, 112, 96, 128)),
            (self.units_table, (56, 0, 104, 112)),
            (self.areas_table, (0, 96, 104)),
        ):
            for column, width in enumerate(widths):
                if width:
                    table.setColumnWidth(column, width)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(label("Tổng hợp", "title"))
        top.addWidget(self.period_bar)
        top.addStretch(1)
        top.addWidget(self.export_button)
        top.addWidget(self.fill_button)
        body = QSplitter(Qt.Orientation.Horizontal)
        body.setProperty("role", "gap")
        body.setChildrenCollapsible(False)
        body.setHandleWidth(16)
        body.addWidget(_card(self.search, self.totals_table))
        body.addWidget(
            _card(
                self._name,
                self._footnote,
                self.units_table,
                self._areas_title,
                self.areas_table,
            )
        )
        body.setSizes([700, 500])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 12, 24, 16)
        outer.setSpacing(8)
        outer.addLayout(top)
        outer.addWidget(self._coverage)
        outer.addWidget(self._said)
        outer.addWidget(body, 1)


def _total_row(row: TotalRow) -> PlainRow:
    mark = " *" if row.footnote else ""
    texts = (row.code, row.label, f"{row.value}{mark}", row.unit_of_measure, row.change)
    return PlainRow(texts, None, row, tip=f"{row.label}. {row.change} {row.footnote}".strip())


def _unit_row(row: UnitRow) -> PlainRow:
    return PlainRow((row.rank, row.name, row.value, row.note), None, row)


def _card(*parts: QWidget) -> QWidget:
    """Return a card: words with a margin, tables up to its edge."""
    card = frame("card")
    inside = QVBoxLayout(card)
    inside.setContentsMargins(1, 12, 1, 1)
    inside.setSpacing(8)
    for part in parts:
        if isinstance(part, ListTable):
            inside.addWidget(part, 1)
            continue
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 16, 0)
        row.addWidget(part)
        inside.addLayout(row)
    return card
