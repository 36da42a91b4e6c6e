"""One received report looked at closely: what it is, what is odd, its cells; remarks to return."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cds_desktop.gui import dialogs
from cds_desktop.gui.widgets.buttons import button, icon_button
from cds_desktop.gui.widgets.fact_grid import FactGrid
from cds_desktop.gui.widgets.finding_box import SEVERITY_ICONS
from cds_desktop.gui.widgets.labels import frame, icon_label, label, show_icon
from cds_desktop.gui.widgets.layouts import clear_layout
from cds_desktop.gui.widgets.list_table import ListTable
from cds_desktop.gui.widgets.plain_table import PlainRow, PlainTableModel
from cds_desktop.gui.widgets.scrolling import scrolled
from cds_desktop.model.finding import SEVERITY_NAMES
from cds_desktop.operations.inbox_view import CellLine, FindingLine, ReportView
from cds_desktop.operations.month_standing import WHOLE_REPORT, RemarkLine

STATE_LOOKS = {
    "held": ("lock", "warning"),
    "retracted": ("x", "warning"),
    "returned": ("circle-x", "error"),
    "approved": ("circle-check", "success"),
    "pending": ("circle-dot-dashed", "accent"),
    "enrolment": ("key-round", "warning"),
    "enrolled": ("key-round", "muted"),
}
_FINDINGS, _DIFFERENCES, _ALL = range(3)
_TABLE_HEIGHT = 168
_HEADS = ("Chỉ tiêu", "Bản trước", "Bản này")


class ReportDetail(QWidget):
    """Shows a ReportView; asks for decisions by signals, `returned` carries the remarks."""

    approved = Signal()
    returned = Signal(object)
    held = Signal()
    released = Signal()
    settled = Signal()

    def __init__(self, all_cells: Callable[[], Sequence[CellLine]]) -> None:
        super().__init__()
        self._all_cells = all_cells
        self._view: ReportView | None = None
        self.drafts: list[RemarkLine] = []
        self._title = label("", "heading", wraps=True)
        self._icon = icon_label("circle")
        self._state = label("", "strong", wraps=True)
        self._facts = FactGrid()
        self._notices = _Notes("warning")
        self.cells = PlainTableModel(_HEADS, figures=(1, 2))
        self.table = ListTable(self.cells, "Số liệu của báo cáo", stretched=0)
        for column in (1, 2):
            self.table.setColumnWidth(column, 128)
        self.table.setMinimumHeight(_TABLE_HEIGHT)
        self.table.opened.connect(self._remark_on_row)
        self._filters = [button(text, self._show_cells, role="filter") for text in ("", "", "")]
        self._group = QButtonGroup(self)
        for number, made in enumerate(self._filters):
            made.setCheckable(True)
            self._group.addButton(made, number)
        self._remarks = _RemarkLines(self._forget)
        self._make_buttons()
        self._lay_out()

    @property
    def state_text(self) -> str:
        """How the bundle stands, in words."""
        return self._state.text()

    @property
    def notices_text(self) -> str:
        """What is odd about the bundle."""
        return self._notices.text

    def show_view(self, view: ReportView) -> None:
        """Show a report; remarks begun on another one are dropped."""
        self._view = view
        self.drafts = []
        row = view.row
        revision = f", bản {row.revision}" if row.revision else ""
        self._title.setText(f"{row.unit_name} ({row.unit}): {row.report}{revision}")
        show_icon(self._icon, *STATE_LOOKS[row.state])
        self._state.setText(row.state_name)
        self._facts.show_facts(view.facts)
        self._notices.show_texts(view.notices)
        has_report = row.submission is not None and row.submission.state != "retracted"
        self._show_filters(view, has_report=has_report)
        self._show_remarks()
        self._show_buttons(view, has_report=has_report)

    def remark(self, cell: CellLine | FindingLine | None) -> None:
        """Ask for a remark on a cell, or on the whole report, and keep it with the others."""
        place = cell.place if cell else WHOLE_REPORT
        key = cell.key if isinstance(cell, CellLine) else cell.finding.key if cell else None
        text = dialogs.ask_text(self, f"Ý kiến về: {place}", yes="Thêm ý kiến")
        if text:
            self.drafts.append(RemarkLine(key, place, text))
            self._show_remarks()

    # --- slots ---------------------------------------------------------------------------------

    def _remark_on_row(self, row: int) -> None:
        item = self.cells.row_at(row).item
        if self._can_judge and isinstance(item, CellLine | FindingLine):
            self.remark(item)

    def _remark_on_current(self) -> None:
        row = self.table.currentIndex().row()
        if row >= 0:
            self._remark_on_row(row)

    def _remark_on_whole(self) -> None:
        self.remark(None)

    def _forget(self, remark: RemarkLine) -> None:
        self.drafts.remove(remark)
        self._show_remarks()

    def _on_return_wanted(self) -> None:
        self.returned.emit(tuple(self.drafts))

    # --- showing -------------------------------------------------------------------------------

    @property
    def _can_judge(self) -> bool:
        row = self._view.row if self._view else None
        if row is None or row.submission is None:
            return False
        return row.state in ("pending", "approved", "returned")

    def _show_filters(self, view: ReportView, *, has_report: bool) -> None:
        counts = {
            _FINDINGS: f"Quy tắc ({len(view.findings)})",
            _DIFFERENCES: f"Khác bản trước ({len(view.cells)})",
            _ALL: "Tất cả số liệu",
        }
        for number, made in enumerate(self._filters):
            made.setText(counts[number])
            made.setAccessibleName(counts[number])
            made.setVisible(has_report)
        self.table.setVisible(has_report)
        chosen = _FINDINGS if view.findings else _DIFFERENCES if view.cells else _ALL
        self._filters[chosen].setChecked(True)
        self._show_cells()

    def _show_cells(self) -> None:
        if self._view is None:
            return
        shown = self._group.checkedId()
        self.table.setColumnHidden(1, shown != _DIFFERENCES)
        self.table.setColumnHidden(2, shown == _FINDINGS)
        if shown == _FINDINGS:
            self.cells.show_rows([_finding_row(one) for one in self._view.findings])
        else:
            lines = self._view.cells if shown == _DIFFERENCES else self._all_cells()
            self.cells.show_rows([_cell_row(one) for one in lines])
        if self.cells.rowCount():
            self.table.selectRow(0)

    def _show_remarks(self) -> None:
        given = self._view.remarks if self._view else ()
        self._remarks.show_remarks(self.drafts, () if self.drafts else given)
        count = len(self.drafts)
        self.return_button.setText(f"Trả lại kèm {count} ý kiến" if count else "Trả lại kèm ý kiến")
        self.return_button.setAccessibleName(self.return_button.text())
        self.return_button.setEnabled(count > 0)

    def _show_buttons(self, view: ReportView, *, has_report: bool) -> None:
        can_judge = self._can_judge and has_report
        for made in (self.remark_button, self.whole_button, self.return_button):
            made.setVisible(can_judge)
        self.approve_button.setVisible(can_judge and view.row.state != "approved")
        is_report = view.row.submission is not None
        self.hold_button.setVisible(is_report and view.row.state != "held")
        self.release_button.setVisible(view.row.state == "held")
        self.settle_button.setVisible(view.is_in_conflict)

    # --- building ------------------------------------------------------------------------------

    def _make_buttons(self) -> None:
        self.remark_button = button(
            "Nêu ý kiến về ô đang chọn...", self._remark_on_current, icon_name="message-square"
        )
        self.whole_button = button("Ý kiến chung...", self._remark_on_whole)
        self.approve_button = button(
            "Duyệt", self.approved.emit, icon_name="circle-check", role="primary"
        )
        self.return_button = button(
            "Trả lại kèm ý kiến", self._on_return_wanted, icon_name="circle-x"
        )
        self.hold_button = button("Giữ lại...", self.held.emit, icon_name="lock")
        self.release_button = button(
            "Nhận gói đang giữ...", self.released.emit, icon_name="circle-check"
        )
        self.settle_button = button(
            "Chọn số liệu của gói này...", self.settled.emit, icon_name="circle-check"
        )

        self._decisions = (
            self.approve_button,
            self.return_button,
            self.release_button,
            self.settle_button,
            self.hold_button,
        )

    def _lay_out(self) -> None:
        state = QHBoxLayout()
        state.setSpacing(8)
        state.addWidget(self._icon)
        state.addWidget(self._state, 1)
        content = QWidget()
        upper = QVBoxLayout(content)
        upper.setContentsMargins(20, 16, 20, 8)
        upper.setSpacing(8)
        upper.addWidget(self._title)
        upper.addLayout(state)
        for part in (self._facts, self._notices):
            upper.addWidget(part)
        upper.addLayout(_row(self._filters))
        upper.addWidget(self.table, 1)
        upper.addWidget(self._remarks)
        upper.addStretch(0)
        foot = QVBoxLayout()
        foot.setContentsMargins(20, 8, 20, 12)
        foot.setSpacing(8)
        foot.addLayout(_row([self.remark_button, self.whole_button]))
        foot.addLayout(_row(self._decisions))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        outer.addWidget(scrolled(content), 1)
        outer.addLayout(foot)


class _Notes(QWidget):
    """Sentences in a tinted box; hidden when there are none."""

    def __init__(self, tone: str) -> None:
        super().__init__()
        box = frame("note", tone=tone)
        row = QHBoxLayout(box)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(icon_label("triangle-alert", tone), 0, Qt.AlignmentFlag.AlignTop)
        self._text = label("", wraps=True)
        row.addWidget(self._text, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(box)

    @property
    def text(self) -> str:
        """What is said."""
        return self._text.text()

    def show_texts(self, texts: Sequence[str]) -> None:
        """Show these sentences."""
        self._text.setText("\n".join(texts))
        self.setVisible(bool(texts))


class _RemarkLines(QWidget):
    """Remarks to be sent, each with a way to drop it; or those that were sent."""

    def __init__(self, forget: Callable[[RemarkLine], None]) -> None:
        super().__init__()
        self._forget = forget
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)

    def show_remarks(self, drafts: Sequence[RemarkLine], given: Sequence[RemarkLine]) -> None:
        """Show what is being written, or what was said."""
        clear_layout(self._lines)
        for remark in (*drafts, *given):
            self._lines.addWidget(self._line(remark, is_draft=remark in drafts))
        self.setVisible(bool(drafts or given))

    def _line(self, remark: RemarkLine, *, is_draft: bool) -> QWidget:
        box = frame("note", tone="accent" if is_draft else "error")
        row = QHBoxLayout(box)
        row.setContentsMargins(8, 4, 4, 4)
        row.setSpacing(8)
        row.addWidget(label(f"{remark.place}: {remark.text}", wraps=True), 1)
        if is_draft:
            row.addWidget(
                icon_button("x", f"Bỏ ý kiến: {remark.text}", lambda: self._forget(remark))
            )
        return box


def _finding_row(line: FindingLine) -> PlainRow:
    severity = line.finding.severity
    message = line.finding.message
    text = f"{SEVERITY_NAMES[severity]}, {line.place}: {message.text}"
    return PlainRow((text, "", ""), (SEVERITY_ICONS[severity], str(severity)), line)


def _cell_row(line: CellLine) -> PlainRow:
    return PlainRow((line.place, line.before or "–", line.now or "–"), None, line)


def _row(parts: Sequence[QPushButton]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return row
