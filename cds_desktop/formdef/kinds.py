"""Which kind of value an expression gives, and where its parts do not fit together."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import NamedTuple

from cds_desktop.formdef.syntax import (
    Argument,
    Binary,
    Call,
    Expression,
    Name,
    Number,
    Text,
    Unary,
    argument_kinds,
)
from cds_desktop.model.form import Question, QuestionType


class Kind(StrEnum):
    """A kind of value, in the words of a message."""

    NUMBER = "số"
    TEXT = "chữ hoặc mã lựa chọn"
    DATE = "ngày"
    CONDITION = "điều kiện đúng hoặc sai"
    UNKNOWN = "không rõ"


class Misfit(NamedTuple):
    """A part of an expression that gives another kind than its place needs."""

    part: Expression
    found: Kind
    expected: Kind


KindOf = Callable[[str], Kind]
"""The kind of a question by its name; UNKNOWN for a name that is reported elsewhere."""

_RESULTS = {
    **dict.fromkeys(
        ("sum", "count", "count_if", "rows", "abs", "round", "min", "max"), Kind.NUMBER
    ),
    **dict.fromkeys(("ytd", "max12", "year", "month"), Kind.NUMBER),
    **dict.fromkeys(("unit", "level", "area"), Kind.TEXT),
    **dict.fromkeys(("window_start", "window_end"), Kind.DATE),
    "is_missing": Kind.CONDITION,
}
_OPERANDS = {
    **dict.fromkeys(("and", "or", "not"), Kind.CONDITION),
    **dict.fromkeys("+-*/", Kind.NUMBER),
}


def kind_of_question(question: Question) -> Kind:
    """Return the kind of a question's value."""
    if question.is_figure:
        return Kind.NUMBER
    if question.type is QuestionType.DATE:
        return Kind.DATE
    return Kind.UNKNOWN if question.is_group else Kind.TEXT


def kind_of(expression: Expression, kinds: KindOf) -> Kind:
    """Return the kind of what `expression` gives."""
    match expression:
        case Number():
            return Kind.NUMBER
        case Text():
            return Kind.TEXT
        case Name(name):
            return kinds(name)
        case Unary(operator) | Binary(operator):
            return _OPERANDS.get(operator, Kind.CONDITION)
        case Call("if", arguments):
            return kind_of(arguments[1], kinds)
        case Call(function, arguments):
            return _RESULTS[function] if function in _RESULTS else kind_of(arguments[0], kinds)


def misfits(expression: Expression, kinds: KindOf, *, expected: Kind) -> Iterator[Misfit]:
    """Yield every part, `expression` itself included, whose kind does not fit its place."""
    found = kind_of(expression, kinds)
    if Kind.UNKNOWN not in (found, expected) and found is not expected:
        yield Misfit(expression, found, expected)
        return
    for part, kind in _expectations(expression, kinds):
        yield from misfits(part, kinds, expected=kind)


def _expectations(expression: Expression, kinds: KindOf) -> list[tuple[Expression, Kind]]:
    """Return each direct part of `expression` with the kind that its place needs."""
    match expression:
        case Unary(operator, operand):
            return [(operand, _OPERANDS[operator])]
        case Binary(operator, left, right) if operator in _OPERANDS:
            return [(left, _OPERANDS[operator]), (right, _OPERANDS[operator])]
        case Binary(operator, left, right):
            return _compared(operator, left, right, kinds=kinds)
        case Call("if", (condition, first, second)):
            kind = kind_of(first, kinds)
            return [(condition, Kind.CONDITION), (first, kind), (second, kind)]
        case Call("coalesce", arguments):
            return [(argument, kind_of(arguments[0], kinds)) for argument in arguments]
        case Call("sum" | "ytd" | "max12", arguments):
            return [(arguments[0], Kind.NUMBER)]
        case Call():
            pairs = zip(expression.arguments, argument_kinds(expression), strict=True)
            return [(part, Kind.NUMBER) for part, kind in pairs if kind is Argument.VALUE]
        case _:
            return []


def _compared(
    operator: str, left: Expression, right: Expression, *, kinds: KindOf
) -> list[tuple[Expression, Kind]]:
    """Return what the two sides of a comparison need: the same kind, one that has an order."""
    kind = kind_of(left, kinds)
    has_order = kind not in (Kind.TEXT, Kind.CONDITION)
    if operator not in ("=", "!=") and not has_order:
        kind = Kind.NUMBER
    return [(left, kind), (right, kind)]
