"""The cells of an import before it is done: where each goes, what it says, what becomes of it."""

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QBrush

from cds_desktop.gui.icons import icon
from cds_desktop.gui.theme import current_colors
from cds_desktop.gui.widgets.grid_model import Index
from cds_desktop.gui.widgets.labels import plain_tip
from cds_desktop.operations.sheet_preview import VERDICT_NAMES, PreviewCell, Verdict

_ROOT = QModelIndex()
_HEADS = ("Kết quả", "Ô", "Chỉ tiêu", "Trong tệp", "Đang có", "Sẽ ghi")
_FIGURES = (3, 4, 5)
_LOOKS = {
    Verdict.NEW: ("plus", "success"),
    Verdict.CHANGED: ("square-pen", "accent"),
    Verdict.SAME: ("circle-check", "muted"),
    Verdict.ASKED: ("circle-question-mark", "warning"),
    Verdict.REFUSED: ("circle-x", "error"),
    Verdict.IGNORED: ("circle", "muted"),
}
_ORDER = {verdict: place for place, verdict in enumerate((Verdict.REFUSED, Verdict.ASKED))}


class PreviewModel(QAbstractTableModel):
    """One row a cell of the sheet, the doubtful ones first."""

    def __init__(self) -> None:
        super().__init__()
        self._cells: Sequence[PreviewCell] = ()

    def show_cells(self, cells: Sequence[PreviewCell], wanted: Collection[Verdict]) -> None:
        """Show the cells with these verdicts."""
        chosen = [cell for cell in cells if cell.verdict in wanted]
        self.beginResetModel()
        self._cells = sorted(chosen, key=lambda cell: _ORDER.get(cell.verdict, len(_ORDER)))
        self.endResetModel()

    def cell_at(self, row: int) -> PreviewCell:
        """Return the cell of a row."""
        return self._cells[row]

    def row_of(self, place: str) -> int:
        """Return the row of a place of the sheet; 0 when it is not shown."""
        return next((n for n, cell in enumerate(self._cells) if cell.place == place), 0)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Count the cells."""
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(_HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return one aspect of a cell."""
        cell, column = self._cells[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return _texts(cell)[column]
        if role == Qt.ItemDataRole.DecorationRole and column == 0:
            return icon(*_LOOKS[cell.verdict])
        if role == Qt.ItemDataRole.TextAlignmentRole and column in _FIGURES:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.BackgroundRole and cell.is_open:
            is_asked = cell.verdict is Verdict.ASKED
            return QBrush(current_colors().color("warning_tint" if is_asked else "error_tint"))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(_reason(cell) or _texts(cell)[column])
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's heading."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = (
                Qt.AlignmentFlag.AlignRight if section in _FIGURES else Qt.AlignmentFlag.AlignLeft
            )
            return side | Qt.AlignmentFlag.AlignVCenter
        return _HEADS[section] if role == Qt.ItemDataRole.DisplayRole else None


def _texts(cell: PreviewCell) -> tuple[str, ...]:
    verdict = VERDICT_NAMES[cell.verdict]
    name = cell.name or _reason(cell)
    texts = (verdict.capitalize(), cell.place, name, cell.shown, cell.old_text, cell.new_text)
    return tuple(text.replace("\n", " ") for text in texts)


def _reason(cell: PreviewCell) -> str:
    message = cell.message
    return f"{message.text} {message.way_out}".strip() if message else ""
