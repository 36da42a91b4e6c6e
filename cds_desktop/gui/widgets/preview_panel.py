"""An import before it is done: what is open about the sheet, every cell, one cell in full."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.labels import frame
from cds_desktop.gui.widgets.lines_panel import LinesPanel
from cds_desktop.gui.widgets.list_table import ListTable
from cds_desktop.gui.widgets.preview_detail import PreviewDetail
from cds_desktop.gui.widgets.preview_model import PreviewModel
from cds_desktop.operations.sheet_preview import (
    VERDICT_NAMES,
    Preview,
    PreviewCell,
    Verdict,
)

_WIDTHS, _NARROW_WIDTHS = (128, 56, 0, 120, 112, 112), (128, 48, 0, 80, 72, 72)
_NARROW_BELOW = 1000
_ROW_HEIGHT = 32
_LATER = (Verdict.SAME, Verdict.IGNORED)


class PreviewPanel(QWidget):
    """`decided` tells of a cell: which reading (0: leave out) and whether for all alike.

    `typed` tells of a cell what the user says it should be.
    """

    decided = Signal(object, int, bool)
    typed = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._preview: Preview | None = None
        self.lines = LinesPanel()
        self.model = PreviewModel()
        self.table = ListTable(self.model, "Các ô của tệp", stretched=2)
        self.detail = PreviewDetail()
        self.filters = {verdict: self._filter(verdict) for verdict in Verdict}
        self._lay_out()
        self.table.selectionModel().currentChanged.connect(self._on_chosen)
        self.detail.decided.connect(self._on_decided)
        self.detail.typed.connect(self._on_typed)

    def show_preview(self, preview: Preview, names: Mapping[str, str]) -> None:
        """Show a preview and keep the cursor on its cell."""
        former = self._current()
        self._preview = preview
        self.lines.show_preview(preview, names)
        for verdict, made in self.filters.items():
            count = preview.counts[verdict]
            made.setText(f"{VERDICT_NAMES[verdict].capitalize()}  {count}")
            made.setAccessibleName(made.text())
            made.setVisible(bool(count))
        self._show_cells(former.place if former and not former.is_open else "")

    # --- Qt ------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the names room where the window is narrow."""
        super().resizeEvent(event)
        is_narrow = self.width() < _NARROW_BELOW
        for column, width in enumerate(_NARROW_WIDTHS if is_narrow else _WIDTHS):
            if width:
                self.table.setColumnWidth(column, width)

    # --- inside --------------------------------------------------------------------------------

    def _show_cells(self, place: str = "") -> None:
        cells: Sequence[PreviewCell] = self._preview.cells if self._preview else ()
        wanted = {verdict for verdict, made in self.filters.items() if made.isChecked()}
        self.model.show_cells(cells, wanted)
        if self.model.rowCount():
            self.table.selectRow(self.model.row_of(place))
        self._on_chosen()

    def _current(self) -> PreviewCell | None:
        index = self.table.currentIndex()
        return self.model.cell_at(index.row()) if index.isValid() else None

    def _on_chosen(self) -> None:
        self.detail.show_cell(self._current())

    def _on_decided(self, number: int, is_for_all: bool) -> None:
        if (cell := self._current()) is not None:
            self.decided.emit(cell, number, is_for_all)

    def _on_typed(self, text: str) -> None:
        if (cell := self._current()) is not None:
            self.typed.emit(cell, text)

    def _on_filtered(self) -> None:
        self._show_cells()

    def _filter(self, verdict: Verdict) -> QPushButton:
        name = VERDICT_NAMES[verdict]
        made = button(name, self._on_filtered, role="filter", tip=f"Hiện hoặc ẩn: {name}")
        made.setCheckable(True)
        made.setChecked(verdict not in _LATER)
        return made

    def _lay_out(self) -> None:
        self.table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        filters = QHBoxLayout()
        filters.setSpacing(8)
        for made in self.filters.values():
            filters.addWidget(made)
        filters.addStretch(1)
        card = frame("card")
        edge = QVBoxLayout(card)
        edge.setContentsMargins(1, 1, 1, 1)
        edge.addWidget(self.table)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(card, 7)
        both.addWidget(self.detail, 3)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(self.lines)
        outer.addLayout(filters)
        outer.addLayout(both, 1)
