"""The rules that come with a type and a nature, and their sentences."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from cds_desktop.formdef.loader import load_form
from cds_desktop.model.finding import Severity
from cds_desktop.model.submission import Answer, AnswerStatus, Value
from tests.unit.formdef.forms import FIXTURES, a_form, a_report, codes, found, key_of

FIXTURE = load_form(FIXTURES / "mau_thu_v1.toml")
FORM = a_form("""
[[sections.questions]]
name = "nguyen"
type = "integer"
nature = "flow"
[[sections.questions]]
name = "thap_phan"
type = "decimal"
nature = "flow"
[[sections.questions]]
name = "tien"
type = "money"
nature = "flow"
[[sections.questions]]
name = "phan_tram"
type = "percentage"
nature = "flow"
[[sections.questions]]
name = "chu"
type = "text"
pattern = "[A-Z]+"
hint = "chữ hoa không dấu"
max_length = 5
[[sections.questions]]
name = "ngay"
type = "date"
[[sections.questions]]
name = "chon"
type = "select_one"
choices = "co_khong"
[[sections.questions]]
name = "luy_ke"
type = "integer"
nature = "cumulative"
[[sections.questions]]
name = "thoi_diem"
type = "integer"
required = true
""")
ERROR, WARNING, NOTICE = Severity.ERROR, Severity.WARNING, Severity.NOTICE

TYPED = [
    pytest.param("nguyen", "1.167", None, id="thousand"),
    pytest.param("nguyen", "99.29", "figure_too_fine", id="decimals in a whole number"),
    pytest.param("nguyen", "1,234", "figure_ambiguous", id="English thousand"),
    pytest.param("nguyen", "12/9/2023", "figure_is_date", id="a date as a figure"),
    pytest.param("nguyen", "-", "figure_placeholder", id="dash"),
    pytest.param("nguyen", "x", "figure_placeholder", id="x"),
    pytest.param("nguyen", "Không có", "figure_placeholder", id="words for nothing"),
    pytest.param("nguyen", "hơn 3000", "figure_not_understood", id="qualifier"),
    pytest.param("nguyen", "9" * 30, "figure_too_long", id="30 digits"),
    pytest.param("nguyen", "-5", "figure_negative", id="negative"),
    pytest.param("nguyen", "0", None, id="zero"),
    pytest.param("nguyen", "", None, id="empty"),
    pytest.param("thap_phan", "99.29", None, id="decimal point"),
    pytest.param("thap_phan", "1.167", None, id="thousand in a field of two decimals"),
    pytest.param("thap_phan", "1,005", "figure_too_fine", id="three decimals"),
    pytest.param("tien", "165.202", "figure_ambiguous", id="money"),
    pytest.param("tien", "165.202,5", None, id="money with both separators"),
    pytest.param("phan_tram", "12,5%", None, id="percent sign"),
    pytest.param("phan_tram", "100", None, id="all"),
    pytest.param("phan_tram", "100,01", "percentage_above_100", id="more than all"),
    pytest.param("phan_tram", "1.167", "percentage_above_100", id="a thousand percent"),
    pytest.param("phan_tram", "-1", "figure_negative", id="negative percentage"),
    pytest.param("chu", "ABC", None, id="text of the pattern"),
    pytest.param("chu", "abc", "text_pattern", id="text of another pattern"),
    pytest.param("chu", "ABCDEF", "text_too_long", id="long text"),
    pytest.param("ngay", "18/9/2023", None, id="date"),
    pytest.param("ngay", "18/9", "date_not_understood", id="half a date"),
    pytest.param("chon", "co", None, id="choice by code"),
    pytest.param("chon", "khong co", "choice_unknown", id="no choice"),
]


@pytest.mark.parametrize(("cell", "text", "code"), TYPED)
def test_what_is_typed_is_understood_or_marked(cell: str, text: str, code: str | None):
    expected = [(code, ERROR)] if code else []
    assert codes(FORM, a_report(FORM, {cell: text}), cell) == expected


SENTENCES = [
    pytest.param(
        "tien",
        "165.202",
        "“Nhãn tien”: “165.202” có thể là “165.202” hoặc “165,202”.",
        id="ambiguous",
    ),
    pytest.param("nguyen", "-5", "“Nhãn nguyen” là -5, không thể nhỏ hơn 0.", id="negative"),
    pytest.param("chu", "abc", "“Nhãn chu”: “abc” không đúng dạng.", id="pattern"),
]


@pytest.mark.parametrize(("cell", "text", "sentence"), SENTENCES)
def test_a_finding_says_what_is_wrong(cell: str, text: str, sentence: str):
    (finding,) = found(FORM, a_report(FORM, {cell: text}), cell)
    assert finding.message.text == sentence
    assert finding.message.way_out.startswith("Xin ")


PAST = [
    pytest.param("luy_ke", "202308", "99", "cumulative_fell", ERROR, id="cumulative falls"),
    pytest.param("luy_ke", "202308", "100", None, None, id="cumulative stays"),
    pytest.param("thoi_diem", "202308", "99", "stock_fell", WARNING, id="stock falls"),
    pytest.param("thoi_diem", "202308", "101", None, None, id="stock rises"),
    pytest.param("nguyen", "202308", "99", None, None, id="flow falls"),
    pytest.param("thoi_diem", "202307", "99", None, None, id="not the last period"),
]


@pytest.mark.parametrize(("cell", "period", "now", "code", "severity"), PAST)
def test_the_nature_of_a_figure_is_held_against_last_period(
    cell: str, period: str, now: str, code: str | None, severity: Severity | None
):
    data = a_report(FORM, {cell: now}, history={period: {cell: "100"}})
    assert codes(FORM, data, cell) == ([(code, severity)] if code else [])


def test_a_cumulative_figure_begins_anew_in_january():
    history = {"202212": {"luy_ke": "100", "thoi_diem": "100"}}
    january = replace(
        a_report(FORM, {"luy_ke": "3", "thoi_diem": "3"}, history=history),
        period=next(iter(a_report(FORM, {}, history=history).history)).next(),
    )
    assert codes(FORM, january, "luy_ke") == []
    assert codes(FORM, january, "thoi_diem") == [("stock_fell", WARNING)]


def test_a_fall_names_both_figures_and_the_period():
    data = a_report(FORM, {"thoi_diem": "763"}, history={"202308": {"thoi_diem": "855"}})
    (finding,) = found(FORM, data, "thoi_diem")
    assert finding.message.text == "“Nhãn thoi_diem” giảm từ 855 (tháng 8 năm 2023) xuống 763."


def test_the_total_of_a_falling_stock_is_not_asked_about_twice():
    history = {"202308": {"ap@1": "9", "tong_ap": "9"}}
    data = a_report(FIXTURE, {"ap@1": "8"}, history=history)
    assert codes(FIXTURE, data, "ap@1") == [("stock_fell", WARNING)]
    assert codes(FIXTURE, data, "tong_ap") == []


STATUSES = [
    pytest.param(None, None, [("required_missing", ERROR)], id="no answer"),
    pytest.param(None, AnswerStatus.REPORTED, [("required_missing", ERROR)], id="emptied"),
    pytest.param(Decimal(0), AnswerStatus.REPORTED, [], id="zero"),
    pytest.param(None, AnswerStatus.NOT_APPLICABLE, [], id="not applicable"),
    pytest.param(None, AnswerStatus.NOT_COLLECTED, [("not_collected", NOTICE)], id="not collected"),
    pytest.param(Decimal(5), AnswerStatus.PROVISIONAL, [], id="provisional"),
    pytest.param(Decimal(5), AnswerStatus.ESTIMATED, [], id="estimated"),
]


@pytest.mark.parametrize(("value", "status", "expected"), STATUSES)
def test_empty_zero_not_applicable_and_not_collected_are_four_things(
    value: Value, status: AnswerStatus | None, expected: list[tuple[str, Severity]]
):
    key = key_of(FORM, "thoi_diem")
    answers = {key: Answer(key, value, status)} if status else {}
    data = replace(a_report(FORM, {}), answers=answers)
    assert codes(FORM, data, "thoi_diem") == expected


WRONG_KIND = [
    pytest.param("nguyen", "12 cái", "figure_not_understood", id="text in a figure"),
    pytest.param("nguyen", date(2023, 9, 1), "figure_is_date", id="date in a figure"),
    pytest.param("nguyen", Decimal("1.5"), "figure_too_fine", id="half in a whole number"),
    pytest.param("nguyen", Decimal("1E+18"), "figure_too_long", id="19 digits"),
    pytest.param("ngay", Decimal(5), "date_not_understood", id="figure in a date"),
    pytest.param("chon", "khac", "choice_unknown", id="a choice that is no more"),
    pytest.param("chu", Decimal(5), "answer_not_understood", id="figure in a text"),
]


@pytest.mark.parametrize(("cell", "value", "code"), WRONG_KIND)
def test_a_stored_value_of_the_wrong_kind_is_marked(cell: str, value: Value, code: str):
    key = key_of(FORM, cell)
    data = replace(a_report(FORM, {}), answers={key: Answer(key, value)})
    assert codes(FORM, data, cell) == [(code, ERROR)]


def test_a_list_may_be_required_to_have_rows():
    form = a_form("""
    [[sections.questions]]
    name = "ds"
    type = "repeat"
    required = true
    [[sections.questions.questions]]
    name = "ten"
    type = "text"
    """)
    assert codes(form, a_report(form, {}), "ds") == [("required_rows_missing", ERROR)]
    assert codes(form, a_report(form, {"ten@r0001": "x"}), "ds") == []
