"""Typed text becomes an answer or stays as typed; a value has one plain text."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cds_desktop.formdef.reading import edit_text, read_answer, value_text
from cds_desktop.limits import TEXT_CHARS
from cds_desktop.model.form import Choice, Question, QuestionType
from cds_desktop.model.submission import Answer, CellKey, Value

KEY = CellKey("872", "q")
CHOICES = (Choice("ke_hoach", "Kế hoạch"), Choice("quyet_dinh", "Quyết định"))


def a_question(kind: QuestionType, decimals: int = 0) -> Question:
    return Question("q", "1", kind, "Q", decimals=decimals, choices="loai")


READ = [
    pytest.param(QuestionType.INTEGER, "1.205.780", Decimal(1205780), id="figure"),
    pytest.param(QuestionType.PERCENTAGE, "80 %", Decimal(80), id="percent sign"),
    pytest.param(QuestionType.DATE, "18/9/2023", date(2023, 9, 18), id="date"),
    pytest.param(QuestionType.CHOICE, "ke_hoach", "ke_hoach", id="choice by code"),
    pytest.param(QuestionType.CHOICE, "kế  HOACH", "ke_hoach", id="choice by label"),
    pytest.param(QuestionType.TEXT, " a \t b\nc ", "a b c", id="text of one line"),
    pytest.param(QuestionType.LONG_TEXT, " a\r\n b ", "a\n b", id="text of several lines"),
    pytest.param(QuestionType.TEXT, "a\u200bb", "ab", id="invisible letter"),
]
KEPT = [
    pytest.param(QuestionType.INTEGER, "hơn 3.000", id="figure"),
    pytest.param(QuestionType.INTEGER, "5%", id="percent sign in a count"),
    pytest.param(QuestionType.DATE, "tháng 9", id="date"),
    pytest.param(QuestionType.CHOICE, "Thông báo", id="choice"),
]


@pytest.mark.parametrize(("kind", "text", "value"), READ)
def test_what_is_understood_becomes_a_value(kind: QuestionType, text: str, value: Value):
    answer = read_answer(a_question(kind), KEY, text, choices=CHOICES)
    assert answer == Answer(KEY, value)


@pytest.mark.parametrize(("kind", "text"), KEPT)
def test_what_is_not_understood_stays_as_typed(kind: QuestionType, text: str):
    answer = read_answer(a_question(kind), KEY, text, choices=CHOICES)
    assert answer == Answer(KEY, raw=text)


@pytest.mark.parametrize("kind", [kind for kind in QuestionType if kind.value != "roster"])
@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u200b"])
def test_nothing_typed_is_an_empty_answer(kind: QuestionType, text: str):
    assert read_answer(a_question(kind), KEY, text) == Answer(KEY)


def test_a_choice_is_read_by_its_code_without_the_list():
    question = a_question(QuestionType.CHOICE)
    assert read_answer(question, KEY, "ke_hoach").value == "ke_hoach"
    assert read_answer(question, KEY, "Kế hoạch").raw == "Kế hoạch"


def test_typed_text_is_kept_up_to_the_limit_of_a_text():
    raw = read_answer(a_question(QuestionType.INTEGER), KEY, "x" * 10_000).raw
    assert raw == "x" * TEXT_CHARS


PLAIN = [
    pytest.param(None, "", id="nothing"),
    pytest.param(Decimal("1205780"), "1205780", id="whole"),
    pytest.param(Decimal("47.50"), "47.5", id="no zeros at the end"),
    pytest.param(Decimal("100.00"), "100", id="no point at the end"),
    pytest.param(Decimal("1E+3"), "1000", id="no exponent"),
    pytest.param(Decimal("0E-6"), "0", id="zero with decimals"),
    pytest.param(Decimal("-0.00"), "0", id="no negative zero"),
    pytest.param(Decimal("-0.5"), "-0.5", id="negative"),
    pytest.param(Decimal("1" * 40), "1" * 40, id="longer than any context"),
    pytest.param(date(2023, 9, 18), "2023-09-18", id="date"),
    pytest.param("ke_hoach", "ke_hoach", id="choice"),
]


@pytest.mark.parametrize(("value", "text"), PLAIN)
def test_a_value_has_one_plain_text(value: Value, text: str):
    assert value_text(value) == text


@settings(deadline=None)
@given(st.decimals(-(10**18), 10**18, places=6), st.integers(0, 5))
def test_equal_figures_have_equal_texts(value: Decimal, zeros: int):
    longer = Decimal(f"{value:f}" + "0" * zeros)
    assert value_text(value) == value_text(longer)
    assert Decimal(value_text(value)) == value


@settings(deadline=None)
@given(st.integers(-(10**17), 10**17), st.integers(0, 6))
def test_what_an_editor_offers_reads_back_as_itself(digits: int, decimals: int):
    value = Decimal(digits).scaleb(-decimals)
    question = a_question(QuestionType.DECIMAL, decimals)
    assert read_answer(question, KEY, edit_text(question, value)).value == value


def test_an_editor_offers_a_figure_as_it_is_printed_unless_that_could_mean_two_things():
    assert edit_text(a_question(QuestionType.INTEGER), Decimal(165202)) == "165.202"
    assert edit_text(a_question(QuestionType.MONEY, 3), Decimal(165202)) == "165202"
    assert edit_text(a_question(QuestionType.MONEY, 3), Decimal("165202.5")) == "165.202,5"
