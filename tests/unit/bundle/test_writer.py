"""Writing a bundle: the same bytes everywhere, and never a bundle that we would not read."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from cds_desktop.bundle import writer
from cds_desktop.bundle.document_types import PRACTICE
from cds_desktop.bundle.manifest import RETRACTED
from cds_desktop.bundle.reader import read
from cds_desktop.bundle.tables import FigureRow, TableKey, TextRow, write_figures
from cds_desktop.bundle.writer import SubmissionContent, write_submission
from cds_desktop.errors import BundleError
from cds_desktop.limits import BUNDLE_WRITE_BYTES
from tests.unit.bundle.bundle_making import CONTENT, FIGURES, KEY, OTHER_KEY, TEXTS, unpacked
from tests.unit.bundle.make_fixtures import bundles

VALID = Path(__file__).parents[2] / "fixtures" / "bundles" / "valid"
ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("name", ["submission_v1_0.zip", "practice_v1_0.zip", "retracted_v1_0.zip"])
def test_the_writer_still_writes_the_golden_bytes(name: str):
    assert bundles()[name] == (VALID / name).read_bytes()


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param({"TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C", "PYTHONUTF8": "0"}, id="C"),
        pytest.param({"TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8"}, id="Turkish"),
        pytest.param({"TZ": "UTC", "PYTHONHASHSEED": "4711"}, id="hash seed"),
    ],
)
def test_another_zone_language_and_hash_seed_give_the_same_bytes(environment: dict[str, str]):
    program = (
        "import hashlib;from tests.unit.bundle.bundle_making import genuine;"
        "print(hashlib.sha256(genuine()).hexdigest())"
    )
    told = {**os.environ, **environment}
    here = {**told, "TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-c", program]
    run = [subprocess.check_output(command, cwd=ROOT, env=env) for env in (told, here)]
    assert run[0] == run[1] and len(run[0].strip()) == 64


def test_the_order_in_which_figures_come_does_not_matter():
    other = replace(CONTENT, figures=FIGURES[::-1])
    assert write_submission(other, KEY) == write_submission(CONTENT, KEY)


def test_the_same_moment_in_another_zone_gives_the_same_bytes():
    vietnam = timezone(timedelta(hours=7))
    other = replace(CONTENT, created=datetime(2023, 10, 3, 8, 2, 3, 999, tzinfo=vietnam))
    assert write_submission(other, KEY) == write_submission(CONTENT, KEY)


def test_a_time_without_a_zone_is_a_fault_of_ours():
    with pytest.raises(ValueError, match="zone"):
        write_submission(replace(CONTENT, created=datetime(2023, 10, 3)), KEY)


def test_another_key_gives_another_bundle():
    ours, theirs = write_submission(CONTENT, KEY), write_submission(CONTENT, OTHER_KEY)
    assert ours.bundle_id != theirs.bundle_id
    assert ours.sid == theirs.sid


def test_what_is_returned_is_what_the_reader_finds():
    written = write_submission(CONTENT, KEY)
    opened = read(written.data)
    (submission,) = opened.submissions
    assert written.bundle_id == opened.bundle_id
    assert written.sid == submission.sid
    assert written.totals == submission.entry.totals


# --- names --------------------------------------------------------------------------------------


def test_the_file_name_tells_unit_period_number_and_identity():
    written = write_submission(CONTENT, KEY)
    assert written.file_name == f"BC_866_202309_000045_{written.bundle_id[:8]}.zip"


def test_a_practice_bundle_has_another_name():
    written = write_submission(replace(CONTENT, is_practice=True), KEY)
    assert written.file_name.startswith("TAP_866_202309_000045_")
    assert "TẬP NHẬP" in unpacked(written.data)["TOM_TAT.txt"].decode("utf-8-sig").splitlines()[0]


@pytest.mark.parametrize("seq", [1, 999_999, 2**31 - 1])
def test_the_file_name_never_exceeds_60_characters(seq: int):
    content = replace(CONTENT, unit="H" * 32, seq=seq, is_practice=True)
    name = write_submission(content, KEY).file_name
    assert len(name) <= 60 and name.endswith(".zip") and f"_{seq:06d}_" in name


# --- the files for people -----------------------------------------------------------------------


def test_the_summary_opens_in_an_old_notepad():
    summary = unpacked(write_submission(CONTENT, KEY).data)["TOM_TAT.txt"]
    assert (
        summary == b"\xef\xbb\xbf" + "Huyện Tháp Mười\r\nKỳ báo cáo: tháng 9 năm 2023\r\n".encode()
    )


def test_the_readme_is_ascii_and_names_the_tools():
    readme = unpacked(write_submission(CONTENT, KEY).data)["README.txt"]
    assert readme.isascii() and readme.count(b"\r\n") == readme.count(b"\n")
    for tool in (
        b"ssh-keygen -Y verify",
        b"sha256sum -c",
        b"Get-FileHash",
        b"bundle-v1@cds-desktop",
    ):
        assert tool in readme


# --- kinds of submissions -----------------------------------------------------------------------


def test_without_texts_there_is_no_file_of_texts():
    data = write_submission(replace(CONTENT, texts=()), KEY).data
    assert "t001.json" not in unpacked(data)
    assert read(data).submissions[0].texts == ()


def test_a_report_without_a_single_figure_is_still_a_report():
    (submission,) = read(write_submission(replace(CONTENT, figures=()), KEY).data).submissions
    assert submission.entry.totals.control_sum == "0"
    assert submission.entry.values == "v001.csv"


def test_a_withdrawal_has_no_files():
    content = replace(CONTENT, state=RETRACTED, revision=2, reason="Gửi nhầm", figures=(), texts=())
    (submission,) = read(write_submission(content, KEY).data).submissions
    assert submission.entry.files == ()


def test_a_reason_of_several_lines_becomes_one():
    content = replace(CONTENT, revision=2, reason=" Bổ sung\nsố liệu \t xã ", supersedes="1" * 64)
    (submission,) = read(write_submission(content, KEY).data).submissions
    assert submission.entry.reason == "Bổ sung số liệu xã"


def test_a_practice_bundle_is_read_by_who_asks_for_it():
    data = write_submission(replace(CONTENT, is_practice=True), KEY).data
    assert read(data, known_critical={PRACTICE}).manifest.is_practice


# --- content that breaks the format -------------------------------------------------------------


def _figure(**changes: str) -> tuple[FigureRow, ...]:
    return (FigureRow("866", "a", "", "1", "A")._replace(**changes),)


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        pytest.param(replace(CONTENT, figures=_figure(value="1,5")), "G320", id="comma"),
        pytest.param(replace(CONTENT, figures=_figure(value="=1+1")), "G320", id="formula"),
        pytest.param(replace(CONTENT, figures=_figure(value="một")), "G320", id="not ASCII"),
        pytest.param(
            replace(CONTENT, figures=_figure(status="A\r\nhuyen_cds,1,202309,866,866,b,,2,A")),
            "G324",
            id="row smuggled in",
        ),
        pytest.param(replace(CONTENT, figures=_figure() * 2), "G321", id="cell twice"),
        pytest.param(replace(CONTENT, figures=_figure(value="")), "G323", id="nothing reported"),
        pytest.param(
            replace(CONTENT, texts=(TextRow("866", "a", "", "x\u202e"),)), "G308", id="bidi"
        ),
        pytest.param(replace(CONTENT, texts=(TextRow("866", "a", "", ""),)), "G307", id="no text"),
        pytest.param(replace(CONTENT, revision=2), "G307", id="no reason"),
        pytest.param(replace(CONTENT, to=()), "G307", id="no addressee"),
        pytest.param(replace(CONTENT, unit="h866"), "G307", id="small unit"),
        pytest.param(replace(CONTENT, state=RETRACTED), "G307", id="withdrawn with texts"),
        pytest.param(replace(CONTENT, seq=0), "G307", id="number 0"),
    ],
)
def test_no_bundle_leaves_that_we_would_not_read(content: SubmissionContent, rule: str):
    with pytest.raises(BundleError) as caught:
        write_submission(content, KEY)
    assert caught.value.code == "bundle_self_check_failed"
    assert caught.value.params == {"rule": rule}
    assert rule in caught.value.message.text


def test_a_bundle_above_12_mib_is_not_written():
    large = replace(CONTENT, summary="x" * BUNDLE_WRITE_BYTES)
    with pytest.raises(BundleError) as caught:
        write_submission(large, KEY)
    assert caught.value.code == "bundle_too_large"


def test_the_writer_finds_out_when_the_key_signs_wrongly():
    """A key file whose two halves do not fit must not produce a bundle."""
    broken = replace(KEY, public=OTHER_KEY.public)
    with pytest.raises(BundleError) as caught:
        write_submission(CONTENT, broken)
    assert caught.value.params == {"rule": "G402"}


def test_the_writer_finds_out_when_figures_are_mixed_up(monkeypatch: pytest.MonkeyPatch):
    """Two values exchanged: same rows, same control sum, every hash right, and yet wrong."""

    def exchanged(figures: tuple[FigureRow, ...], key: TableKey) -> bytes:
        first, second = figures
        return write_figures(
            [first._replace(value=second.value), second._replace(value=first.value)], key
        )

    monkeypatch.setattr(writer, "write_figures", exchanged)
    two = (FigureRow("866", "a", "", "1", "A"), FigureRow("866", "b", "", "2", "A"))
    with pytest.raises(BundleError) as caught:
        write_submission(replace(CONTENT, figures=two), KEY)
    assert caught.value.params == {"rule": "G325"}


def test_texts_and_figures_are_those_given():
    (submission,) = read(write_submission(CONTENT, KEY).data).submissions
    assert (submission.figures, submission.texts) == (FIGURES, TEXTS)
