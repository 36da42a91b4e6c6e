"""The zip file: deterministic when written, strict when read."""

import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cds_desktop.bundle.container import load_file, read_zip, write_zip
from cds_desktop.bundle.document_types import KNOWN_NAMES
from cds_desktop.bundle.reader import read
from cds_desktop.errors import BundleError
from cds_desktop.limits import MIB
from tests.unit.bundle.bundle_making import code_of, genuine, unpacked
from tests.unit.bundle.hostile_archives import CASES, archive, parts

GENUINE = genuine()
HOSTILE = [name for name, (_, code) in CASES.items() if code]
HARMLESS = [name for name, (_, code) in CASES.items() if not code]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_archive_is_refused_with_its_code(name: str):
    make, code = CASES[name]
    data = make()
    assert code_of(lambda: read(data)) == code


@pytest.mark.parametrize("name", HARMLESS)
def test_an_honest_other_packaging_is_the_same_bundle(name: str):
    data = CASES[name][0]()
    assert data != GENUINE
    assert read(data) == read(GENUINE)


def test_the_makers_of_hostile_archives_can_make_a_genuine_one():
    assert archive(parts()) == GENUINE


def test_there_are_at_least_forty_hostile_archives():
    assert len(HOSTILE) >= 40


def test_our_zip_is_a_zip_for_others():
    files = {"v001.csv": b"a\r\n", "README.txt": b"", "SHA256SUMS": b"x"}
    with zipfile.ZipFile(io.BytesIO(write_zip(files))) as other:
        assert other.testzip() is None
        assert {name: other.read(name) for name in other.namelist()} == files
        assert other.namelist() == ["SHA256SUMS", "README.txt", "v001.csv"]


def test_the_list_and_its_signatures_come_first():
    names = [
        "x-a",
        "SHA256SUMS.p7s",
        "README.txt",
        "SHA256SUMS.sig",
        "SHA256SUMS.sig2",
        "SHA256SUMS",
    ]
    written = read_zip(write_zip(dict.fromkeys(names, b"")), known_names=KNOWN_NAMES)
    assert list(written) == [
        "SHA256SUMS",
        "SHA256SUMS.sig",
        "SHA256SUMS.sig2",
        "SHA256SUMS.p7s",
        "README.txt",
        "x-a",
    ]


def test_the_strict_rebuild_of_a_bundle_is_the_bundle():
    assert write_zip(unpacked(GENUINE)) == GENUINE


def test_320_entries_are_allowed():
    numbers = [f"v{number:03d}.csv" for number in range(1, 101)]
    numbers += [f"t{number:03d}.json" for number in range(1, 101)]
    numbers += [f"a001_{number:02d}.pdf" for number in range(100)]
    numbers += [f"x-{number}" for number in range(20)]
    data = write_zip(dict.fromkeys(numbers, b""))
    assert len(read_zip(data, known_names=KNOWN_NAMES)) == 320


def test_a_missing_file_cannot_be_read(tmp_path: Path):
    assert code_of(lambda: load_file(tmp_path / "BC_866.zip")) == "G100"


def test_a_folder_cannot_be_read(tmp_path: Path):
    assert code_of(lambda: load_file(tmp_path)) == "G100"


def test_an_empty_file_is_named_as_such(tmp_path: Path):
    path = tmp_path / "empty.zip"
    path.write_bytes(b"")
    assert code_of(lambda: load_file(path)) == "G101"


def test_a_sparse_file_of_2_gib_is_not_read_into_memory(tmp_path: Path):
    path = tmp_path / "huge.zip"
    with path.open("wb") as file:
        file.truncate(2048 * MIB)
    tracemalloc.start()
    assert code_of(lambda: load_file(path)) == "G201"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 40 * MIB


def test_a_file_is_loaded_as_it_is(tmp_path: Path):
    path = tmp_path / "BC_866.zip"
    path.write_bytes(GENUINE)
    assert load_file(path) == GENUINE


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_mutilated_archives_are_refused_or_harmless(data: st.DataObject):
    at = data.draw(st.integers(0, len(GENUINE)))
    until = data.draw(st.integers(at, min(len(GENUINE), at + 200)))
    mutant = GENUINE[:at] + data.draw(st.binary(max_size=60)) + GENUINE[until:]
    try:
        opened = read(mutant)
    except BundleError as error:
        assert error.code.startswith("G")
    else:
        assert opened == read(GENUINE)
