"""The sentences of a form's rules: text with `{...}`, where each brace holds an expression."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache

from cds_desktop.formdef.evaluation import evaluate
from cds_desktop.formdef.parser import parse
from cds_desktop.formdef.scope import Result, Scope
from cds_desktop.formdef.syntax import Expression, Name, bind
from cds_desktop.model.form import Question
from cds_desktop.vietnamese import format_date, format_number, round_half_up

_BRACES = re.compile(r"\{([^{}]*)\}")
_NO_VALUE = "chưa có số liệu"
_SHOWN_CHARS = 80

Labels = Mapping[str, Mapping[str, str]]
"""The label of each choice of each list of choices."""


@lru_cache(maxsize=4096)
def parse_message(template: str, question: str) -> tuple[str | Expression, ...]:
    """Return texts and expressions in turn, `.` bound to `question`; raises ExpressionError."""
    parts = _BRACES.split(template)
    return tuple(
        bind(parse(part), question) if index % 2 else part for index, part in enumerate(parts)
    )


def word_message(
    parts: tuple[str | Expression, ...],
    scope: Scope,
    *,
    questions: Mapping[str, Question],
    labels: Labels,
    decimals: int,
) -> str:
    """Return the sentence with every brace replaced by what its expression gives in `scope`."""
    words: list[str] = []
    for part in parts:
        if isinstance(part, str):
            words.append(part)
            continue
        question = questions.get(part.name) if isinstance(part, Name) else None
        result = evaluate(part, scope)
        words.append(
            format_value(result, question, labels)
            if question
            else _format_result(result, decimals=decimals)
        )
    return "".join(words)


def format_value(value: Result, question: Question, labels: Labels) -> str:
    """Return an answer as a message shows it: 1.205; 47,54; Kế hoạch; 18/9/2023."""
    if isinstance(value, str):
        return _shortened(labels.get(question.choices, {}).get(value, value))
    return _format_result(value, decimals=question.decimals)


def _format_result(value: Result, *, decimals: int) -> str:
    if isinstance(value, bool):
        return "đúng" if value else "sai"
    if isinstance(value, Decimal):
        is_long = value.adjusted() > _SHOWN_CHARS
        return "số quá lớn" if is_long else format_number(round_half_up(value, decimals))
    if isinstance(value, date):
        return format_date(value)
    return _NO_VALUE if value is None else _shortened(value)


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN_CHARS else text[:_SHOWN_CHARS] + "…"
