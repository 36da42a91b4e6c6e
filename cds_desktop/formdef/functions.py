"""The functions of the language, each built once from its arguments into a function of a scope."""

from collections.abc import Callable
from decimal import Decimal
from functools import reduce

from cds_desktop.formdef.scope import DECIMALS, Evaluator, Result, Scope, finite, round_figure
from cds_desktop.formdef.syntax import HISTORY_FUNCTIONS, Call, Name, Text


def _name(call: Call) -> str:
    argument = call.arguments[0]
    return argument.name if isinstance(argument, Name) else ""


def _history(call: Call) -> Evaluator:
    function, name = call.function, _name(call)
    return lambda scope: scope.history(function, name)


def _is_missing(call: Call) -> Evaluator:
    name = _name(call)
    return lambda scope: scope.value(name) is None


def _sum(call: Call) -> Evaluator:
    name = _name(call)

    def total(scope: Scope) -> Result:
        figures = [value for value in scope.column(name) if isinstance(value, Decimal)]
        return finite(reduce(DECIMALS.add, figures)) if figures else None

    return total


def _count(call: Call) -> Evaluator:
    name = _name(call)
    return lambda scope: Decimal(len(scope.column(name)))


def _count_if(call: Call) -> Evaluator:
    name, text = _name(call), call.arguments[1]
    wanted = text.value if isinstance(text, Text) else ""
    return lambda scope: Decimal(sum(value == wanted for value in scope.column(name)))


def _rows(call: Call) -> Evaluator:
    name = _name(call)
    return lambda scope: Decimal(scope.row_count(name))


BY_NAME: dict[str, Callable[[Call], Evaluator]] = {
    "sum": _sum,
    "count": _count,
    "count_if": _count_if,
    "rows": _rows,
    "is_missing": _is_missing,
    **dict.fromkeys(HISTORY_FUNCTIONS, _history),
}


def _extreme(choose: Callable[[list[Decimal]], Decimal]) -> Callable[[list[Evaluator]], Evaluator]:
    def build(arguments: list[Evaluator]) -> Evaluator:
        def find(scope: Scope) -> Result:
            values = [argument(scope) for argument in arguments]
            figures = [value for value in values if isinstance(value, Decimal)]
            return choose(figures) if len(figures) == len(values) else None

        return find

    return build


def _abs(arguments: list[Evaluator]) -> Evaluator:
    def size(scope: Scope) -> Result:
        value = arguments[0](scope)
        return DECIMALS.abs(value) if isinstance(value, Decimal) else None

    return size


def _round(arguments: list[Evaluator]) -> Evaluator:
    def shorten(scope: Scope) -> Result:
        value, digits = arguments[0](scope), arguments[1](scope)
        if isinstance(value, Decimal) and isinstance(digits, Decimal):
            return round_figure(value, int(digits))
        return None

    return shorten


def _if(arguments: list[Evaluator]) -> Evaluator:
    condition, first, second = arguments

    def choose(scope: Scope) -> Result:
        is_true = condition(scope)
        if is_true is True:
            return first(scope)
        return second(scope) if is_true is False else None

    return choose


def coalesce(arguments: list[Evaluator]) -> Evaluator:
    """Return what finds the first argument that is not missing."""

    def first_known(scope: Scope) -> Result:
        values = (argument(scope) for argument in arguments)
        return next((value for value in values if value is not None), None)

    return first_known


BY_VALUE: dict[str, Callable[[list[Evaluator]], Evaluator]] = {
    "min": _extreme(min),
    "max": _extreme(max),
    "abs": _abs,
    "round": _round,
    "if": _if,
}
