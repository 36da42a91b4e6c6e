"""SHA256SUMS: one spelling, and exactly the files that are there."""

import hashlib

import pytest

from cds_desktop.bundle.sums import bundle_id, check_hashes, check_set, make_sums, parse_sums
from tests.unit.bundle.bundle_making import code_of

A, B = "a" * 64, "b" * 64


def test_the_list_is_that_of_coreutils():
    empty = hashlib.sha256(b"").hexdigest()
    assert make_sums({"b.csv": b"", "a.csv": b""}) == f"{empty}  a.csv\n{empty}  b.csv\n".encode()


def test_names_are_sorted_by_bytes_so_capitals_come_first():
    assert list(parse_sums(make_sums(dict.fromkeys(["a", "Z", "0"], b"")))) == ["0", "Z", "a"]


def test_a_list_is_read_as_it_was_made():
    assert parse_sums(f"{A}  README.txt\n{B}  v001.csv\n".encode()) == {
        "README.txt": A,
        "v001.csv": B,
    }


def test_the_bundle_id_is_the_hash_of_the_bytes():
    assert bundle_id(b"abc") == hashlib.sha256(b"abc").hexdigest()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("\n", id="empty line"),
        pytest.param(f"{A}  v001.csv", id="no line end"),
        pytest.param(f"{A}  v001.csv\r\n", id="CRLF"),
        pytest.param(f"\ufeff{A}  v001.csv\n", id="BOM"),
        pytest.param(f"{A.upper()}  v001.csv\n", id="capital hash"),
        pytest.param(f"{A[1:]}  v001.csv\n", id="63 digits"),
        pytest.param(f"{A}a  v001.csv\n", id="65 digits"),
        pytest.param(f"{A} v001.csv\n", id="one space"),
        pytest.param(f"{A} *v001.csv\n", id="binary mark"),
        pytest.param(f"\\{A}  v001\\n.csv\n", id="escaped name"),
        pytest.param(f"{A}  ../v001.csv\n", id="path"),
        pytest.param(f"{A}  v001 .csv\n", id="space in name"),
        pytest.param(f"{A}  số.csv\n", id="not ASCII"),
        pytest.param(f"{A}  v001.csv\n\n", id="empty line at the end"),
        pytest.param(f"# note\n{A}  v001.csv\n", id="comment"),
        pytest.param(f"{A}  v001.csv\n{A}  v001.csv\n", id="name twice"),
        pytest.param(f"{A}  v001.csv\n{B}  README.txt\n", id="not sorted"),
        pytest.param(f"{A}  SHA256SUMS\n", id="lists itself"),
        pytest.param(f"{A}  SHA256SUMS.sig\n", id="lists the signature"),
        pytest.param(f"{A}  SHA256SUMS.p7s\n", id="lists the official signature"),
    ],
)
def test_every_other_spelling_is_refused(text: str):
    assert code_of(lambda: parse_sums(text.encode())) == "G301"


def test_the_list_and_its_signatures_need_not_be_listed():
    check_set({"a": A}, ["a", "SHA256SUMS", "SHA256SUMS.sig", "SHA256SUMS.p7s"])


@pytest.mark.parametrize(
    "names", [pytest.param(["a", "b"], id="more"), pytest.param([], id="fewer"), ["b"]]
)
def test_files_and_list_must_agree(names: list[str]):
    assert code_of(lambda: check_set({"a": A}, names)) == "G302"


def test_a_file_with_another_hash_is_refused():
    listed = parse_sums(make_sums({"a": b"1", "b": b"2"}))
    check_hashes(listed, {"a": b"1", "b": b"2"})
    assert code_of(lambda: check_hashes(listed, {"a": b"1", "b": b"3"})) == "G403"
