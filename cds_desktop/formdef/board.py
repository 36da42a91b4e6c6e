"""The values of a report while the rules run: what each cell holds, what is hidden or computed."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal

from cds_desktop.formdef.past import Past
from cds_desktop.formdef.report_data import ReportData, cell_key, table_rows
from cds_desktop.formdef.rules import CompiledQuestion, FormRules
from cds_desktop.formdef.scope import Result, round_figure
from cds_desktop.model.form import QuestionType
from cds_desktop.model.submission import STATUSES_WITH_VALUE, Answer, CellKey, Value

_NO_TABLE = ("",)
_ZERO = Decimal(0)


class Board:
    """The values of every relevant cell, kept by question and row; `row` is "" outside tables.

    Filled while `apply` or `reapply` runs and then left alone: a later run works on a copy.
    `places` number the rows of rosters and target tables, which never change within a report.
    """

    def __init__(self, rules: FormRules, data: ReportData, past: Past) -> None:
        self.rules = rules
        self.data = data
        self.past = past
        self.values: dict[str, dict[str, Value]] = {name: {} for name in rules.questions}
        self.hidden: set[CellKey] = set()
        self.calculated: dict[CellKey, Decimal | None] = {}
        self.rows = {
            name: table_rows(rules.questions[name].question, rules.form, data)
            for name in rules.columns
        }
        self.places = {
            name: {row: place for place, row in enumerate(rows)} for name, rows in self.rows.items()
        }
        self.places[""] = {"": 0}
        self.context = _context(rules, data)
        self._shared: set[str] = set()
        self.inapplicable = self._find_inapplicable()

    def copy(self) -> "Board":
        """Return a board that can be changed; columns are copied only when they are written to."""
        twin = object.__new__(Board)
        twin.rules, twin.data, twin.past = self.rules, self.data, self.past
        twin.values = dict(self.values)
        twin.hidden = set(self.hidden)
        twin.calculated = dict(self.calculated)
        twin.rows = dict(self.rows)
        twin.places = self.places
        twin.context = self.context
        twin.inapplicable = self.inapplicable
        twin._shared = set(self.values)
        return twin

    def rows_of(self, compiled: CompiledQuestion) -> tuple[str, ...]:
        """Return the rows of a column; one empty row for what is in no table."""
        return self.rows[compiled.table] if compiled.table else _NO_TABLE

    def key(self, compiled: CompiledQuestion, row: str) -> CellKey:
        """Return the key of a cell."""
        name = compiled.question.name
        return cell_key(name, row, table_type=compiled.table_type, data=self.data)

    def settle(self, compiled: CompiledQuestion, row: str) -> bool:
        """Find out whether a cell is relevant and what it holds; say whether either has changed."""
        name, key = compiled.question.name, self.key(compiled, row)
        was_hidden, before = key in self.hidden, self.values[name].get(row)
        is_hidden = not self._is_relevant(compiled, row)
        value = None if is_hidden else self._settled_value(compiled, key, row)
        if is_hidden != was_hidden:
            (self.hidden.add if is_hidden else self.hidden.discard)(key)
        if compiled.calculation is not None:
            self._note_calculated(key, value, is_hidden=is_hidden)
        if value == before:
            return is_hidden != was_hidden
        self._write(name, row, value)
        return True

    def drop(self, compiled: CompiledQuestion, row: str) -> None:
        """Forget a cell whose row is no more."""
        key = self.key(compiled, row)
        self._write(compiled.question.name, row, None)
        self.hidden.discard(key)
        self.calculated.pop(key, None)

    def is_hidden(self, compiled: CompiledQuestion, row: str) -> bool:
        """Say whether a cell is not relevant."""
        return bool(self.hidden) and self.key(compiled, row) in self.hidden

    def _find_inapplicable(self) -> frozenset[CellKey]:
        """Return the cells that this unit does not have in this period; fixed by the form."""
        return frozenset(
            self.key(compiled, row)
            for compiled in self.rules.questions.values()
            if compiled.applies_to is not None
            for row in self.rows_of(compiled)
            if compiled.applies_to(RowScope(self, compiled, row)) is False
        )

    def _is_relevant(self, compiled: CompiledQuestion, row: str) -> bool:
        if self.inapplicable and self.key(compiled, row) in self.inapplicable:
            return False
        if compiled.table and self._is_table_hidden(compiled.table):
            return False
        return compiled.relevant is None or compiled.relevant(RowScope(self, compiled, row)) is True

    def _is_table_hidden(self, table: str) -> bool:
        return bool(self.hidden) and CellKey(self.data.org_unit, table) in self.hidden

    def _settled_value(self, compiled: CompiledQuestion, key: CellKey, row: str) -> Value:
        if compiled.calculation is None:
            return fitting_value(compiled, self.data.answers.get(key))
        result = compiled.calculation(RowScope(self, compiled, row))
        decimals = compiled.question.decimals
        return round_figure(result, decimals) if isinstance(result, Decimal) else None

    def _note_calculated(self, key: CellKey, value: Value, *, is_hidden: bool) -> None:
        if is_hidden:
            self.calculated.pop(key, None)
        else:
            self.calculated[key] = value if isinstance(value, Decimal) else None

    def _write(self, name: str, row: str, value: Value) -> None:
        if name in self._shared:
            self.values[name] = dict(self.values[name])
            self._shared.discard(name)
        if value is None:
            self.values[name].pop(row, None)
        else:
            self.values[name][row] = value


class RowScope:
    """What an expression sees from one row; remembers whether it met missing values.

    With `is_zero` a missing value counts as 0.
    """

    __slots__ = ("_board", "_columns", "_compiled", "_row", "is_zero", "saw_missing", "saw_value")

    def __init__(
        self, board: Board, compiled: CompiledQuestion, row: str, *, is_zero: bool = False
    ) -> None:
        self._board = board
        self._compiled = compiled
        self._columns = board.rules.columns.get(compiled.table, ())
        self._row = row
        self.is_zero = is_zero
        self.saw_missing = False
        self.saw_value = False

    def value(self, name: str) -> Result:
        """Return the value of a question, in this row for a column of the same table."""
        value = self._board.values[name].get(self._row if name in self._columns else "")
        if value is not None:
            self.saw_value = True
        return value

    def column(self, name: str) -> Collection[Result]:
        """Return the values of the filled rows of a column."""
        values = self._board.values[name].values()
        if values:
            self.saw_value = True
        return values

    def row_count(self, table: str) -> int:
        """Return how many rows a table has; none when it is not relevant."""
        hidden = self._board.hidden
        is_hidden = bool(hidden) and CellKey(self._board.data.org_unit, table) in hidden
        return 0 if is_hidden else len(self._board.rows[table])

    def history(self, function: str, name: str) -> Result:
        """Return what earlier periods held, for a column in the same row."""
        board = self._board
        compiled = board.rules.questions[name]
        row = self._row if name in self._columns else ""
        present = board.values[name].get(row)
        value = board.past.find(function, board.key(compiled, row), present)
        if value is not None:
            self.saw_value = True
        return value

    def context(self, function: str) -> Result:
        """Return what `month()` and the like know about the report."""
        if function == "area" and self._compiled.table_type is QuestionType.ROSTER:
            return self._row
        return self._board.context[function]

    def missing(self) -> Result:
        """Stand in for a value that is missing."""
        self.saw_missing = True
        return _ZERO if self.is_zero else None


def fitting_value(compiled: CompiledQuestion, answer: Answer | None) -> Value:
    """Return the value of an answer when it has one of the kind that its question asks for."""
    if answer is None or answer.value is None or answer.status not in STATUSES_WITH_VALUE:
        return None
    value = answer.value
    if compiled.question.is_figure:
        return value if isinstance(value, Decimal) else None
    if compiled.question.type is QuestionType.DATE:
        return value if isinstance(value, date) else None
    return value if isinstance(value, str) and value else None


def all_cells(rules: FormRules, board: Board) -> Iterator[tuple[CompiledQuestion, str]]:
    """Yield every question, tables too, with each of its rows, in the order of the form."""
    for compiled in rules.questions.values():
        for row in board.rows_of(compiled):
            yield compiled, row


def _context(rules: FormRules, data: ReportData) -> Mapping[str, Result]:
    start, end = data.period.window(rules.form.data_window)
    return {
        "unit": data.org_unit,
        "level": data.level.value if data.level else None,
        "area": data.org_unit,
        "year": Decimal(data.period.year),
        "month": Decimal(data.period.end_date.month),
        "window_start": start,
        "window_end": end,
    }
