"""JSON in one spelling only."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cds_desktop.bundle.canonical_json import JsonValue, dumps, loads
from cds_desktop.errors import BundleError
from cds_desktop.text_rules import is_clean
from tests.unit.bundle.bundle_making import code_of

KEYS = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=8)
TEXTS = st.text(max_size=20).filter(lambda text: is_clean(text) and "\n" not in text)
INTEGERS = st.integers(-(2**53) + 1, 2**53 - 1)
VALUES = st.recursive(
    st.none() | st.booleans() | INTEGERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(VALUES)
def test_what_is_written_is_read_again(value: JsonValue):
    assert loads(dumps(value), place="x") == value


def test_keys_are_sorted_and_letters_written_as_they_are():
    assert dumps({"b": 1, "a": ["Đ", None, True]}) == '{"a":["Đ",null,true],"b":1}'.encode()


def test_control_characters_are_escaped_as_rfc_8785_says():
    assert dumps('\b\t\n\f\r"\\\x0f/') == rb'"\b\t\n\f\r\"\\\u000f/"'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"", "G303", id="empty"),
        pytest.param(b"{", "G303", id="not closed"),
        pytest.param(b"{'a':1}", "G303", id="single quotes"),
        pytest.param(b"{} {}", "G303", id="two values"),
        pytest.param(b"[1,]", "G303", id="comma too many"),
        pytest.param(b'\xef\xbb\xbf"a"', "G303", id="BOM"),
        pytest.param(b'"\xff"', "G303", id="not UTF-8"),
        pytest.param(b'"\xed\xa0\x80"', "G303", id="surrogate in UTF-8"),
        pytest.param('"a"'.encode("utf-16"), "G303", id="UTF-16"),
        pytest.param(b'"\\ud83d"', "G303", id="half a surrogate pair"),
        pytest.param(b'"\\udfaa"', "G303", id="other half"),
        pytest.param(b'{"\\ud83d":1}', "G307", id="half a surrogate pair as key"),
        pytest.param(b'"a\nb"', "G303", id="line end in a text"),
        pytest.param(b'"\\x41"', "G303", id="unknown escape"),
        pytest.param(b"[" * 13 + b"]" * 13, "G303", id="depth 13"),
        pytest.param(b"[" * 100_000, "G303", id="depth 100,000"),
        pytest.param(b'{"a":' * 100_000, "G303", id="objects in objects"),
        pytest.param(b'"' + b"a" * 2**20 + b'"', "G303", id="above 1 MiB"),
        pytest.param(b'{"a":1,"a":1}', "G304", id="key twice"),
        pytest.param(b'{"a":1,"\\u0061":2}', "G304", id="key twice, once escaped"),
        pytest.param(b'[{"b":{"a":1,"a":1}}]', "G304", id="key twice within"),
        pytest.param(b"1.0", "G305", id="float"),
        pytest.param(b"1e3", "G305", id="exponent"),
        pytest.param(b"NaN", "G305", id="NaN"),
        pytest.param(b"Infinity", "G305", id="Infinity"),
        pytest.param(b"[-Infinity]", "G305", id="-Infinity"),
        pytest.param(b"9007199254740992", "G305", id="2^53"),
        pytest.param(b"-9007199254740992", "G305", id="-2^53"),
        pytest.param(b"1" * 5000, "G305", id="5,000 digits"),
        pytest.param(b"-0", "G306", id="minus zero"),
        pytest.param(b'{"b":1,"a":1}', "G306", id="not sorted"),
        pytest.param(b'{"a": 1}', "G306", id="space"),
        pytest.param(b"{}\n", "G306", id="line end"),
        pytest.param(b'"\\u0061"', "G306", id="needless escape"),
        pytest.param(b'"\\/"', "G306", id="escaped slash"),
        pytest.param(b'"\\u1ec7"', "G306", id="escaped Vietnamese letter"),
        pytest.param('{"tuổi":1}'.encode(), "G307", id="key not ASCII"),
        pytest.param(b'"\\u0000"', "G308", id="NUL"),
        pytest.param(b'"a\\tb"', "G308", id="tab"),
        pytest.param(b'"a\\nb"', "G308", id="line end where none may be"),
        pytest.param(b'{"a\\u0001":1}', "G308", id="control in a key"),
        pytest.param('"a\u202eb"'.encode(), "G308", id="right-to-left override"),
        pytest.param('"a\u200bb"'.encode(), "G308", id="invisible space"),
        pytest.param('"e\u0323\u0302"'.encode(), "G308", id="decomposed letter"),
        pytest.param('"\U0010ffff"'.encode(), "G308", id="noncharacter"),
        pytest.param(b'"\x7f"', "G308", id="DEL"),
    ],
)
def test_every_other_spelling_has_its_code(data: bytes, code: str):
    assert code_of(lambda: loads(data, place="datapackage.json")) == code


def test_line_ends_are_allowed_in_free_texts():
    assert loads(b'"a\\nb"', place="t001.json", newlines=True) == "a\nb"


def test_depth_12_is_allowed():
    assert loads(b"[" * 12 + b"]" * 12, place="x")


def test_brackets_within_texts_are_not_depth():
    assert loads(b'"' + b"[" * 50 + b'"', place="x") == "[" * 50
    assert loads(b'["\\"[[[[[[[[[[[[[["]', place="x") == ['"' + "[" * 14]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60))
def test_noise_gives_a_code_or_its_own_bytes(noise: bytes):
    try:
        value = loads(noise, place="x")
    except BundleError as error:
        assert error.code in {"G303", "G304", "G305", "G306", "G307", "G308"}
    else:
        assert dumps(value) == noise


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b'"' + b'\\"' * 500_000, id="text without end"),
        pytest.param(b"[]" * 500_000, id="many brackets"),
        pytest.param(b'"' * 1_000_000, id="many quotes"),
        pytest.param(b"\\" * 1_000_000, id="backslashes"),
    ],
)
def test_a_mebibyte_of_trouble_takes_no_time(data: bytes):
    start = time.perf_counter()
    assert code_of(lambda: loads(data, place="x")) == "G303"
    assert time.perf_counter() - start < 2
