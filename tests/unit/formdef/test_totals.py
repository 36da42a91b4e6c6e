"""The province's figures are totalled from the units' reports as its form declares."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cds_desktop.formdef.totals import UnitReport, total_answers, totals
from cds_desktop.model.form import Form
from cds_desktop.model.submission import Answer, AnswerStatus, CellKey
from tests.unit.formdef.forms import a_form

UNIT_FORM = a_form("""
[[sections.questions]]
name = "ho_so"
type = "integer"
[[sections.questions]]
name = "co_to"
type = "integer"
""")
NEWER = a_form("""
[[sections.questions]]
name = "ho_so_moi"
type = "integer"
""")
object.__setattr__(NEWER, "version", 2)
object.__setattr__(NEWER, "renamed", {"ho_so": "ho_so_moi"})


def province(aggregation: str = "sum") -> Form:
    return a_form(f"""
[[sections.questions]]
name = "tong"
type = "integer"
aggregation = "{aggregation}"
total_of = ["thu.ho_so"]
[[sections.questions]]
name = "rieng"
type = "integer"
""")


def a_unit(
    code: str, value: int | None, *, status: str = "A", form: Form = UNIT_FORM
) -> UnitReport:
    name = "ho_so" if form is UNIT_FORM else "ho_so_moi"
    key = CellKey(code, name)
    exact = None if value is None else Decimal(value)
    return UnitReport(code, form, {key: Answer(key, exact, AnswerStatus(status))})


@pytest.mark.parametrize(
    ("aggregation", "expected"),
    [
        pytest.param("sum", 17, id="sum"),
        pytest.param("last", 17, id="last values add up over units"),
        pytest.param("max", 10, id="max"),
        pytest.param("count", 2, id="count of units"),
        pytest.param("none", None, id="none"),
    ],
)
def test_the_declared_aggregation_is_used(aggregation: str, expected: int | None):
    reports = [a_unit("1", 7), a_unit("2", 10), a_unit("3", None, status="L")]
    assert totals(province(aggregation), reports)["tong"].value == expected


def test_only_questions_that_total_something_are_totalled():
    assert list(totals(province(), [a_unit("1", 7)])) == ["tong"]


def test_a_renamed_figure_of_a_newer_version_is_found():
    found = totals(province(), [a_unit("1", 7), a_unit("2", 5, form=NEWER)])["tong"]
    assert (found.value, found.given) == (12, ("1", "2"))


def test_who_gave_no_figure_is_named():
    found = totals(province(), [a_unit("1", 7), a_unit("2", None, status="L")])["tong"]
    assert (found.given, found.silent) == (("1",), ("2",))


def test_no_figure_at_all_is_no_total():
    found = totals(province(), [a_unit("1", None)])
    assert found["tong"].value is None
    assert total_answers(province(), found, org_unit="87", expected={"thu": 1}) == []


@pytest.mark.parametrize(
    ("reports", "expected", "status", "note"),
    [
        pytest.param([a_unit("1", 7), a_unit("2", 1)], 2, "A", "", id="whole"),
        pytest.param([a_unit("1", 7)], 2, "P", "Tổng hợp từ 1/2 đơn vị", id="a unit has not sent"),
        pytest.param(
            [a_unit("1", 7), a_unit("2", None)], 2, "P", "Tổng hợp từ 1/2 đơn vị", id="a hole"
        ),
        pytest.param([a_unit("1", 7, status="E"), a_unit("2", 1)], 2, "E", "", id="an estimate"),
    ],
)
def test_a_total_says_how_whole_it_is(
    reports: list[UnitReport], expected: int, status: str, note: str
):
    form = province()
    found = totals(form, reports)
    (answer,) = total_answers(form, found, org_unit="87", expected={"thu": expected})
    assert (answer.key, answer.status, answer.note) == (CellKey("87", "tong"), status, note)


@given(st.lists(st.integers(0, 10**15), min_size=1, max_size=30), st.randoms())
def test_a_total_does_not_depend_on_the_order_of_the_reports(figures: list[int], random: object):
    reports = [a_unit(str(place), figure) for place, figure in enumerate(figures)]
    shuffled = list(reports)
    random.shuffle(shuffled)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
    one, other = totals(province(), reports), totals(province(), shuffled)
    assert one == other
    assert one["tong"].value == sum(figures)
