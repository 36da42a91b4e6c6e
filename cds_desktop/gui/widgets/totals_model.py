"""The totals row under a table: sums of filled cells; rates from their parts, never averaged."""

from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from cds_desktop.gui.widgets.cells import shown
from cds_desktop.gui.widgets.grid_model import GridModel, Index
from cds_desktop.model.form import Aggregation, Question, QuestionType
from cds_desktop.model.submission import CellKey
from cds_desktop.vietnamese import round_half_up

_ROOT = QModelIndex()


class TotalsModel(QAbstractTableModel):
    """One row that follows a GridModel."""

    def __init__(self, grid: GridModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._grid = grid
        self._totals: dict[int, Decimal | None] = {}
        grid.dataChanged.connect(self._on_changed)
        grid.modelReset.connect(self._on_reset)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """There is one row."""
        return 0 if parent.isValid() else 1

    def columnCount(self, parent: Index = _ROOT) -> int:
        """As many as the table has."""
        return self._grid.columnCount(parent)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's total."""
        if role == Qt.ItemDataRole.DisplayRole:
            question = self._grid.columns[index.column()]
            return shown(question, self._total(index.column()))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Name the row."""
        is_name = orientation is Qt.Orientation.Vertical and role == Qt.ItemDataRole.DisplayRole
        return "Cộng" if is_name else None

    def _total(self, column: int) -> Decimal | None:
        if column not in self._totals:
            self._totals[column] = self._computed(self._grid.columns[column])
        return self._totals[column]

    def _computed(self, question: Question) -> Decimal | None:
        if question.type is QuestionType.RATIO:
            return self._rate(question)
        can_sum = question.is_figure and question.type is not QuestionType.PERCENTAGE
        can_sum = can_sum and question.aggregation is Aggregation.SUM
        return self._sum(question.name) if can_sum else None

    def _rate(self, question: Question) -> Decimal | None:
        numerator, denominator = self._sum(question.numerator), self._sum(question.denominator)
        if numerator is None or not denominator:
            return None
        return round_half_up(100 * numerator / denominator, question.decimals)

    def _sum(self, name: str) -> Decimal | None:
        if not any(question.name == name for question in self._grid.columns):
            return None
        value = self._grid.book.value
        found = (value(CellKey(row.area, name, row.row)) for row in self._grid.rows)
        values = [one for one in found if isinstance(one, Decimal)]
        return sum(values, Decimal(0)) if values else None

    def _on_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        """Forget the totals of the columns that changed, and every rate."""
        changed = set(range(first.column(), last.column() + 1))
        columns = enumerate(self._grid.columns)
        changed |= {n for n, question in columns if question.type is QuestionType.RATIO}
        for column in changed:
            self._totals.pop(column, None)
            self.dataChanged.emit(self.index(0, column), self.index(0, column))

    def _on_reset(self) -> None:
        self._totals.clear()
        self.dataChanged.emit(self.index(0, 0), self.index(0, self.columnCount() - 1))
