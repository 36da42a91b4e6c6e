"""What an expression of a form is made of: frozen nodes, the functions there are, printing.

The language is small on purpose: no assignment, no loop, nothing that runs code (forms/README.md).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

THIS = "."
"""The name by which a rule calls the value of its own question."""

KEYWORDS = frozenset({"and", "or", "not"})


class ExpressionError(ValueError):
    """An expression cannot be read; `position` counts characters from 0."""

    def __init__(self, position: int, code: str, **params: object) -> None:
        super().__init__(f"{code} at {position}")
        self.position = position
        self.code = code
        self.params = params


class Argument(Enum):
    """What a function takes in one place."""

    VALUE = "value"
    CONDITION = "condition"
    QUESTION = "question"
    COLUMN = "column"
    TABLE = "table"
    TEXT = "text"
    DIGITS = "digits"


@dataclass(frozen=True, slots=True)
class Function:
    """How a function is called; the last argument of a variadic one may be repeated."""

    arguments: tuple[Argument, ...]
    is_variadic: bool = False


HISTORY_FUNCTIONS = ("prev", "same_month_last_year", "ytd", "max12")
COLUMN_FUNCTIONS = ("sum", "count", "count_if")
CONTEXT_FUNCTIONS = ("unit", "level", "area", "year", "month", "window_start", "window_end")

FUNCTIONS: dict[str, Function] = {
    "sum": Function((Argument.COLUMN,)),
    "count": Function((Argument.COLUMN,)),
    "count_if": Function((Argument.COLUMN, Argument.TEXT)),
    "rows": Function((Argument.TABLE,)),
    "min": Function((Argument.VALUE, Argument.VALUE), is_variadic=True),
    "max": Function((Argument.VALUE, Argument.VALUE), is_variadic=True),
    "abs": Function((Argument.VALUE,)),
    "round": Function((Argument.VALUE, Argument.DIGITS)),
    "if": Function((Argument.CONDITION, Argument.VALUE, Argument.VALUE)),
    "coalesce": Function((Argument.VALUE, Argument.VALUE), is_variadic=True),
    "is_missing": Function((Argument.QUESTION,)),
    **{name: Function((Argument.QUESTION,)) for name in HISTORY_FUNCTIONS},
    **{name: Function(()) for name in CONTEXT_FUNCTIONS},
}


@dataclass(frozen=True, slots=True)
class Number:
    """A figure written in the expression; never negative, the sign is an operator."""

    value: Decimal
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Text:
    """A text in single quotes, mostly the code of a choice."""

    value: str
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """A question, a column or a table; `.` is the question that the rule belongs to."""

    name: str
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Unary:
    """`-x` or `not x`."""

    operator: str
    operand: "Expression"
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands and what stands between them."""

    operator: str
    left: "Expression"
    right: "Expression"
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    function: str
    arguments: tuple["Expression", ...]
    position: int = field(default=0, compare=False)


Expression = Number | Text | Name | Unary | Binary | Call

COMPARISONS = ("=", "!=", "<=", ">=", "<", ">")
_LEVELS = {"or": 1, "and": 2, **dict.fromkeys(COMPARISONS, 4), "+": 5, "-": 5, "*": 6, "/": 6}
_NOT_LEVEL, _MINUS_LEVEL, _ATOM_LEVEL = 3, 7, 8


class Reference(NamedTuple):
    """A name that an expression uses; `function` is what reads it, "" for the bare value."""

    name: str
    function: str = ""


def references(expression: Expression) -> frozenset[Reference]:
    """Return every name that `expression` uses and how."""
    return frozenset(Reference(node.name, function) for node, function in walk_names(expression))


def walk_names(expression: Expression) -> Iterator[tuple[Name, str]]:
    """Yield every name with the function that reads it by name ("" for a bare value)."""
    for node, function in walk(expression):
        if isinstance(node, Name):
            yield node, function


def walk(expression: Expression, function: str = "") -> Iterator[tuple[Expression, str]]:
    """Yield every node, parents first, with the function that takes it by name ("" elsewhere)."""
    yield expression, function
    if isinstance(expression, Unary):
        yield from walk(expression.operand)
    elif isinstance(expression, Binary):
        yield from walk(expression.left)
        yield from walk(expression.right)
    elif isinstance(expression, Call):
        for argument, kind in zip(expression.arguments, argument_kinds(expression), strict=True):
            by_name = kind in (Argument.QUESTION, Argument.COLUMN, Argument.TABLE)
            yield from walk(argument, expression.function if by_name else "")


def argument_kinds(call: Call) -> tuple[Argument, ...]:
    """Return the kind of each argument of a call; its function and their number are right."""
    kinds = FUNCTIONS[call.function].arguments
    return kinds + kinds[-1:] * (len(call.arguments) - len(kinds))


def bind(expression: Expression, question: str) -> Expression:
    """Return `expression` with `.` replaced by the question it belongs to."""
    match expression:
        case Name(name, position) if name == THIS:
            return Name(question, position)
        case Unary(operator, operand, position):
            return Unary(operator, bind(operand, question), position)
        case Binary(operator, left, right, position):
            return Binary(operator, bind(left, question), bind(right, question), position)
        case Call(function, arguments, position):
            bound = tuple(bind(argument, question) for argument in arguments)
            return Call(function, bound, position)
        case _:
            return expression


def unparse(expression: Expression) -> str:
    """Print `expression` so that reading it gives the same expression again."""
    match expression:
        case Number(value):
            return f"{value:f}"
        case Text(value):
            return "'" + value.replace("'", "''") + "'"
        case Name(name):
            return name
        case Unary(operator, operand):
            inner = _enclosed(operand, _level(expression))
            return f"not {inner}" if operator == "not" else f"-{inner}"
        case Binary(operator, left, right):
            level = _level(expression)
            first = _enclosed(left, level + 1 if operator in COMPARISONS else level)
            return f"{first} {operator} {_enclosed(right, level + 1)}"
        case Call(function, arguments):
            return f"{function}({', '.join(unparse(argument) for argument in arguments)})"


def _level(expression: Expression) -> int:
    if isinstance(expression, Binary):
        return _LEVELS[expression.operator]
    if isinstance(expression, Unary):
        return _NOT_LEVEL if expression.operator == "not" else _MINUS_LEVEL
    return _ATOM_LEVEL


def _enclosed(expression: Expression, level: int) -> str:
    text = unparse(expression)
    return text if _level(expression) >= level else f"({text})"
