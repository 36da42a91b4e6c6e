"""Turn an expression into a function of a scope: three-valued logic, missing as a value of its own.

Expressions become nested closures once and run often; nothing is ever compiled as Python. Missing
is None: arithmetic and comparisons with it are missing, `and`, `or`, `not` are three-valued.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from operator import ge, gt, le, lt

from cds_desktop.formdef.functions import BY_NAME, BY_VALUE, coalesce
from cds_desktop.formdef.scope import DECIMALS, Evaluator, Result, Scope, finite
from cds_desktop.formdef.syntax import (
    CONTEXT_FUNCTIONS,
    HISTORY_FUNCTIONS,
    Binary,
    Call,
    Expression,
    Name,
    Number,
    Text,
    Unary,
)


def evaluate(expression: Expression, scope: Scope) -> Result:
    """Return the value of `expression`; None when it is missing."""
    return evaluator(expression)(scope)


@lru_cache(maxsize=4096)
def evaluator(expression: Expression) -> Evaluator:
    """Return `expression` as a function of a scope, for expressions that are worked out often."""
    return _build(expression, is_raw=False)


def _build(expression: Expression, *, is_raw: bool) -> Evaluator:
    """Build the closure; within coalesce, `is_raw`, what is missing is not replaced by 0."""
    match expression:
        case Number(value) | Text(value):
            return lambda scope: value
        case Name(name):
            return _read(lambda scope: scope.value(name), is_raw=is_raw)
        case Unary(operator, operand):
            return _UNARY[operator](_build(operand, is_raw=is_raw))
        case Binary(operator, left, right):
            return _binary(operator, _build(left, is_raw=is_raw), _build(right, is_raw=is_raw))
        case Call():
            return _call(expression, is_raw=is_raw)


def _read(find: Evaluator, *, is_raw: bool) -> Evaluator:
    def read(scope: Scope) -> Result:
        value = find(scope)
        return scope.missing() if value is None else value

    return find if is_raw else read


def _call(call: Call, *, is_raw: bool) -> Evaluator:
    function = call.function
    if function in HISTORY_FUNCTIONS or function == "sum":
        return _read(BY_NAME[function](call), is_raw=is_raw)
    if function in BY_NAME:
        return BY_NAME[function](call)
    if function in CONTEXT_FUNCTIONS:
        return lambda scope: scope.context(function)
    if function == "coalesce":
        return _read(coalesce(_arguments(call, is_raw=True)), is_raw=is_raw)
    return BY_VALUE[function](_arguments(call, is_raw=is_raw))


def _arguments(call: Call, *, is_raw: bool) -> list[Evaluator]:
    return [_build(argument, is_raw=is_raw) for argument in call.arguments]


# --- operators ------------------------------------------------------------------------------------


def _not(operand: Evaluator) -> Evaluator:
    def negate(scope: Scope) -> Result:
        value = operand(scope)
        return not value if isinstance(value, bool) else None

    return negate


def _minus(operand: Evaluator) -> Evaluator:
    def invert(scope: Scope) -> Result:
        value = operand(scope)
        return DECIMALS.minus(value) if isinstance(value, Decimal) else None

    return invert


_UNARY: dict[str, Callable[[Evaluator], Evaluator]] = {"not": _not, "-": _minus}


def _and(left: Result, right: Result) -> Result:
    if left is False or right is False:
        return False
    return True if left is True and right is True else None


def _or(left: Result, right: Result) -> Result:
    if left is True or right is True:
        return True
    return False if left is False and right is False else None


def _equal(left: Result, right: Result) -> Result:
    if left is None or right is None:
        return None
    return type(left) is type(right) and left == right


def _unequal(left: Result, right: Result) -> Result:
    is_equal = _equal(left, right)
    return None if is_equal is None else not is_equal


def _ordered(
    figures: Callable[[Decimal, Decimal], bool], days: Callable[[date, date], bool]
) -> Callable[[Result, Result], Result]:
    """Return a comparison of two figures or two days; of anything else it is missing."""

    def hold(left: Result, right: Result) -> Result:
        if isinstance(left, Decimal) and isinstance(right, Decimal):
            return figures(left, right)
        if isinstance(left, date) and isinstance(right, date):
            return days(left, right)
        return None

    return hold


_LOGIC: dict[str, Callable[[Result, Result], Result]] = {
    "and": _and,
    "or": _or,
    "=": _equal,
    "!=": _unequal,
    "<": _ordered(lt, lt),
    ">": _ordered(gt, gt),
    "<=": _ordered(le, le),
    ">=": _ordered(ge, ge),
}
_ARITHMETIC: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": DECIMALS.add,
    "-": DECIMALS.subtract,
    "*": DECIMALS.multiply,
    "/": DECIMALS.divide,
}


def _binary(operator: str, left: Evaluator, right: Evaluator) -> Evaluator:
    if logic := _LOGIC.get(operator):
        return lambda scope: logic(left(scope), right(scope))
    operation = _ARITHMETIC[operator]

    def calculate(scope: Scope) -> Result:
        first, second = left(scope), right(scope)
        if isinstance(first, Decimal) and isinstance(second, Decimal):
            return finite(operation(first, second))
        return None

    return calculate
