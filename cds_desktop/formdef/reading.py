"""Typed text -> Answer, and the one way to write a value as plain text (store, bundle)."""

import re
from datetime import date
from decimal import Decimal

from cds_desktop.limits import TEXT_CHARS
from cds_desktop.model.form import Choice, Question, QuestionType
from cds_desktop.model.submission import Answer, CellKey, Value
from cds_desktop.text_rules import clean
from cds_desktop.vietnamese import (
    format_date,
    format_number,
    parse_date,
    parse_number,
    search_key,
)

TEXT_LINE_CHARS = 500
"""How long a text of one line may be when its question does not say."""


def value_text(value: Value) -> str:
    """Return the canonical text of a value: 1205780, 47.54, 2023-09-18, "" for None.

    Equal figures give equal texts, whatever their zeros; never an exponent, never -0.
    """
    if value is None:
        return ""
    if isinstance(value, Decimal):
        text = f"{value:f}"
        plain = text.rstrip("0").rstrip(".") if "." in text else text
        return "0" if plain == "-0" else plain
    return value.isoformat() if isinstance(value, date) else value


def edit_text(question: Question, value: Value) -> str:
    """Return a value as an editor offers it: `read_answer` gives the same value again.

    Figures stand as they are printed, but for those that would be ambiguous in their own field:
    165.202 in a field of three decimals is offered as 165202.
    """
    if isinstance(value, Decimal):
        printed = format_number(value)
        is_clear = parse_number(printed, decimals=question.decimals).value == value
        return printed if is_clear else value_text(value).replace(".", ",")
    return format_date(value) if isinstance(value, date) else value or ""


def read_answer(
    question: Question, key: CellKey, text: str, *, choices: tuple[Choice, ...] = ()
) -> Answer:
    """Return the answer that `text` gives; what is not understood is kept as typed in `raw`.

    A choice is read by its code, and by its label when `choices` are given.
    """
    plain = clean(text).text.strip()
    if not plain:
        return Answer(key)
    value = _read_value(question, plain, choices)
    return Answer(key, raw=plain[:TEXT_CHARS]) if value is None else Answer(key, value)


def max_length(question: Question) -> int:
    """Return how many characters the text of a question may have."""
    default = TEXT_LINE_CHARS if question.type is QuestionType.TEXT else TEXT_CHARS
    return question.max_length or default


def _read_value(question: Question, text: str, choices: tuple[Choice, ...]) -> Value:
    match question.type:
        case QuestionType.LONG_TEXT:
            return text
        case QuestionType.TEXT:
            return re.sub(r"\s+", " ", text)
        case QuestionType.DATE:
            return parse_date(text)
        case QuestionType.CHOICE:
            return _read_choice(text, choices)
        case QuestionType.PERCENTAGE | QuestionType.RATIO:
            return parse_number(text.removesuffix("%"), decimals=question.decimals).value
        case _:
            return parse_number(text, decimals=question.decimals).value


def _read_choice(text: str, choices: tuple[Choice, ...]) -> str | None:
    for choice in choices:
        if text == choice.name or search_key(text) == search_key(choice.label):
            return choice.name
    return text if not choices and re.fullmatch(r"[a-z0-9_]{1,32}", text) else None
