"""Which characters free text may hold (INPUT.md 7)."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cds_desktop.text_rules import clean, is_clean

REMOVED = [
    pytest.param("\x00", id="NUL"),
    pytest.param("\x0b", id="vertical tab, which makes lxml swallow text"),
    pytest.param("\x1f", id="C0 control"),
    pytest.param("\x7f", id="delete"),
    pytest.param("\x9f", id="C1 control"),
    pytest.param("\u00ad", id="soft hyphen"),
    pytest.param("\u200b", id="zero-width space"),
    pytest.param("\u200d", id="zero-width joiner"),
    pytest.param("\u202e", id="right-to-left override"),
    pytest.param("\u2066", id="isolate"),
    pytest.param("\u3164", id="Hangul filler"),
    pytest.param("\ufe0f", id="variation selector"),
    pytest.param("\ufeff", id="byte order mark"),
    pytest.param("\ufdd0", id="noncharacter"),
    pytest.param("\uffff", id="last of the plane"),
    pytest.param("\U0010ffff", id="last of the last plane"),
    pytest.param("\ud800", id="lone surrogate"),
    pytest.param("\U000e0041", id="tag letter"),
]


@pytest.mark.parametrize("letter", REMOVED)
def test_a_forbidden_character_is_removed_and_counted(letter: str):
    assert clean(f"Kế{letter} hoạch") == ("Kế hoạch", 1)
    assert not is_clean(f"Kế{letter} hoạch")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Tổ công nghệ số cộng đồng: 320/699 khóm, ấp (45,78%)", id="prose"),
        pytest.param("dòng một\ndòng hai", id="line end"),
        pytest.param("“trích yếu” – a & b < c ½ €", id="signs"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_officials_write_stays_as_it_is(text: str):
    assert clean(text) == (text, 0)
    assert is_clean(text)


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\u2028", "\u2029", "\x85"])
def test_every_line_end_becomes_the_same_one(line_end: str):
    assert clean(f"a{line_end}b") == ("a\nb", 0)
    assert not is_clean(f"a{line_end}b")


def test_a_tab_becomes_a_space():
    assert clean("a\tb").text == "a b"
    assert not is_clean("a\tb")


def test_decomposed_vietnamese_is_composed():
    assert clean(unicodedata.normalize("NFD", "Tháp Mười")).text == "Tháp Mười"


@settings(deadline=None)
@given(st.text(max_size=60))
def test_cleaning_is_done_once_and_for_all(text: str):
    cleaned = clean(text).text
    assert is_clean(cleaned)
    assert clean(cleaned) == (cleaned, 0)
    assert is_clean(text) == (cleaned == text)
