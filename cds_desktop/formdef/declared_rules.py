"""The rules that a form declares by name: pairs, running sums, column totals, unusual sizes.

`compulsory_with`, `exclusive_with`, `cumulates` and `column_total` are keys of a question; the
question of size comes by itself from the unit's own history (median and MAD) unless `may_jump`.
"""

from collections.abc import Iterator
from decimal import Decimal
from statistics import median
from typing import NamedTuple

from cds_desktop.formdef.board import Board
from cds_desktop.formdef.free_rules import Found
from cds_desktop.formdef.rules import CompiledQuestion
from cds_desktop.formdef.wording import format_value
from cds_desktop.model.finding import Severity
from cds_desktop.model.form import Nature, QuestionType
from cds_desktop.model.period import Period
from cds_desktop.model.submission import CellKey
from cds_desktop.vietnamese import format_number, round_half_up

FEWEST_POINTS = 4
"""With fewer earlier figures nothing is said about a figure's size."""

_NOTICED, _ASKED = Decimal(4), Decimal(8)  # how many spreads from the median
_MAD_TO_SPREAD = Decimal("1.4826")  # the MAD of a normal distribution is this much smaller
_SMALLEST_SHARE = Decimal("0.1")  # of the median: steady figures may move a little
_SMALLEST_SPREAD = Decimal(1)


class Usual(NamedTuple):
    """What a cell held before: its median, and how far figures usually are from it."""

    middle: Decimal
    spread: Decimal
    points: int


def check_declared(board: Board, compiled: CompiledQuestion, row: str) -> Iterator[Found]:
    """Yield what the declared rules say of a relevant cell."""
    question = compiled.question
    value = board.values[question.name].get(row)
    if compiled.partners and value is None:
        yield from _check_partners(board, compiled, row)
    if question.exclusive_with and value is not None:
        yield from _check_exclusive(board, compiled, row)
    if isinstance(value, Decimal):
        yield from _check_figure(board, compiled, row, value=value)
    elif compiled.running_sums:
        yield from _check_running_sums(board, compiled, row)


def usual(figures: list[Decimal]) -> Usual | None:
    """Return what is usual among earlier figures; None when they are too few to say."""
    if len(figures) < FEWEST_POINTS:
        return None
    middle = median(figures)
    deviation = median(abs(figure - middle) for figure in figures)
    spread = max(_MAD_TO_SPREAD * deviation, _SMALLEST_SHARE * abs(middle), _SMALLEST_SPREAD)
    return Usual(middle, spread, len(figures))


def _check_partners(board: Board, compiled: CompiledQuestion, row: str) -> Iterator[Found]:
    """An empty cell is an error while the other half of its pair has a value."""
    answer = board.data.answers.get(board.key(compiled, row))
    if compiled.calculation is not None or (answer is not None and not answer.is_empty):
        return
    for name in compiled.partners:
        if _value(board, name, compiled, row) is not None:
            params = {"other": _label(board, name), "value": _shown(board, name, compiled, row)}
            yield "pair_incomplete", Severity.ERROR, params


def _check_exclusive(board: Board, compiled: CompiledQuestion, row: str) -> Iterator[Found]:
    for name in compiled.question.exclusive_with:
        if _value(board, name, compiled, row) is not None:
            params = {
                "value": _shown(board, compiled.question.name, compiled, row),
                "other": _label(board, name),
                "other_value": _shown(board, name, compiled, row),
            }
            yield "pair_exclusive", Severity.ERROR, params


def _check_figure(
    board: Board, compiled: CompiledQuestion, row: str, *, value: Decimal
) -> Iterator[Found]:
    question, key = compiled.question, board.key(compiled, row)
    if question.cumulates:
        yield from _check_cumulated(board, compiled, row, value=value)
    if question.column_total:
        yield from _check_column_total(board, question.column_total, value)
    is_compared = compiled.calculation is None and not question.is_free_to_jump
    if is_compared and question.nature is not Nature.CUMULATIVE and board.past.has_any:
        yield from _check_size(board, compiled, key, value=value)


def _check_cumulated(
    board: Board, compiled: CompiledQuestion, row: str, *, value: Decimal
) -> Iterator[Found]:
    """A running sum is the last one plus the month, and never less than the month."""
    flow = _value(board, compiled.question.cumulates, compiled, row)
    if not isinstance(flow, Decimal):
        return
    params = {"value": format_number(value), "flow": format_number(flow)}
    if value < flow:
        yield "cumulative_below_flow", Severity.ERROR, params
        return
    key, past = board.key(compiled, row), board.past
    before = past.previous(key) if past.has_previous_in_year else Decimal(0)
    if isinstance(before, Decimal):
        if value != before + flow:
            sums = {"expected": format_number(before + flow), "previous": format_number(before)}
            yield "cumulative_differs", Severity.WARNING, params | sums
        return
    missing = past.missing_this_year(key)
    if past.has_any:
        yield "cumulative_unchecked", Severity.NOTICE, {"periods": _named(missing)}


def _check_column_total(board: Board, column: str, value: Decimal) -> Iterator[Found]:
    """A typed total is the sum of its column; while rows are missing it may be larger."""
    table = board.rules.questions[column].table
    figures = [figure for figure in board.values[column].values() if isinstance(figure, Decimal)]
    count = len(board.rows[table])
    total = sum(figures, Decimal(0))
    if not figures or value == total:
        return
    params: dict[str, object] = {
        "value": format_number(value),
        "total": format_number(total),
        "table": _label(board, table),
        "filled": len(figures),
        "count": count,
    }
    is_whole = len(figures) == count
    if is_whole or value < total:
        yield "column_total_differs", Severity.ERROR, params
    else:
        yield "column_total_partial", Severity.NOTICE, params


def _check_size(
    board: Board, compiled: CompiledQuestion, key: CellKey, *, value: Decimal
) -> Iterator[Found]:
    if compiled.table_type is QuestionType.LIST:
        return
    figures = board.past.recent(key)
    if not figures or min(figures) <= value <= max(figures):
        return
    known = usual(figures)
    if known is None or abs(value - known.middle) <= _NOTICED * known.spread:
        return
    is_asked = abs(value - known.middle) > _ASKED * known.spread
    decimals = compiled.question.decimals
    params = {
        "value": format_number(value),
        "count": known.points,
        "low": format_number(min(figures)),
        "high": format_number(max(figures)),
        "middle": format_number(round_half_up(known.middle, decimals)),
    }
    severity = Severity.WARNING if is_asked else Severity.NOTICE
    yield ("figure_jumped" if is_asked else "figure_unusual"), severity, params


def _check_running_sums(board: Board, compiled: CompiledQuestion, row: str) -> Iterator[Found]:
    """Say which months a sum of the year waits for; silent where nothing of it is known."""
    for name in compiled.running_sums:
        summed = board.rules.questions[name]
        place = row if summed.table == compiled.table else ""
        missing = board.past.missing_this_year(board.key(summed, place))
        if missing and board.past.has_any:
            params = {"other": _label(board, name), "periods": _named(missing)}
            yield "running_sum_incomplete", Severity.NOTICE, params


def _value(board: Board, name: str, compiled: CompiledQuestion, row: str) -> object:
    other = board.rules.questions[name]
    return board.values[name].get(row if other.table == compiled.table else "")


def _shown(board: Board, name: str, compiled: CompiledQuestion, row: str) -> str:
    other = board.rules.questions[name]
    value = board.values[name].get(row if other.table == compiled.table else "")
    return format_value(value, other.question, board.rules.labels)


def _label(board: Board, name: str) -> str:
    return board.rules.questions[name].question.label


def _named(periods: list[Period]) -> str:
    return ", ".join(period.label.partition(" năm ")[0] for period in periods)
