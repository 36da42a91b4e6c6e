"""Choose the unit by typing a part of its name, with or without tone marks."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget

from cds_desktop.gui.icons import icon
from cds_desktop.gui.widgets.grid_model import Index
from cds_desktop.gui.widgets.labels import label
from cds_desktop.model.org_unit import LEVEL_NAMES, OrgUnit

_ROOT = QModelIndex()
_MOST = 200

Search = Callable[[str], Sequence[OrgUnit]]
ParentName = Callable[[OrgUnit], str]


class UnitChooser(QWidget):
    """A search field over a list; `chosen` tells of changes, `opened` of Enter or double click."""

    chosen = Signal(object)
    opened = Signal()

    def __init__(self, search: Search, parent_name: ParentName) -> None:
        super().__init__()
        self._search = search
        self._field = QLineEdit()
        self._field.setPlaceholderText("Gõ một phần tên, ví dụ: thap muoi")
        self._field.setAccessibleName("Tìm đơn vị")
        self._field.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._units = _Units(parent_name)
        self._list = QListView()
        self._list.setProperty("role", "choices")
        self._list.setAccessibleName("Các đơn vị tìm thấy")
        self._list.setModel(self._units)
        self._list.setUniformItemSizes(True)
        self._nothing = label("Không tìm thấy đơn vị nào. Xin gõ ngắn hơn.", "muted")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(self._field)
        outer.addWidget(self._list, 1)
        outer.addWidget(self._nothing)
        self.setFocusProxy(self._field)
        self._field.installEventFilter(self)
        self._field.textChanged.connect(self._on_text_changed)
        self._list.selectionModel().currentChanged.connect(self._on_current_changed)
        self._list.activated.connect(self._on_activated)
        self._on_text_changed("")

    @property
    def unit(self) -> OrgUnit | None:
        """The chosen unit."""
        index = self._list.currentIndex()
        return self._units.unit_at(index.row()) if index.isValid() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list while the cursor stays in the field; Enter chooses."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            row = self._list.currentIndex().row() + step
            if 0 <= row < self._units.rowCount():
                self._list.setCurrentIndex(self._units.index(row))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.unit is not None:
            self.opened.emit()
            return True
        return False

    def _on_text_changed(self, text: str) -> None:
        self._units.show(self._search(text)[:_MOST])
        is_found = self._units.rowCount() > 0
        self._list.setVisible(is_found)
        self._nothing.setVisible(not is_found)
        if is_found and text.strip():
            self._list.setCurrentIndex(self._units.index(0))
        else:
            self.chosen.emit(None)

    def _on_activated(self, _: QModelIndex) -> None:
        self.opened.emit()

    def _on_current_changed(self, current: QModelIndex) -> None:
        self.chosen.emit(self._units.unit_at(current.row()) if current.isValid() else None)


class _Units(QAbstractListModel):
    def __init__(self, parent_name: ParentName) -> None:
        super().__init__()
        self._parent_name = parent_name
        self._units: Sequence[OrgUnit] = ()

    def show(self, units: Sequence[OrgUnit]) -> None:
        self.beginResetModel()
        self._units = units
        self.endResetModel()

    def unit_at(self, row: int) -> OrgUnit:
        return self._units[row]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._units)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        unit = self._units[index.row()]
        above = self._parent_name(unit)
        place = f", {above}" if above else ""
        until = (
            f", đến {unit.closed_date:%m/%Y}"
            if unit.closed_date
            else f", từ {unit.opening_date:%m/%Y}"
        )
        return f"{unit.name}{place}  ({LEVEL_NAMES[unit.level]}, mã {unit.code}{until})"
