"""The cells of a table of questions: communes of a roster, rows of a list, targets of a plan.

The same model serves the three; it shows what a CellBook knows and changes nothing itself.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QFont

from cds_desktop.gui.icons import icon
from cds_desktop.gui.theme import current_colors
from cds_desktop.gui.widgets.cells import STATUS_SIGNS, CellBook, CellState
from cds_desktop.gui.widgets.labels import plain_tip
from cds_desktop.model.finding import SEVERITY_NAMES
from cds_desktop.model.form import Question, QuestionType
from cds_desktop.model.submission import CellKey

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_STATE_ICONS = {"error": "circle-x", "warning": "triangle-alert"}
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: whose it is, its id, the name shown at its left."""

    area: str
    row: str
    name: str


class GridModel(QAbstractTableModel):
    """Rows of cells; `typed`, `status_typed` tell what the editor was given."""

    typed = Signal(object, str)
    status_typed = Signal(object, object)

    def __init__(
        self,
        table: Question,
        rows: Sequence[GridRow],
        book: CellBook,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.table = table
        self.columns = table.questions
        self.book = book
        self._rows: list[GridRow] = []
        self._row_numbers: dict[tuple[str, str], int] = {}
        self._column_numbers = {question.name: n for n, question in enumerate(table.questions)}
        self._states: dict[CellKey, CellState] = {}
        self._take_rows(rows)
        self._italic = QFont()
        self._italic.setItalic(True)
        self._readers = {
            Qt.ItemDataRole.DisplayRole: _display,
            Qt.ItemDataRole.EditRole: _editable_text,
            Qt.ItemDataRole.TextAlignmentRole: _alignment,
            Qt.ItemDataRole.BackgroundRole: _background,
            Qt.ItemDataRole.ForegroundRole: _foreground,
            Qt.ItemDataRole.DecorationRole: _decoration,
            Qt.ItemDataRole.ToolTipRole: _tip,
            Qt.ItemDataRole.AccessibleDescriptionRole: _description,
        }

    # --- places --------------------------------------------------------------------------------

    @property
    def rows(self) -> Sequence[GridRow]:
        """The rows as shown."""
        return self._rows

    def key_at(self, index: Index) -> CellKey:
        """Return the cell at an index."""
        row = self._rows[index.row()]
        return CellKey(row.area, self.columns[index.column()].name, row.row)

    def index_of(self, key: CellKey) -> QModelIndex:
        """Return where a cell is; an invalid index when it is not here."""
        row = self._row_numbers.get((key.area, key.row), -1)
        column = self._column_numbers.get(key.question, -1)
        return self.index(row, column) if row >= 0 and column >= 0 else QModelIndex()

    def state_at(self, index: Index) -> CellState:
        """Return what a cell shows."""
        key = self.key_at(index)
        if key not in self._states:
            self._states[key] = self.book.state(key, self.columns[index.column()])
        return self._states[key]

    def is_row_empty(self, row: int) -> bool:
        """Say whether no cell of the row is filled."""
        return not any(
            self.state_at(self.index(row, column)).is_filled for column in range(len(self.columns))
        )

    def missing_rows(self) -> int:
        """Count rows in which something that is to be entered is still empty."""
        asked = [question for question in self.columns if not question.is_calculated]
        is_missing = self.book.is_missing
        return sum(
            any(is_missing(CellKey(row.area, question.name, row.row)) for question in asked)
            for row in self._rows
        )

    # --- changing ------------------------------------------------------------------------------

    def refresh(self, keys: Collection[CellKey] | None = None) -> None:
        """Read cells anew: these, or all."""
        if keys is None:
            self._states.clear()
            self._tell_changed(0, len(self._rows) - 1)
            return
        for key in keys:
            if self._states.pop(key, None) is not None:
                index = self.index_of(key)
                self.dataChanged.emit(index, index)

    def set_rows(self, rows: Sequence[GridRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._take_rows(rows)
        self._states.clear()
        self.endResetModel()

    # --- Qt ------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return one aspect of a cell."""
        if role == Qt.ItemDataRole.FontRole:
            return self._italic if self.state_at(index).state == "carried" else None
        reader = self._readers.get(Qt.ItemDataRole(role))
        return reader(self.state_at(index)) if reader else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's label with its unit of measure, or a row's name."""
        if orientation is Qt.Orientation.Horizontal:
            return _column_header(self.columns[section], role)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._rows[section].name
        return plain_tip(self._rows[section].name) if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say whether a cell can be entered."""
        flags = super().flags(index)
        is_open = (
            index.isValid()
            and not self.state_at(index).is_locked
            and self.state_at(index).is_relevant
        )
        return flags | Qt.ItemFlag.ItemIsEditable if is_open else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell what was typed; the model shows it when it has been saved."""
        if role != Qt.ItemDataRole.EditRole or str(value) == self.data(index, role):
            return False
        self.typed.emit(self.key_at(index), str(value))
        return True

    # --- inside --------------------------------------------------------------------------------

    def _take_rows(self, rows: Sequence[GridRow]) -> None:
        self._rows = list(rows)
        self._row_numbers = {(row.area, row.row): n for n, row in enumerate(rows)}

    def _tell_changed(self, first: int, last: int) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))


def column_title(question: Question) -> str:
    """Return a column's heading: its label and, below, its unit of measure."""
    return (
        f"{question.label}\n({question.unit_of_measure})"
        if question.unit_of_measure
        else question.label
    )


def _column_header(question: Question, role: int) -> Any:
    if role == Qt.ItemDataRole.DisplayRole:
        return column_title(question)
    if role == Qt.ItemDataRole.TextAlignmentRole:
        side = Qt.AlignmentFlag.AlignRight if question.is_figure else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
    if role == Qt.ItemDataRole.ToolTipRole:
        return plain_tip(f"{question.code} {question.label}".strip())
    return None


def _display(state: CellState) -> str:
    if not state.is_relevant:
        return ""
    if state.status_text:
        return STATUS_SIGNS.get(state.answer.status, "")
    prefix = f"{state.prefix} " if state.prefix else ""
    return prefix + state.text.replace("\n", " ")


def _editable_text(state: CellState) -> str:
    if state.question.type is QuestionType.CHOICE:
        return str(state.answer.value or "")
    return state.text


def _alignment(state: CellState) -> Qt.AlignmentFlag:
    return _RIGHT if state.question.is_figure else _LEFT


def _background(state: CellState) -> QBrush | None:
    colors = current_colors()
    tints = {
        "error": colors.error_tint,
        "warning": colors.warning_tint,
        "carried": colors.accent_tint,
        "locked": colors.locked,
    }
    tint = tints.get(state.state) if state.is_relevant else colors.locked
    return QBrush(QColor(tint)) if tint else None


def _foreground(state: CellState) -> QBrush | None:
    colors = current_colors()
    if state.answer.raw:
        return QBrush(colors.color("error"))
    return QBrush(colors.color("muted")) if state.status_text else None


def _decoration(state: CellState) -> Any:
    name = _STATE_ICONS.get(state.state)
    if name:
        return icon(name, state.state)
    return icon("message-square-text", "accent") if state.answer.note else None


def _description(state: CellState) -> str:
    said = [f"{SEVERITY_NAMES[found.severity]}: {found.message.text}" for found in state.findings]
    if state.status_text:
        said.append(state.status_text)
    if state.answer.is_carried_over:
        said.append("Số liệu tháng trước, chờ xác nhận")
    if state.answer.note:
        said.append(f"Ghi chú: {state.answer.note}")
    return "\n".join(said)


def _tip(state: CellState) -> str:
    return plain_tip(_description(state))
