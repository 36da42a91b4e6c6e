"""Values, answers and explanations as columns and as the JSON of the history, and back again.

A figure is stored as plain decimal text without needless zeros, a day as ISO text, a text in NFC;
the kind beside it makes it come back as the Python type that it was.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from unicodedata import normalize

from cds_desktop.model.submission import Answer, AnswerStatus, CellKey, Explanation, Value
from cds_desktop.store.chain import Column

TEXT_CHARS = 100_000
"""How long a stored text may be; forms allow less, but what was typed too long must be kept."""

NOTHING = "null"
"""The JSON of a cell that holds no answer at all."""

_STATUSES = {str(status): status for status in AnswerStatus}
_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def encode_value(value: Value) -> tuple[str, str | None]:
    """Return the kind and the canonical text of a value."""
    match value:
        case None:
            return "", None
        case Decimal():
            return "figure", _figure_text(value)
        case date():
            return "date", value.isoformat()
        case str():
            return "text", normalize("NFC", value)


def decode_value(kind: str, text: str | None) -> Value:
    """Return the value that `encode_value` was given."""
    if text is None:
        return None
    if kind == "figure":
        return Decimal(text)
    return date.fromisoformat(text) if kind == "date" else text


def encode_answer(answer: Answer) -> tuple[Column, ...]:
    """Return the answer's columns in the order of the table, from area to is_carried_over."""
    return (
        *answer.key,
        *encode_value(answer.value),
        str(answer.status),
        normalize("NFC", answer.qualifier),
        normalize("NFC", answer.note),
        normalize("NFC", answer.raw),
        int(answer.is_carried_over),
    )


def decode_answer(columns: Sequence[Any]) -> Answer:
    """Return the answer that `encode_answer` was given; further columns are ignored."""
    area, question, row, kind, value, status, qualifier, note, raw, is_carried_over = columns[:10]
    return Answer(
        CellKey(area, question, row),
        decode_value(kind, value),
        _STATUSES[status],
        qualifier,
        note,
        raw,
        bool(is_carried_over),
    )


def is_blank(columns: Sequence[Any]) -> bool:
    """Say whether an answer's columns hold what a cell without any answer would."""
    return tuple(columns[3:10]) == ("", None, "A", "", "", "", 0)


def encode_explanation(explanation: Explanation) -> tuple[str, ...]:
    """Return the columns area, question, row, value, text."""
    texts = (explanation.value, explanation.text)
    return (*explanation.key, *(normalize("NFC", text) for text in texts))


def decode_explanation(columns: Sequence[Any]) -> Explanation:
    """Return the explanation that `encode_explanation` was given; further columns are ignored."""
    area, question, row, value, text = columns[:5]
    return Explanation(CellKey(area, question, row), value, text)


def answer_json(columns: Sequence[Any]) -> str:
    """Return an answer's columns as the history keeps them: only what is not empty."""
    if is_blank(columns):
        return NOTHING
    names = ("kind", "value", "status", "qualifier", "note", "raw", "is_carried_over")
    pairs = zip(names, columns[3:10], strict=True)
    return _to_json({name: column for name, column in pairs if column})


def answer_from_json(key: CellKey, text: str) -> Answer:
    """Return the answer that the history kept; a blank one for NOTHING."""
    kept: dict[str, Any] = json.loads(text) or {}
    return Answer(
        key,
        decode_value(kept.get("kind", ""), kept.get("value", "") if "kind" in kept else None),
        _STATUSES[kept.get("status", "A")],
        kept.get("qualifier", ""),
        kept.get("note", ""),
        kept.get("raw", ""),
        bool(kept.get("is_carried_over", 0)),
    )


def plain_json(**fields: Column) -> str:
    """Return a few named columns as the history keeps them."""
    return _to_json(fields)


def is_too_long(columns: Iterable[Column]) -> bool:
    """Say whether one of the texts is longer than the database takes."""
    return any(isinstance(column, str) and len(column) > TEXT_CHARS for column in columns)


def _figure_text(value: Decimal) -> str:
    if not value.is_finite():
        raise ValueError(f"not a figure: {value}")
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
