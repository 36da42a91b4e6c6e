"""The parts of a form at the left: each with its state as icon and word, and its counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cds_desktop.gui.icons import pixmap
from cds_desktop.gui.theme import current_colors
from cds_desktop.gui.widgets.grid_model import Index
from cds_desktop.gui.widgets.labels import plain_tip

_ROOT = QModelIndex()
_ROW_HEIGHT = 48
_NARROW = 80
_ICON = 16
_ENTRY_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class SectionEntry:
    """One line of the list; `icon` and `color` go with the word of its state."""

    title: str
    state: str
    counts: str
    icon: str
    color: str
    is_inside: bool = False

    @property
    def spoken(self) -> str:
        """The whole line, for a screen reader and the tooltip."""
        return f"{self.title}: {self.details}"

    @property
    def details(self) -> str:
        """State and counts."""
        return " · ".join(part for part in (self.state, self.counts) if part)


class SectionList(QListView):
    """The list; narrow, it shows icons and counts only."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._entries = _Entries()
        self._is_quiet = False
        self.setModel(self._entries)
        self.setItemDelegate(_EntryDelegate(self))
        self.setAccessibleName("Các phần của biểu mẫu")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def set_narrow(self, is_narrow: bool) -> None:
        """Show icons only, without a scroll bar, or whole lines."""
        policies = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policies.ScrollBarAlwaysOff if is_narrow else policies.ScrollBarAsNeeded
        )

    def show_entries(self, entries: Sequence[SectionEntry]) -> None:
        """Show these lines; the choice stays where it is when their number does."""
        self._entries.show(entries)

    def show_entry(self, row: int, entry: SectionEntry) -> None:
        """Show one line anew."""
        self._entries.replace(row, entry)

    def entry(self, row: int) -> SectionEntry:
        """Return what a line shows."""
        return self._entries.index(row).data(_ENTRY_ROLE)

    def choose(self, row: int) -> None:
        """Mark a line without telling anybody."""
        self._is_quiet = True
        self.setCurrentIndex(self._entries.index(row))
        self._is_quiet = False

    def _on_current_changed(self, current: QModelIndex) -> None:
        if current.isValid() and not self._is_quiet:
            self.chosen.emit(current.row())


class _Entries(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._entries: list[SectionEntry] = []

    def show(self, entries: Sequence[SectionEntry]) -> None:
        if len(entries) != len(self._entries):
            self.beginResetModel()
            self._entries = list(entries)
            self.endResetModel()
            return
        for row, entry in enumerate(entries):
            self.replace(row, entry)

    def replace(self, row: int, entry: SectionEntry) -> None:
        if self._entries[row] != entry:
            self._entries[row] = entry
            self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self._entries[index.row()]
        if role == _ENTRY_ROLE:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.spoken
        return plain_tip(entry.spoken) if role == Qt.ItemDataRole.ToolTipRole else None


class _EntryDelegate(QStyledItemDelegate):
    """Paints a line: icon, title, state and counts."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All lines are equally high."""
        return QSize(100, _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        entry: SectionEntry = index.data(_ENTRY_ROLE)
        area: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_background(painter, option, area)
        is_narrow = area.width() < _NARROW
        left = area.left() + 16 + (16 if entry.is_inside and not is_narrow else 4 * is_narrow)
        painter.drawPixmap(
            left, area.center().y() - _ICON // 2 + 1, pixmap(entry.icon, entry.color, size=_ICON)
        )
        _paint_words(painter, entry, area.adjusted(left - area.left() + _ICON + 12, 6, -12, -6))
        painter.restore()


def _paint_background(painter: QPainter, option: QStyleOptionViewItem, area: QRect) -> None:
    colors = current_colors()
    state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
    is_chosen = bool(state & QStyle.StateFlag.State_Selected)
    is_under_mouse = bool(state & QStyle.StateFlag.State_MouseOver)
    if not (is_chosen or is_under_mouse):
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colors.color("accent_tint" if is_chosen else "locked"))
    painter.drawRoundedRect(area.adjusted(8, 2, -8, -2), 6, 6)
    if is_chosen:
        painter.setBrush(colors.color("accent"))
        painter.drawRoundedRect(
            QRect(area.left() + 8, area.top() + 12, 3, area.height() - 24), 1.5, 1.5
        )


def _paint_words(painter: QPainter, entry: SectionEntry, area: QRect) -> None:
    if area.width() < _NARROW - _ICON:
        return
    colors = current_colors()
    font = painter.font()
    painter.setPen(colors.color("text"))
    upper = QRect(area.left(), area.top(), area.width(), area.height() // 2)
    title = QFontMetrics(font).elidedText(entry.title, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter, title)
    font.setPointSizeF(font.pointSizeF() - 1)
    painter.setFont(font)
    painter.setPen(colors.color(entry.color if entry.color in ("warning", "error") else "muted"))
    painter.drawText(
        upper.translated(0, upper.height()), Qt.AlignmentFlag.AlignVCenter, entry.details
    )
