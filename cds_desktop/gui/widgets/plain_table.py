"""Rows of plain texts for a ListTable: an icon in one column, figures at the right."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from cds_desktop.gui.icons import icon
from cds_desktop.gui.widgets.grid_model import Index
from cds_desktop.gui.widgets.labels import plain_tip

_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class PlainRow:
    """One row: its texts, which icon stands in the icon column, what it stands for."""

    texts: tuple[str, ...]
    icon: tuple[str, str] | None = None
    item: object = None
    tip: str = ""


class PlainTableModel(QAbstractTableModel):
    """Shows PlainRows under fixed headings."""

    def __init__(
        self, heads: Sequence[str], *, icon_column: int = 0, figures: Collection[int] = ()
    ) -> None:
        super().__init__()
        self._heads = tuple(heads)
        self._icon_column = icon_column
        self._figures = frozenset(figures)
        self._rows: Sequence[PlainRow] = ()

    def show_rows(self, rows: Sequence[PlainRow]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row_at(self, row: int) -> PlainRow:
        """Return one row."""
        return self._rows[row]

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return one aspect of a cell."""
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return row.texts[column]
        if role == Qt.ItemDataRole.DecorationRole and column == self._icon_column and row.icon:
            return icon(*row.icon)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.tip or row.texts[column])
        if role == Qt.ItemDataRole.TextAlignmentRole and column in self._figures:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's heading."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight
            side = side if section in self._figures else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return self._heads[section] if role == Qt.ItemDataRole.DisplayRole else None
