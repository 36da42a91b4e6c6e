"""Numbers, dates, order and search keys as domain/conventions.md 1, 2 and 6 want them."""

import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cds_desktop.vietnamese import (
    format_count,
    format_date,
    format_number,
    format_signing_date,
    parse_date,
    parse_number,
    round_half_up,
    search_key,
    sort_key,
)

CERTAIN = [
    pytest.param("0", 0, "0", id="zero"),
    pytest.param("007", 0, "7", id="leading zeros"),
    pytest.param("1167", 0, "1167", id="no separator"),
    pytest.param("1.167", 0, "1167", id="thousands, as in the second source"),
    pytest.param("1.250", 2, "1250", id="thousands in a field of two decimals"),
    pytest.param("1.205.780", 0, "1205780", id="millions"),
    pytest.param("1 234", 0, "1234", id="a space as separator"),
    pytest.param("1\u00a0234\u202f567", 0, "1234567", id="hard spaces pasted from Word"),
    pytest.param("  3.024 ", 0, "3024", id="spaces around"),
    pytest.param("47,54", 2, "47.54", id="decimal comma"),
    pytest.param("1.234,5", 1, "1234.5", id="both separators"),
    pytest.param("1 234,5", 1, "1234.5", id="space and comma"),
    pytest.param("12,5%", 1, "12.5", id="percent sign"),
    pytest.param("12,5 %", 2, "12.5", id="percent sign with a space"),
    pytest.param("100%", 2, "100", id="whole percentage"),
    pytest.param("12,50", 1, "12.5", id="a zero too many"),
    pytest.param("5,0", 0, "5", id="a whole number with a zero behind the comma"),
    pytest.param("-12", 0, "-12", id="minus"),
    pytest.param("−12", 0, "-12", id="typographic minus"),
    pytest.param("-0", 0, "0", id="no negative zero"),
    pytest.param("999.999.999.999.999.999", 0, "9" * 18, id="the largest figure"),
    pytest.param("0,000001", 6, "0.000001", id="the finest figure"),
]
UNUSUAL = [
    pytest.param("99.29", 2, "99.29", id="English decimal point, as in the second source"),
    pytest.param("66.7", 1, "66.7", id="one decimal after a point"),
    pytest.param("1234.5", 1, "1234.5", id="point without groups"),
    pytest.param("0.500", 3, "0.500", id="no group begins with a zero"),
    pytest.param("1,234,567", 0, "1234567", id="English groups"),
    pytest.param("1,234.5", 1, "1234.5", id="English groups and decimals"),
]
ASKED = [
    pytest.param("1.234", 3, ["1234", "1.234"], id="thousand or three decimals"),
    pytest.param("165.202", 3, ["165202", "165.202"], id="money in millions"),
    pytest.param("1,234", 0, ["1234"], id="English thousand in a field of whole numbers"),
]
NOT_UNDERSTOOD = [
    pytest.param("", 0, id="nothing"),
    pytest.param("-", 0, id="dash"),
    pytest.param("x", 0, id="letter"),
    pytest.param("99.29", 0, id="decimals in a field of whole numbers"),
    pytest.param("12,5%", 0, id="percentage in a field of whole numbers"),
    pytest.param("12,345", 2, id="too many decimals"),
    pytest.param("1.23.456", 0, id="broken groups"),
    pytest.param("1..234", 0, id="two points"),
    pytest.param("0.500", 0, id="a group cannot begin with zero"),
    pytest.param("1 23", 0, id="two numbers"),
    pytest.param("12/9/2023", 0, id="date"),
    pytest.param("1e5", 0, id="exponent"),
    pytest.param("NaN", 2, id="not a number"),
    pytest.param("Infinity", 2, id="infinity"),
    pytest.param("hơn 3.000", 0, id="qualifier in the field"),
    pytest.param("１２", 0, id="full-width digits"),
    pytest.param("1_000", 0, id="underscore"),
    pytest.param("--5", 0, id="two signs"),
    pytest.param("1" * 19, 0, id="19 digits"),
    pytest.param("1" * 30, 0, id="30 digits"),
    pytest.param("1" * 30 + ",5", 1, id="30 digits and a decimal"),
    pytest.param("1" * 30 + ",5", 0, id="30 digits and a decimal in a field of whole numbers"),
    pytest.param("1," + "3" * 200, 2, id="200 decimals"),
]


@pytest.mark.parametrize(("text", "decimals", "value"), CERTAIN)
def test_a_usual_number_is_read_for_certain(text: str, decimals: int, value: str):
    reading = parse_number(text, decimals=decimals)
    assert (reading.value, reading.is_certain) == (Decimal(value), True)


@pytest.mark.parametrize(("text", "decimals", "value"), UNUSUAL)
def test_an_unusual_number_is_read_and_marked(text: str, decimals: int, value: str):
    reading = parse_number(text, decimals=decimals)
    assert (reading.value, reading.is_certain) == (Decimal(value), False)


@pytest.mark.parametrize(("text", "decimals", "readings"), ASKED)
def test_what_could_mean_two_things_is_asked_about(text: str, decimals: int, readings: list[str]):
    reading = parse_number(text, decimals=decimals)
    assert reading.value is None
    assert list(reading.readings) == [Decimal(value) for value in readings]


@pytest.mark.parametrize(("text", "decimals"), NOT_UNDERSTOOD)
def test_what_is_no_number_is_not_guessed(text: str, decimals: int):
    reading = parse_number(text, decimals=decimals)
    assert (reading.value, reading.readings) == (None, ())


@settings(deadline=None)
@given(st.text(max_size=40), st.integers(0, 6))
def test_reading_a_number_never_raises_and_keeps_to_its_field(text: str, decimals: int):
    reading = parse_number(text, decimals=decimals)
    if reading.value is not None:
        assert reading.value == round_half_up(reading.value, decimals)
        assert reading.value.adjusted() < 18


@settings(deadline=None)
@given(st.decimals(-(10**12), 10**12, places=2))
def test_a_printed_number_reads_back_as_itself(value: Decimal):
    assert parse_number(format_number(value), decimals=2).value == value


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        pytest.param("1205780", None, "1.205.780", id="groups of three"),
        pytest.param("47.54", 2, "47,54", id="comma"),
        pytest.param("100.00", 2, "100", id="no zeros behind the comma"),
        pytest.param("45.80", 2, "45,8", id="no zero at the end"),
        pytest.param("64.865", 2, "64,87", id="half up"),
        pytest.param("-64.865", 2, "-64,87", id="half up away from zero"),
        pytest.param("-0.001", 2, "0", id="no negative zero"),
        pytest.param("999.999", 2, "1.000", id="rounding into a new group"),
        pytest.param("1E+3", None, "1.000", id="no exponent"),
        pytest.param("1" * 40, 2, ".".join(["1"] + ["111"] * 13), id="larger than any context"),
    ],
)
def test_a_number_prints_in_the_vietnamese_way(value: str, decimals: int | None, printed: str):
    assert format_number(Decimal(value), decimals) == printed


def test_zeros_are_kept_when_a_column_wants_them():
    assert format_number(Decimal("45.8"), 2, is_padded=True) == "45,80"


@pytest.mark.parametrize(
    ("numerator", "denominator", "printed"),
    [
        pytest.param(320, 699, "45,78", id="khóm, ấp with fibre"),
        pytest.param(3013, 3024, "99,64", id="answered"),
        pytest.param(11, 3024, "0,36", id="pending"),
    ],
)
def test_percentages_round_as_the_published_ones(numerator: int, denominator: int, printed: str):
    assert format_number(Decimal(100 * numerator) / denominator, 2) == printed


@pytest.mark.parametrize(
    ("value", "printed"), [("1", "01"), ("9", "09"), ("10", "10"), ("0", "0"), ("1.5", "1,5")]
)
def test_a_small_count_has_a_leading_zero_in_prose(value: str, printed: str):
    assert format_count(Decimal(value)) == printed


@pytest.mark.parametrize(
    "text", ["18/7/2023", "18/07/2023", "18-7-2023", "18.7.2023", "2023-07-18", " 2023-7-18 "]
)
def test_a_date_is_read_in_every_usual_form(text: str):
    assert parse_date(text) == date(2023, 7, 18)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("31/2/2023", id="no such day"),
        pytest.param("18/7/23", id="two-digit year"),
        pytest.param("7/2023", id="a month"),
        pytest.param("18/7/1899", id="too early"),
        pytest.param("18/7/2101", id="too late"),
        pytest.param("١٨/٧/٢٠٢٣", id="other digits"),
        pytest.param("hôm nay", id="words"),
    ],
)
def test_what_is_no_date_is_not_guessed(text: str):
    assert parse_date(text) is None


def test_a_day_is_cited_without_zeros_and_signed_with_them():
    assert format_date(date(2023, 9, 8)) == "8/9/2023"
    assert format_signing_date(date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
    assert format_signing_date(date(2019, 6, 29)) == "ngày 29 tháng 6 năm 2019"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        pytest.param("Đồng  Tháp", "dong thap", id="đ, tones, doubled spaces"),
        pytest.param("HOÀ", "hoa", id="old tone place"),
        pytest.param("hòa", "hoa", id="new tone place"),
        pytest.param(unicodedata.normalize("NFD", "Mỹ Ngãi"), "my ngai", id="decomposed"),
        pytest.param("ƯƠNG", "uong", id="horns"),
    ],
)
def test_a_search_key_has_no_tone_marks(text: str, key: str):
    assert search_key(text) == key


def test_tones_follow_the_order_of_the_dictionary():
    words = ["ma", "mà", "mả", "mã", "má", "mạ", "mă", "mằ", "mâ", "mầ"]
    assert sorted(reversed(words), key=sort_key) == words


def test_letters_follow_the_vietnamese_alphabet():
    letters = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
    assert sorted(reversed(letters), key=sort_key) == letters


def test_districts_stand_in_vietnamese_order():
    names = ["Cao Lãnh", "Châu Thành", "Hồng Ngự", "Lai Vung", "Lấp Vò", "Sa Đéc", "Tam Nông"]
    names += ["Tân Hồng", "Thanh Bình", "Tháp Mười"]
    assert sorted(sorted(names), key=sort_key) == names


def test_numbers_in_names_stand_by_their_value():
    names = ["Phường 2", "Phường 11", "Phường Mỹ Phú"]
    assert sorted(reversed(names), key=sort_key) == names


@settings(deadline=None)
@given(st.text(max_size=20))
def test_any_text_has_a_sort_key_whatever_its_form(text: str):
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert sort_key(composed) == sort_key(decomposed)
