"""Pairs, running sums, column totals, unusual sizes, and what applies to whom."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cds_desktop.formdef.completeness import progress
from cds_desktop.formdef.declared_rules import FEWEST_POINTS, usual
from cds_desktop.model.finding import Severity
from cds_desktop.model.period import Period
from cds_desktop.model.submission import Answer, AnswerStatus
from tests.unit.formdef.forms import a_form, a_report, applied, codes, found, key_of

PAIRS = a_form("""
[[sections.questions]]
name = "lop"
type = "integer"
nature = "flow"
compulsory_with = ["nguoi"]
[[sections.questions]]
name = "nguoi"
type = "integer"
nature = "flow"
[[sections.questions]]
name = "tien_mat"
type = "integer"
nature = "flow"
exclusive_with = ["khong_thu"]
[[sections.questions]]
name = "khong_thu"
type = "select_one"
choices = "co_khong"
""")
SUMS = a_form("""
[[sections.questions]]
name = "ho_so"
type = "integer"
nature = "flow"
[[sections.questions]]
name = "ho_so_lk"
type = "integer"
nature = "cumulative"
cumulates = "ho_so"
[[sections.questions]]
name = "tu_dau_nam"
type = "integer"
calculation = "ytd(ho_so)"
""")
TABLE = a_form("""
[[sections.questions]]
name = "xa"
type = "roster"
[[sections.questions.questions]]
name = "ho"
type = "integer"
[[sections.questions]]
name = "so_ho"
type = "integer"
column_total = "ho"
""")
SIZE = a_form("""
[[sections.questions]]
name = "ho_so"
type = "integer"
nature = "flow"
[[sections.questions]]
name = "tu_do"
type = "integer"
nature = "flow"
may_jump = true
""")
APPLIED = a_form("""
[[sections.questions]]
name = "giua_nam"
type = "integer"
required = true
applies_to = "month() = 6 or month() = 12"
[[sections.questions]]
name = "xa"
type = "roster"
[[sections.questions.questions]]
name = "cho"
type = "integer"
required = true
applies_to = "area() != '30002'"
[[sections.questions]]
name = "so_cho"
type = "integer"
calculation = "sum(cho)"
""")


# --- pairs ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "cell", "expected"),
    [
        pytest.param({"lop": "2"}, "nguoi", ["pair_incomplete"], id="the other is empty"),
        pytest.param({"nguoi": "9"}, "lop", ["pair_incomplete"], id="seen from the other side"),
        pytest.param({"lop": "2"}, "lop", [], id="the filled one is not blamed"),
        pytest.param({"lop": "2", "nguoi": "40"}, "nguoi", [], id="both"),
        pytest.param({}, "nguoi", [], id="none"),
        pytest.param({"lop": "0"}, "nguoi", ["pair_incomplete"], id="zero is a value"),
        pytest.param({"lop": "2", "nguoi": "x"}, "nguoi", ["figure_placeholder"], id="typed text"),
    ],
)
def test_a_compulsory_pair_is_whole_or_absent(
    typed: dict[str, str], cell: str, expected: list[str]
):
    assert [code for code, _ in codes(PAIRS, a_report(PAIRS, typed), cell)] == expected


def test_a_reason_for_having_no_figure_completes_a_pair():
    data = a_report(PAIRS, {"lop": "2"})
    key = key_of(PAIRS, "nguoi")
    reason = Answer(key, status=AnswerStatus.NOT_COLLECTED)
    answered = a_report(PAIRS, {"lop": "2"})
    assert codes(PAIRS, data, "nguoi") == [("pair_incomplete", Severity.ERROR)]
    object.__setattr__(answered, "answers", {**answered.answers, key: reason})
    assert codes(PAIRS, answered, "nguoi") == [("not_collected", Severity.NOTICE)]


def test_an_exclusive_pair_names_both_values():
    data = a_report(PAIRS, {"tien_mat": "5", "khong_thu": "khong"})
    (finding,) = found(PAIRS, data, "tien_mat")
    assert (finding.code, finding.severity) == ("pair_exclusive", Severity.ERROR)
    assert "(5)" in finding.message.text
    assert "(Không)" in finding.message.text
    assert codes(PAIRS, a_report(PAIRS, {"tien_mat": "5"}), "tien_mat") == []


# --- running sums ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "history", "expected"),
    [
        pytest.param(("16", "144"), {"202308": {"ho_so_lk": "128"}}, [], id="last plus month"),
        pytest.param(
            ("16", "145"),
            {"202308": {"ho_so_lk": "128"}},
            [("cumulative_differs", Severity.WARNING)],
            id="not last plus month",
        ),
        pytest.param(
            ("16", "9"), {}, [("cumulative_below_flow", Severity.ERROR)], id="below the month"
        ),
        pytest.param(("16", "160"), {}, [], id="nothing known: silent"),
        pytest.param(
            ("16", "160"),
            {"202307": {"ho_so_lk": "100"}},
            [("cumulative_unchecked", Severity.NOTICE)],
            id="last month is missing: said aloud",
        ),
    ],
)
def test_a_running_sum_is_the_last_one_plus_the_month(
    typed: tuple[str, str],
    history: dict[str, dict[str, str]],
    expected: list[tuple[str, Severity]],
):
    data = a_report(SUMS, {"ho_so": typed[0], "ho_so_lk": typed[1]}, history=history)
    assert codes(SUMS, data, "ho_so_lk") == expected


def test_in_january_the_running_sum_is_the_month():
    january = Period("202301")
    history = {"202212": {"ho_so_lk": "900"}}
    right = a_report(SUMS, {"ho_so": "16", "ho_so_lk": "16"}, period=january, history=history)
    wrong = a_report(SUMS, {"ho_so": "16", "ho_so_lk": "916"}, period=january, history=history)
    assert codes(SUMS, right, "ho_so_lk") == []
    assert codes(SUMS, wrong, "ho_so_lk") == [("cumulative_differs", Severity.WARNING)]


def test_a_sum_of_the_year_names_the_months_it_waits_for():
    history = {f"2023{m:02d}": {"ho_so": "10"} for m in (1, 2, 4, 6, 7, 8)}
    data = a_report(SUMS, {"ho_so": "10"}, history=history)
    (finding,) = found(SUMS, data, "tu_dau_nam")
    assert (finding.code, finding.severity) == ("running_sum_incomplete", Severity.NOTICE)
    assert "tháng 3, tháng 5" in finding.message.text
    whole = history | {"202303": {"ho_so": "10"}, "202305": {"ho_so": "10"}}
    complete = a_report(SUMS, {"ho_so": "10"}, history=whole)
    assert codes(SUMS, complete, "tu_dau_nam") == []
    assert applied(SUMS, complete).value(key_of(SUMS, "tu_dau_nam")) == 90


# --- column totals --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("total", "rows", "expected"),
    [
        pytest.param("60", ("10", "20", "30"), [], id="the sum"),
        pytest.param("61", ("10", "20", "30"), ["column_total_differs"], id="another total"),
        pytest.param("25", ("10", "20"), ["column_total_differs"], id="less than what is there"),
        pytest.param("60", ("10", "20"), ["column_total_partial"], id="rows are missing"),
        pytest.param("60", (), [], id="no row yet"),
    ],
)
def test_a_typed_total_is_held_against_its_column(
    total: str, rows: tuple[str, ...], expected: list[str]
):
    typed = {"so_ho": total, **{f"ho@{n}": row for n, row in enumerate(rows, start=1)}}
    assert [code for code, _ in codes(TABLE, a_report(TABLE, typed), "so_ho")] == expected


# --- unusual sizes --------------------------------------------------------------------------------


def _months(figures: tuple[int, ...], name: str = "ho_so") -> dict[str, dict[str, str]]:
    periods = [Period("202309")]
    for _ in figures:
        periods.append(periods[-1].previous())
    return {
        period.iso: {name: str(figure)} for period, figure in zip(periods[1:], figures, strict=True)
    }


STEADY = (100, 96, 104, 99, 101, 103, 98, 102)


@pytest.mark.parametrize(
    ("figure", "history", "expected"),
    [
        pytest.param("150", STEADY, ["figure_unusual"], id="half as much again"),
        pytest.param("1000", STEADY, ["figure_jumped"], id="tenfold asks why"),
        pytest.param("0", STEADY, ["figure_jumped"], id="nothing at all asks why"),
        pytest.param("110", STEADY, [], id="a little more"),
        pytest.param("1000", STEADY[:3], [], id="three points say nothing"),
        pytest.param("1000", STEADY[:4], ["figure_jumped"], id="four points speak"),
        pytest.param("3", (0, 0, 1, 0, 2, 0), [], id="small counts may move"),
        pytest.param("500", (100, 450, 90, 470, 110, 480), [], id="a unit that always jumps"),
    ],
)
def test_a_size_is_held_against_the_unit_s_own_history(
    figure: str, history: tuple[int, ...], expected: list[str]
):
    data = a_report(SIZE, {"ho_so": figure}, history=_months(history))
    assert [code for code, _ in codes(SIZE, data, "ho_so")] == expected


def test_a_figure_that_may_jump_is_not_asked_about():
    data = a_report(SIZE, {"tu_do": "1000"}, history=_months(STEADY, "tu_do"))
    assert codes(SIZE, data, "tu_do") == []


def test_an_explained_jump_no_longer_blocks():
    history = _months(STEADY)
    data = a_report(SIZE, {"ho_so": "1000"}, history=history, explained={"ho_so": "1000"})
    (finding,) = found(SIZE, data, "ho_so")
    assert not finding.is_blocking


@given(st.lists(st.decimals(0, 10**6, places=0), max_size=12))
def test_nothing_is_usual_with_fewer_points_than_four(figures: list[Decimal]):
    known = usual(figures)
    assert (known is None) is (len(figures) < FEWEST_POINTS)
    if known:
        assert min(figures) <= known.middle <= max(figures)
        assert known.spread >= 1


# --- what applies to whom -------------------------------------------------------------------------


def test_a_cell_that_does_not_apply_is_not_asked_for_and_not_counted():
    data = a_report(APPLIED, {"cho@1": "2", "cho@3": "3"})
    outcome = applied(APPLIED, data)
    inapplicable = {key_of(APPLIED, cell) for cell in ("giua_nam", "cho@2")}
    assert outcome.inapplicable == inapplicable
    assert outcome.inapplicable <= outcome.irrelevant
    assert outcome.findings == ()
    counted = progress(APPLIED.sections[0], data, outcome)
    assert (counted.filled, counted.total) == (2, 2)


def test_the_same_cell_applies_in_another_month():
    june = a_report(APPLIED, {}, period=Period("202306"))
    assert codes(APPLIED, june, "giua_nam") == [("required_missing", Severity.ERROR)]


def test_a_value_typed_where_nothing_applies_counts_nowhere():
    data = a_report(APPLIED, {"cho@1": "2", "cho@2": "50"})
    assert applied(APPLIED, data).value(key_of(APPLIED, "so_cho")) == 2
