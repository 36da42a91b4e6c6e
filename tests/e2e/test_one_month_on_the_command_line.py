"""From the first start to a bundle that a stranger can verify, by the command line alone."""

import csv
import json
import subprocess
import zipfile
from pathlib import Path

import pytest

from cds_desktop.cli.main import main
from cds_desktop.formdef.reading import value_text
from cds_desktop.model.period import Period
from cds_desktop.model.submission import Answer
from tests.synthetic import district_answers

UNIT = "872"
PERIOD = "202309"
PASSPHRASE = "mat khau de thu"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a passphrase file and a CSV of a whole district's synthetic month."""
    (tmp_path / "passphrase.txt").write_text(PASSPHRASE, "utf-8")
    write_csv(tmp_path / "figures.csv")
    return tmp_path


def run(folder: Path, *words: str, code: int = 0) -> None:
    assert main(["--data-dir", str(folder / "data"), *words]) == code


def set_up(folder: Path) -> None:
    run(folder, "init", "--unit", UNIT, "--passphrase-file", str(folder / "passphrase.txt"))
    run(folder, "enter", "--period", PERIOD, "--csv", str(folder / "figures.csv"))


def complete(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    main(["--data-dir", str(folder / "data"), "check", "--period", PERIOD, "--json"])
    for finding in json.loads(capsys.readouterr().out):
        assert finding["severity"] != "error", finding
        if finding["severity"] == "warning":
            place = ["--area", finding["area"], "--row", finding["row"]]
            explain = ["explain", "--period", PERIOD, *place, finding["question"]]
            run(folder, *explain, "Đã đối chiếu với báo cáo của các xã, số liệu đúng.")
    run(folder, "complete", "--period", PERIOD)


def test_a_district_gets_from_nothing_to_a_bundle_that_a_stranger_verifies(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up(folder)
    complete(folder, capsys)

    run(folder, "report", "--period", PERIOD, "--folder", str(folder))
    run(
        folder,
        "export",
        "--period",
        PERIOD,
        "--folder",
        str(folder),
        "--passphrase-file",
        str(folder / "passphrase.txt"),
    )
    (bundle,) = folder.glob(f"BC_{UNIT}_{PERIOD}_000001_*.zip")
    run(folder, "verify", str(bundle))
    capsys.readouterr()
    run(folder, "key")
    (folder / "allowed_signers").write_text(capsys.readouterr().out, "utf-8")

    assert zipfile.is_zipfile(folder / f"BC_{UNIT}_{PERIOD}_ban_1.docx")
    assert zipfile.is_zipfile(folder / f"PL_{UNIT}_{PERIOD}_ban_1.xlsx")
    _verify_as_a_stranger(bundle, folder / "allowed_signers")


def test_a_bundle_changed_by_one_byte_is_refused_with_the_exit_code_of_bundles(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up(folder)
    complete(folder, capsys)
    run(
        folder,
        "export",
        "--period",
        PERIOD,
        "--folder",
        str(folder),
        "--passphrase-file",
        str(folder / "passphrase.txt"),
    )
    (bundle,) = folder.glob("BC_*.zip")
    data = bytearray(bundle.read_bytes())
    data[len(data) // 2] ^= 1
    bundle.write_bytes(data)

    run(folder, "verify", str(bundle), code=4)

    assert "Traceback" not in capsys.readouterr().err


def test_exporting_again_gives_the_same_bytes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up(folder)
    complete(folder, capsys)
    copies: list[Path] = []
    for name in ("first", "second"):
        (folder / name).mkdir()
        run(
            folder,
            "export",
            "--period",
            PERIOD,
            "--folder",
            str(folder / name),
            "--passphrase-file",
            str(folder / "passphrase.txt"),
        )
        copies += list((folder / name).glob("*.zip"))

    assert copies[0].read_bytes() == copies[1].read_bytes()
    assert copies[0].name == copies[1].name


def test_an_amendment_needs_a_reason_and_becomes_revision_two(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up(folder)
    complete(folder, capsys)
    run(folder, "reopen", "--period", PERIOD)

    run(folder, "complete", "--period", PERIOD, code=2)
    assert "lý do" in capsys.readouterr().err
    run(folder, "complete", "--period", PERIOD, "--reason", "Bổ sung số liệu của một xã")

    assert "bản 2" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        pytest.param(["show"], 3, "vùng làm việc", id="no workspace yet"),
        pytest.param(
            ["init", "--unit", "khong co don vi nay"], 2, "Không tìm thấy đơn vị", id="unknown unit"
        ),
        pytest.param(
            ["init", "--unit", "cao lanh"], 2, "khớp với nhiều đơn vị", id="two units of one name"
        ),
        pytest.param(["show", "--period", "2023-09"], 2, "202309", id="not a period"),
        pytest.param(["verify", "no-such-file.zip"], 4, "Không đọc được", id="no such file"),
    ],
)
def test_wrong_input_gets_a_sentence_and_its_exit_code(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], code: int, said: str
) -> None:
    run(folder, *words, code=code)

    captured = capsys.readouterr()
    assert said in captured.err
    assert "Traceback" not in captured.err


def write_csv(path: Path) -> None:
    answers = district_answers(UNIT, Period(PERIOD)).values()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["area", "question", "row", "value", "status", "note"])
        writer.writerows(_line(answer) for answer in answers)


def _line(answer: Answer) -> tuple[str, ...]:
    value = (
        value_text(answer.value).replace(".", ",")
        if not isinstance(answer.value, str)
        else answer.value
    )
    return (
        answer.key.area,
        answer.key.question,
        answer.key.row,
        value,
        answer.status.value,
        answer.note,
    )


def _verify_as_a_stranger(bundle: Path, allowed_signers: Path) -> None:
    """Use nothing but unzip, ssh-keygen and sha256sum."""
    folder = bundle.parent / "opened"
    subprocess.run(["unzip", "-q", str(bundle), "-d", str(folder)], check=True)
    with (folder / "SHA256SUMS").open("rb") as signed:
        verify = ["ssh-keygen", "-Y", "verify", "-f", str(allowed_signers), "-I", UNIT]
        verify += ["-n", "bundle-v1@cds-desktop", "-s", str(folder / "SHA256SUMS.sig")]
        subprocess.run(verify, stdin=signed, check=True, capture_output=True)
    subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=folder, check=True)
