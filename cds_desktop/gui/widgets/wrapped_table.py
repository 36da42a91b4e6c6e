"""A quiet table whose texts wrap: rows as high as their texts, columns by their share."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from cds_desktop.gui.widgets.plain_table import PlainRow, PlainTableModel

_LEAST_ROW, _AIR = 36, 12


class WrappedTable(QTableView):
    """Shows PlainRows; as high as they need, up to `most` pixels. Enter opens a row."""

    opened = Signal(int)

    def __init__(self, name: str, heads: Sequence[str], *, shares: Sequence[int], most: int = 320):
        super().__init__()
        self._shares, self._most = tuple(shares), most
        self._model = PlainTableModel(heads)
        self.setModel(self._model)
        self.setProperty("role", "list")
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def show_rows(self, rows: Sequence[PlainRow]) -> None:
        """Show these rows; the table is out of sight while there are none."""
        self._model.show_rows(rows)
        self.setVisible(bool(rows))
        self._fit()
        if rows:
            self.setCurrentIndex(self._model.index(0, 0))

    @property
    def rows(self) -> list[PlainRow]:
        """What is shown."""
        return [self._model.row_at(number) for number in range(self._model.rowCount())]

    def current(self) -> PlainRow | None:
        """Return the row that the cursor is on."""
        index = self.currentIndex()
        return self._model.row_at(index.row()) if index.isValid() else None

    # --- Qt ------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width out."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter on every system."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    # --- inside --------------------------------------------------------------------------------

    def _fit(self) -> None:
        width = self.viewport().width()
        for column, share in enumerate(self._shares):
            self.setColumnWidth(column, width * share // sum(self._shares))
        heights = [self._row_height(row) for row in range(self._model.rowCount())]
        for row, height in enumerate(heights):
            self.setRowHeight(row, height)
        head = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(min(self._most, head + sum(heights) + 2))

    def _row_height(self, row: int) -> int:
        return max(_LEAST_ROW, self.sizeHintForRow(row) + _AIR)
