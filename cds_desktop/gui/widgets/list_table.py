"""A quiet table to choose a row from: no grid, whole rows, Enter or double click opens."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

_ROW_HEIGHT = 40


class ListTable(QTableView):
    """Shows a model's rows; `opened` tells which one is wanted, `cell_opened` which cell."""

    opened = Signal(int)
    cell_opened = Signal(QModelIndex)

    def __init__(self, model: QAbstractItemModel, name: str, *, stretched: int) -> None:
        super().__init__()
        self.setProperty("role", "list")
        self.setModel(model)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        self.activated.connect(self._on_activated)

    def fit_rows(self, *, most: int) -> None:
        """Be as high as the rows need, up to `most` of them."""
        rows = min(max(1, self.model().rowCount()), most)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows * _ROW_HEIGHT + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter on every system."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._on_activated(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _on_activated(self, index: QModelIndex) -> None:
        self.cell_opened.emit(index)
        self.opened.emit(index.row())
