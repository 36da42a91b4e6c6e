"""Read one foreign cell as the answer of a question: understood, asked about, or refused.

Never a guess: what could be two figures comes back with both, what is no figure is refused.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from cds_desktop.formdef.block import BlockCell
from cds_desktop.formdef.reading import edit_text, max_length, read_answer
from cds_desktop.model.form import Choice, Question, QuestionType
from cds_desktop.model.submission import Answer, AnswerStatus, CellKey, Value
from cds_desktop.text_rules import clean
from cds_desktop.vietnamese import format_number, parse_number, round_half_up, search_key

_DASHES = frozenset(["-", "–", "—", "−", "--", "_", "x", "X", "/", "...", "…", ".", "*", "k", "ko"])
_DITTO = frozenset(["nhu tren", "nt", "n.t", "n/t", '"', "″", "''", "〃", "-nt-", "như trên"])
_EXACT = Decimal("1e-9")
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_NUMBER_INSIDE = re.compile(r"-?\d[\d.,\u00a0 ]*\d|-?\d")
_MOST_DIGITS = 40


@dataclass(frozen=True, slots=True)
class CellReading:
    """What a cell was understood as.

    `answer` is certain. Without it, `code` says why (a message with `params`), and `readings` are
    the answers to choose from; none means that the cell is refused.
    """

    answer: Answer | None = None
    code: str = ""
    params: dict[str, object] = field(default_factory=dict[str, object])
    readings: tuple[Answer, ...] = ()

    @property
    def is_asked(self) -> bool:
        """Say whether choosing settles it."""
        return self.answer is None and bool(self.readings)


def read_cell(
    cell: BlockCell,
    question: Question,
    key: CellKey,
    *,
    choices: tuple[Choice, ...] = (),
    above: Answer | None = None,
) -> CellReading:
    """Read a cell that is not empty; `above` is what the cell above it was understood as."""
    match cell.kind:
        case "error":
            return CellReading(code="cell_error_value", params={"text": cell.text})
        case "uncached":
            return CellReading(code="cell_uncached")
        case "boolean":
            return CellReading(code="cell_is_boolean")
        case "date":
            return _read_day(cell, question, key)
        case "number":
            return _read_number(cell, question, key, choices)
        case _:
            return _read_text(cell, question, key, choices=choices, above=above)


def _read_day(cell: BlockCell, question: Question, key: CellKey) -> CellReading:
    shown = _day_shown(cell.text)
    if question.type is not QuestionType.DATE:
        return CellReading(code="cell_is_date", params={"text": shown})
    try:
        day = date.fromisoformat(cell.text.partition("T")[0])
    except ValueError:
        return CellReading(code="cell_is_no_date", params={"text": shown})
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return CellReading(code="cell_is_no_date", params={"text": shown})
    return CellReading(Answer(key, day))


def _day_shown(text: str) -> str:
    try:
        day = date.fromisoformat(text.partition("T")[0])
    except ValueError:
        return text or "không có trong lịch"
    return f"{day.day}/{day.month}/{day.year}"


def _read_number(
    cell: BlockCell, question: Question, key: CellKey, choices: tuple[Choice, ...]
) -> CellReading:
    try:
        value = Decimal(cell.text)
    except InvalidOperation:
        return CellReading(code="cell_not_understood", params={"text": cell.text})
    if not value.is_finite() or abs(value.adjusted()) > _MOST_DIGITS:
        return CellReading(code="cell_not_understood", params={"text": cell.text})
    if question.type is QuestionType.DATE:
        return CellReading(code="cell_is_no_date", params={"text": cell.text})
    if not question.is_figure:
        plain = f"{value.normalize():f}"
        return _read_words(plain, question, key, choices)
    shares = question.type in (QuestionType.PERCENTAGE, QuestionType.RATIO)
    if cell.is_percent:
        return _read_percent(value, question, key, is_share=shares)
    if shares and 0 < abs(value) <= 1:
        readings = _figures((value, value * 100), question, key)
        return _asked("cell_percent_unclear", format_number(value), readings)
    return _fitted(value, question, key)


def _read_percent(
    value: Decimal, question: Question, key: CellKey, *, is_share: bool
) -> CellReading:
    if is_share or question.unit_of_measure == "%":
        return _fitted(value * 100, question, key)
    readings = _figures((value * 100, value), question, key)
    return _asked("cell_percent_sign", f"{format_number(value * 100)}%", readings)


def _fitted(value: Decimal, question: Question, key: CellKey) -> CellReading:
    """Take a number if it has no more decimals than its question; float dust is wiped off."""
    rounded = round_half_up(value, question.decimals)
    if abs(value - rounded) <= _EXACT:
        return _checked(rounded, question, key)
    meant = [rounded]
    thousand = value * 1000
    if thousand == thousand.to_integral_value() and abs(value) < 1000:
        meant.append(thousand)
    return _asked("cell_too_precise", format_number(value), _figures(meant, question, key))


def _checked(value: Decimal, question: Question, key: CellKey) -> CellReading:
    """Let the keyboard's own reader have the last word on size."""
    number = parse_number(format_number(value).replace(".", ""), decimals=question.decimals).value
    if number is None:
        return CellReading(code="cell_not_understood", params={"text": format_number(value)})
    return CellReading(Answer(key, number))


def _read_text(
    cell: BlockCell,
    question: Question,
    key: CellKey,
    *,
    choices: tuple[Choice, ...],
    above: Answer | None,
) -> CellReading:
    text = clean(cell.text).text.strip().lstrip("'").strip()
    bare = search_key(text)
    if text in _DASHES or bare in _DASHES:
        return _asked("cell_dash", text, _signs(question, key))
    if bare in _DITTO or text in _DITTO:
        return _read_ditto(text, key, above)
    if not question.is_figure:
        return _read_words(text, question, key, choices)
    plain = _without_unit(text, question)
    return _read_figure(plain, text, question, key)


def _read_figure(plain: str, text: str, question: Question, key: CellKey) -> CellReading:
    has_sign = plain.endswith("%")
    shares = question.type in (QuestionType.PERCENTAGE, QuestionType.RATIO)
    if has_sign and not shares and question.unit_of_measure != "%":
        number = parse_number(plain[:-1], decimals=max(question.decimals, 2))
        values = [number.value] if number.value is not None else list(number.readings)
        return _asked("cell_percent_sign", text, _figures(values, question, key))
    number = parse_number(plain.removesuffix("%"), decimals=question.decimals)
    if number.value is not None:
        if shares and not has_sign and 0 < abs(number.value) <= 1:
            values = (number.value, number.value * 100)
            return _asked("cell_percent_unclear", text, _figures(values, question, key))
        return CellReading(Answer(key, number.value))
    if number.readings:
        return _asked("cell_ambiguous", text, _figures(number.readings, question, key))
    return _read_more_precise(plain, text, question, key)


def _read_more_precise(plain: str, text: str, question: Question, key: CellKey) -> CellReading:
    finer = parse_number(plain.removesuffix("%"), decimals=6)
    values = [finer.value] if finer.value is not None else list(finer.readings)
    if values:
        rounded = [round_half_up(value, question.decimals) for value in values]
        thousands = [v * 1000 for v in values if v * 1000 == (v * 1000).to_integral_value()]
        shown = _figures((*rounded, *thousands), question, key)
        return _asked("cell_too_precise", text, shown)
    found = _NUMBER_INSIDE.findall(text)
    inside = [parse_number(part, decimals=question.decimals) for part in found]
    if len(inside) == 1 and inside[0].value is not None:
        return _asked("cell_qualified", text, _figures([inside[0].value], question, key))
    return CellReading(code="cell_not_understood", params={"text": text[:60]})


def _read_words(
    text: str, question: Question, key: CellKey, choices: tuple[Choice, ...]
) -> CellReading:
    answer = read_answer(question, key, text, choices=choices)
    if len(text) > max_length(question):
        return CellReading(code="cell_text_too_long", params={"most": max_length(question)})
    if answer.value is not None:
        return CellReading(answer)
    if question.type is QuestionType.DATE:
        return CellReading(code="cell_is_no_date", params={"text": text[:60]})
    named = ", ".join(choice.label for choice in choices)
    return CellReading(code="cell_choice_unknown", params={"text": text[:60], "choices": named})


def _read_ditto(text: str, key: CellKey, above: Answer | None) -> CellReading:
    if above is None or above.is_empty:
        return CellReading(code="cell_not_understood", params={"text": text})
    same = Answer(key, above.value, above.status)
    return _asked("cell_ditto", text, (same,))


def _signs(question: Question, key: CellKey) -> tuple[Answer, ...]:
    """Return what "-" may mean, in this order: 0, none here, not known yet."""
    absent = (
        Answer(key, status=AnswerStatus.NOT_APPLICABLE),
        Answer(key, status=AnswerStatus.NOT_COLLECTED),
    )
    return (Answer(key, Decimal(0)), *absent) if question.is_figure else absent


def _without_unit(text: str, question: Question) -> str:
    """Drop the question's own unit behind a figure: "123 hộ"."""
    unit = search_key(question.unit_of_measure)
    key = search_key(text)
    if unit and unit != "%" and key.endswith(unit) and len(key) == len(text):
        return text[: len(text) - len(unit)].strip()
    return text


def _figures(
    values: tuple[Decimal, ...] | list[Decimal], question: Question, key: CellKey
) -> tuple[Answer, ...]:
    fitting = {round_half_up(value, question.decimals): None for value in values}
    checked = (_checked(value, question, key).answer for value in fitting)
    return tuple(answer for answer in checked if answer is not None)


def _asked(code: str, text: str, readings: tuple[Answer, ...]) -> CellReading:
    return CellReading(code=code, params={"text": text}, readings=readings)


def shown_value(question: Question, value: Value, choices: tuple[Choice, ...] = ()) -> str:
    """Return a value as the preview shows it."""
    labels = {choice.name: choice.label for choice in choices}
    if question.type is QuestionType.CHOICE:
        return labels.get(str(value or ""), str(value or ""))
    return edit_text(question, value)
