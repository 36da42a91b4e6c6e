"""The board of units and periods: a row a unit, a column a period, a state by icon and word."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from cds_desktop.gui.icons import icon
from cds_desktop.gui.widgets.grid_model import Index
from cds_desktop.gui.widgets.labels import plain_tip
from cds_desktop.model.org_unit import OrgUnit
from cds_desktop.model.period import Period
from cds_desktop.operations.board import BOARD_STATE_NAMES, Board, BoardCell, BoardState
from cds_desktop.vietnamese import format_date

_ROOT = QModelIndex()
_LOOKS = {
    BoardState.NOT_DUE: ("circle", "muted"),
    BoardState.MISSING: ("circle-x", "error"),
    BoardState.HELD: ("lock", "warning"),
    BoardState.CONFLICT: ("triangle-alert", "error"),
    BoardState.RETRACTED: ("x", "warning"),
    BoardState.RECEIVED: ("mail-check", "accent"),
    BoardState.RETURNED: ("message-square-text", "warning"),
    BoardState.APPROVED: ("circle-check", "success"),
}


class BoardModel(QAbstractTableModel):
    """Shows a Board; the first column names the units."""

    def __init__(self) -> None:
        super().__init__()
        self._board: Board | None = None

    def show_board(self, board: Board | None) -> None:
        """Show this board."""
        self.beginResetModel()
        self._board = board
        self.endResetModel()

    def unit_at(self, row: int) -> OrgUnit | None:
        """Return the unit of a row."""
        return self._board.units[row] if self._board else None

    def period_at(self, column: int) -> Period | None:
        """Return the period of a column; None for the column of names."""
        return self._board.periods[column - 1] if self._board and column else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Count the units."""
        return 0 if parent.isValid() or self._board is None else len(self._board.units)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Count the periods, and one for the names."""
        return 0 if parent.isValid() or self._board is None else len(self._board.periods) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return one aspect of a cell."""
        unit, period = self.unit_at(index.row()), self.period_at(index.column())
        if unit is None or self._board is None:
            return None
        if period is None:
            return unit.name if role == Qt.ItemDataRole.DisplayRole else None
        cell = self._board.cell(unit.code, period)
        if role == Qt.ItemDataRole.DisplayRole:
            return _short(cell)
        if role == Qt.ItemDataRole.DecorationRole:
            return icon(*_LOOKS[cell.state])
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            said = f"{unit.name}, {period.label}: {cell.text}{_received(cell)}."
            return plain_tip(said) if role == Qt.ItemDataRole.ToolTipRole else said
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's heading: the month; the day on which it was due on hovering."""
        if orientation is not Qt.Orientation.Horizontal or self._board is None:
            return None
        period = self.period_at(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole and period is not None:
            return plain_tip(f"Hạn nộp {format_date(self._board.deadlines[period])}")
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return period.short_label if period else "Đơn vị"


def _short(cell: BoardCell) -> str:
    words = [BOARD_STATE_NAMES[cell.state].capitalize()]
    if cell.is_late:
        words.append("trễ")
    if cell.revision > 1:
        words.append(f"bản {cell.revision}")
    return ", ".join(words)


def _received(cell: BoardCell) -> str:
    return f", nhận ngày {format_date(cell.received_on)}" if cell.received_on else ""
