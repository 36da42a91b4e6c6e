"""Ctrl+F: type a code, a name with or without tone marks, or a commune, and go there."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QVBoxLayout, QWidget

from cds_desktop.gui.icons import icon
from cds_desktop.gui.widgets.grid_model import Index
from cds_desktop.gui.widgets.labels import label
from cds_desktop.operations.find_cells import FoundCell

_ROOT = QModelIndex()
_SIZE = (640, 420)
_START = "Gõ mã số (6.01), tên chỉ tiêu không cần dấu (ho so), hoặc tên xã."
_NOTHING = "Không tìm thấy. Xin gõ ngắn hơn."

Search = Callable[[str], Sequence[FoundCell]]


class Finder(QDialog):
    """A field over a list; Enter or a double click goes to the place, Esc closes."""

    found = Signal(object)

    def __init__(self, search: Search, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Tìm trong biểu")
        self._search = search
        self.field = QLineEdit()
        self.field.setPlaceholderText("Tìm chỉ tiêu hoặc xã")
        self.field.setAccessibleName("Tìm chỉ tiêu hoặc xã")
        self.field.setMaxLength(100)
        self.field.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.places = _Places()
        self._list = QListView()
        self._list.setProperty("role", "choices")
        self._list.setAccessibleName("Các nơi tìm thấy")
        self._list.setModel(self.places)
        self._list.setUniformItemSizes(True)
        self._words = label(_START, "muted", wraps=True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 16, 16, 16)
        outer.setSpacing(8)
        for part in (self.field, self._words):
            outer.addWidget(part)
        outer.addWidget(self._list, 1)
        self.resize(*_SIZE)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._on_text_changed)
        self._list.activated.connect(self._on_activated)
        self._on_text_changed("")

    def open_again(self) -> None:
        """Show the dialog with the last text selected."""
        self.field.selectAll()
        self._on_text_changed(self.field.text())
        self.show()
        self.raise_()
        self.activateWindow()
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list while the cursor stays in the field; Enter goes."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self._move(step)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(self._list.currentIndex())
            return True
        return False

    def _move(self, step: int) -> None:
        row = self._list.currentIndex().row() + step
        if 0 <= row < self.places.rowCount():
            self._list.setCurrentIndex(self.places.index(row))

    def _on_text_changed(self, text: str) -> None:
        self.places.show_places(self._search(text))
        is_found = self.places.rowCount() > 0
        self._words.setText("" if is_found else _NOTHING if text.strip() else _START)
        self._words.setVisible(not is_found)
        if is_found:
            self._list.setCurrentIndex(self.places.index(0))

    def _on_activated(self, index: QModelIndex) -> None:
        self._go(index)

    def _go(self, index: QModelIndex) -> None:
        if index.isValid():
            self.accept()
            self.found.emit(self.places.place_at(index.row()).key)


class _Places(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._places: Sequence[FoundCell] = ()

    def show_places(self, places: Sequence[FoundCell]) -> None:
        self.beginResetModel()
        self._places = places
        self.endResetModel()

    def place_at(self, row: int) -> FoundCell:
        return self._places[row]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        place = self._places[index.row()]
        return f"{place.name}   ·   {place.place}"
