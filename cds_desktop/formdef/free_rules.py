"""The rules that a question brings along without being asked: its type, its range, its nature."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from cds_desktop.formdef.board import Board, fitting_value
from cds_desktop.formdef.reading import max_length, value_text
from cds_desktop.formdef.rules import CompiledQuestion
from cds_desktop.formdef.wording import format_value
from cds_desktop.limits import FIGURE_DECIMALS, FIGURE_INTEGER_DIGITS
from cds_desktop.model.finding import Severity
from cds_desktop.model.form import Nature, QuestionType
from cds_desktop.model.submission import Answer, AnswerStatus, CellKey
from cds_desktop.vietnamese import format_number, parse_date, parse_number

Found = tuple[str, Severity, Mapping[str, object]]
"""The code of a finding, its weight and what fills its sentence besides the label."""

_HUNDRED = Decimal(100)
_PLACEHOLDER = re.compile(
    r"[-–—./…xX*?]+|(không|khong|ko|k|chưa|chua)( (có|co))?|n/?a", re.IGNORECASE
)
_SHOWN_CHOICES = 8
_TYPED_CHARS = 60


def check_cell(board: Board, compiled: CompiledQuestion, row: str) -> Iterator[Found]:
    """Yield what is wrong with the answer of a cell that people fill in and that is relevant."""
    key = board.key(compiled, row)
    answer = board.data.answers.get(key)
    if answer is None or answer.is_empty:
        if compiled.question.is_required:
            yield "required_missing", Severity.ERROR, {}
        return
    if answer.status is AnswerStatus.NOT_COLLECTED:
        yield "not_collected", Severity.NOTICE, {}
    value = fitting_value(compiled, answer)
    if value is None:
        yield from _check_unread(board, compiled, answer)
    elif isinstance(value, Decimal):
        yield from _check_figure(board, compiled, key, value)
    elif isinstance(value, str):
        yield from _check_text(board, compiled, value)


def check_list(board: Board, compiled: CompiledQuestion) -> Iterator[Found]:
    """Yield what is wrong with a list that must have rows and has none."""
    question = compiled.question
    is_list = question.type is QuestionType.LIST and question.is_required
    if is_list and not board.rows[question.name]:
        yield "required_rows_missing", Severity.ERROR, {}


def _check_unread(board: Board, compiled: CompiledQuestion, answer: Answer) -> Iterator[Found]:
    """Say why typed text, or a value of the wrong kind, gives no answer."""
    typed = answer.raw or value_text(answer.value)
    if typed and answer.status not in (AnswerStatus.NOT_APPLICABLE, AnswerStatus.NOT_COLLECTED):
        code, params = _cause(board, compiled, typed)
        yield code, Severity.ERROR, {"typed": typed[:_TYPED_CHARS], **params}


def _cause(board: Board, compiled: CompiledQuestion, typed: str) -> tuple[str, dict[str, object]]:
    question = compiled.question
    if question.type is QuestionType.DATE:
        return "date_not_understood", {}
    if question.type is QuestionType.CHOICE:
        return "choice_unknown", {"allowed": _allowed(board, compiled)}
    if not question.is_figure:
        return "answer_not_understood", {}
    text = typed.removesuffix("%") if question.unit_of_measure == "%" else typed
    if readings := parse_number(text, decimals=question.decimals).readings:
        shown = " hoặc ".join(f"“{format_number(reading)}”" for reading in readings)
        return "figure_ambiguous", {"readings": shown}
    if parse_date(typed):
        return "figure_is_date", {}
    finer = parse_number(text, decimals=FIGURE_DECIMALS)
    if finer.value is not None or finer.readings:
        return "figure_too_fine", {"decimals": question.decimals}
    if sum(letter.isdigit() for letter in typed) > FIGURE_INTEGER_DIGITS:
        return "figure_too_long", {"limit": FIGURE_INTEGER_DIGITS}
    if _PLACEHOLDER.fullmatch(typed.strip()):
        return "figure_placeholder", {}
    return "figure_not_understood", {}


def _allowed(board: Board, compiled: CompiledQuestion) -> str:
    labels = list(board.rules.labels.get(compiled.question.choices, {}).values())
    more = ", …" if len(labels) > _SHOWN_CHOICES else ""
    return ", ".join(labels[:_SHOWN_CHOICES]) + more


def _check_figure(
    board: Board, compiled: CompiledQuestion, key: CellKey, value: Decimal
) -> Iterator[Found]:
    question = compiled.question
    if value.adjusted() >= FIGURE_INTEGER_DIGITS:
        yield (
            "figure_too_long",
            Severity.ERROR,
            {
                "typed": value_text(value)[:_TYPED_CHARS],
                "limit": FIGURE_INTEGER_DIGITS,
            },
        )
        return
    if value != round(value, question.decimals):
        yield (
            "figure_too_fine",
            Severity.ERROR,
            {
                "typed": format_number(value),
                "decimals": question.decimals,
            },
        )
    if value < 0:
        yield "figure_negative", Severity.ERROR, {"value": format_number(value)}
    if question.type is QuestionType.PERCENTAGE and value > _HUNDRED:
        yield "percentage_above_100", Severity.ERROR, {"value": format_number(value)}
    yield from _check_nature(board, compiled, key, value)


def _check_nature(
    board: Board, compiled: CompiledQuestion, key: CellKey, value: Decimal
) -> Iterator[Found]:
    """A cumulative figure never falls within a year; a stock that falls is asked about."""
    question = compiled.question
    is_free_to_fall = question.nature is Nature.FLOW or question.is_free_to_fall
    if is_free_to_fall or compiled.table_type is QuestionType.LIST:
        return
    before = board.past.previous(key)
    if not isinstance(before, Decimal) or value >= before:
        return
    params: dict[str, object] = {
        "value": format_number(value),
        "previous": format_number(before),
        "period": board.past.previous_label,
    }
    if question.nature is Nature.STOCK:
        yield "stock_fell", Severity.WARNING, params
    elif board.past.has_previous_in_year:
        # A total over units falls when a unit has not sent its report yet.
        severity = Severity.WARNING if question.total_of else Severity.ERROR
        yield "cumulative_fell", severity, params


def _check_text(board: Board, compiled: CompiledQuestion, value: str) -> Iterator[Found]:
    question = compiled.question
    if question.type is QuestionType.CHOICE:
        if value not in board.rules.labels.get(question.choices, {}):
            params: dict[str, object] = {"typed": value, "allowed": _allowed(board, compiled)}
            yield "choice_unknown", Severity.ERROR, params
        return
    limit = max_length(question)
    if len(value) > limit:
        yield "text_too_long", Severity.ERROR, {"length": len(value), "limit": limit}
    elif compiled.pattern and not compiled.pattern.fullmatch(value):
        hint = question.hint or question.help.example or "mẫu ghi ở phần hướng dẫn"
        shown = format_value(value, question, board.rules.labels)
        yield "text_pattern", Severity.ERROR, {"typed": shown, "hint": hint}
