"""What expressions give: three-valued logic, exact decimals, missing as a value of its own."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cds_desktop.formdef.expression import Expression, Result, evaluate, parse
from tests.unit.formdef.test_expression import EXPRESSIONS


class Values:
    """A scope of plain values; a list stands for a column."""

    def __init__(self, values: Mapping[str, Result | list[Result]], *, is_zero: bool = False):
        self._values = values
        self._is_zero = is_zero
        self.missed = 0

    def value(self, name: str) -> Result:
        found = self._values.get(name)
        return None if isinstance(found, list) else found

    def column(self, name: str) -> Collection[Result]:
        found = self._values.get(name)
        return found if isinstance(found, list) else []

    def row_count(self, table: str) -> int:
        return len(self.column(table))

    def history(self, function: str, name: str) -> Result:
        return self.value(f"{function}_{name}")

    def context(self, function: str) -> Result:
        return {"month": Decimal(9), "level": "district"}.get(function)

    def missing(self) -> Result:
        self.missed += 1
        return Decimal(0) if self._is_zero else None


VALUES: dict[str, Result | list[Result]] = {
    "a": Decimal(7),
    "b": Decimal(2),
    "zero": Decimal(0),
    "co": "co",
    "day": date(2023, 9, 18),
    "column": [Decimal("0.1"), Decimal("0.2"), Decimal(3)],
    "kinds": ["ke_hoach", "quyet_dinh", "ke_hoach"],
    "empty": [],
    "prev_a": Decimal(5),
}
RESULTS = [
    pytest.param("a + b * 3 - 1", Decimal(12), id="arithmetic"),
    pytest.param("-a - -b", Decimal(-5), id="signs"),
    pytest.param("a / b", Decimal("3.5"), id="division"),
    pytest.param("0.1 + 0.2 = 0.3", True, id="decimals are exact"),
    pytest.param("round(a / 3, 2)", Decimal("2.33"), id="round down"),
    pytest.param("round(0.125, 2)", Decimal("0.13"), id="half up"),
    pytest.param("round(-0.125, 2)", Decimal("-0.13"), id="half up, away from zero"),
    pytest.param("round(2.5, 0)", Decimal(3), id="half up to a whole number, not to even"),
    pytest.param("round(100 * 320 / 699, 2)", Decimal("45.78"), id="a published percentage"),
    pytest.param("sum(column)", Decimal("3.3"), id="sum"),
    pytest.param("sum(empty)", None, id="the sum of nothing is missing"),
    pytest.param("count(column)", Decimal(3), id="count"),
    pytest.param("count(empty)", Decimal(0), id="the count of nothing is zero"),
    pytest.param("count_if(kinds, 'ke_hoach')", Decimal(2), id="count_if"),
    pytest.param("rows(kinds)", Decimal(3), id="rows"),
    pytest.param("min(a, b, 5)", Decimal(2), id="min"),
    pytest.param("max(a, b, 5)", Decimal(7), id="max"),
    pytest.param("max(a, gone)", None, id="max with something missing"),
    pytest.param("abs(b - a)", Decimal(5), id="abs"),
    pytest.param("if(a > b, a, b)", Decimal(7), id="if, first"),
    pytest.param("if(a < b, a, b)", Decimal(2), id="if, second"),
    pytest.param("if(gone > b, a, b)", None, id="if of something missing"),
    pytest.param("coalesce(gone, b)", Decimal(2), id="coalesce"),
    pytest.param("coalesce(gone + 1, prev(gone), sum(empty), a)", Decimal(7), id="coalesce parts"),
    pytest.param("coalesce(gone, gone)", None, id="coalesce of nothing"),
    pytest.param("is_missing(gone)", True, id="is_missing"),
    pytest.param("is_missing(a)", False, id="is_missing of a value"),
    pytest.param("a - prev(a)", Decimal(2), id="prev"),
    pytest.param("month() = 9 and level() = 'district'", True, id="context"),
    pytest.param("co = 'co'", True, id="choice"),
    pytest.param("co != 'khong'", True, id="other choice"),
    pytest.param("day <= day and day >= day", True, id="dates"),
    pytest.param("a / zero", None, id="division by zero is missing"),
    pytest.param("zero / zero", None, id="zero by zero too"),
    pytest.param("a + gone", None, id="arithmetic with something missing"),
    pytest.param("a > gone", None, id="comparison with something missing"),
    pytest.param("gone = gone", None, id="missing is not equal to itself"),
    pytest.param("co + 1", None, id="text has no sum"),
    pytest.param("co < 'd'", None, id="text has no order"),
    pytest.param("co = 1", False, id="a text is no number"),
    pytest.param("zero = (a < b)", False, id="a condition is no number"),
    pytest.param("(a > 1) = (b > 1)", True, id="conditions may be equal"),
]
LOGIC = [
    (True, True, True, True),
    (True, False, False, True),
    (True, None, None, True),
    (False, True, False, True),
    (False, False, False, False),
    (False, None, False, None),
    (None, True, None, True),
    (None, False, False, None),
    (None, None, None, None),
]


@pytest.mark.parametrize(("text", "result"), RESULTS)
def test_an_expression_gives_what_it_says(text: str, result: Result):
    given_result = evaluate(parse(text), Values(VALUES))
    assert given_result == result
    assert type(given_result) is type(result)


@pytest.mark.parametrize(("left", "right", "both", "either"), LOGIC)
def test_logic_has_three_values(left: Result, right: Result, both: Result, either: Result):
    scope = Values({"left": left, "right": right})
    assert evaluate(parse("left and right"), scope) is both
    assert evaluate(parse("left or right"), scope) is either


@pytest.mark.parametrize(("value", "negated"), [(True, False), (False, True), (None, None)])
def test_not_has_three_values(value: Result, negated: Result):
    assert evaluate(parse("not x"), Values({"x": value})) is negated


def test_every_missing_value_is_counted_even_when_the_result_is_known():
    scope = Values({"a": Decimal(1)})
    assert evaluate(parse("a > 2 and gone > 1"), scope) is False
    assert scope.missed == 1


def test_the_branch_not_taken_counts_as_not_read():
    scope = Values({"a": Decimal(1)})
    assert evaluate(parse("if(a = 1, a > 0, gone > 0)"), scope) is True
    assert scope.missed == 0


def test_what_handles_missing_values_itself_is_not_counted():
    scope = Values({"a": Decimal(1)})
    evaluate(parse("is_missing(gone) and coalesce(gone, prev(gone), a) > 0"), scope)
    assert scope.missed == 0


def test_missing_values_may_count_as_zero():
    scope = Values({"a": Decimal(1)}, is_zero=True)
    assert evaluate(parse("a + gone + sum(gone) + prev(gone)"), scope) == 1


def test_a_figure_beyond_every_limit_is_missing():
    huge: dict[str, Result | list[Result]] = {"a": Decimal(10) ** 999_999}
    assert evaluate(parse("a * a"), Values(huge)) is None
    assert evaluate(parse("round(a, 2)"), Values(huge)) is None


@settings(deadline=None)
@given(st.lists(st.decimals(-(10**12), 10**12, places=6), min_size=1, max_size=30))
def test_a_sum_is_exact_whatever_the_order(figures: list[Decimal]):
    forward, backward = Values({"c": list(figures)}), Values({"c": list(reversed(figures))})
    exact = sum(int(figure.scaleb(6)) for figure in figures)
    total = evaluate(parse("sum(c)"), forward)
    assert isinstance(total, Decimal)
    assert total.scaleb(6) == exact
    assert evaluate(parse("sum(c)"), backward) == total


@settings(deadline=None)
@given(EXPRESSIONS)
def test_no_expression_fails_whatever_the_kinds_of_its_values(expression: Expression):
    result = evaluate(expression, Values(VALUES))
    assert result is None or isinstance(result, Decimal | date | str | bool)
