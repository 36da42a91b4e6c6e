"""A district and the province exchange files by hand: enrol, send, return, amend, approve."""

from pathlib import Path

import pytest

from cds_desktop.cli.main import main
from cds_desktop.operations.signing import key_info
from cds_desktop.operations.workspace import close_workspace, open_workspace
from tests.e2e.test_one_month_on_the_command_line import complete, run, set_up, write_csv
from tests.exchange.sending import PROVINCE

UNIT, PERIOD = "872", "202309"
SECRET = "mat khau de thu"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the passphrase file, and folders for what is mailed."""
    (tmp_path / "passphrase.txt").write_text(SECRET, "utf-8")
    write_csv(tmp_path / "figures.csv")
    for name in ("to_province", "to_district", "bad"):
        (tmp_path / name).mkdir()
    return tmp_path


def province(folder: Path, *words: str, code: int = 0) -> None:
    assert main(["--data-dir", str(folder / "province"), *words]) == code


def secret(folder: Path) -> tuple[str, str]:
    return "--passphrase-file", str(folder / "passphrase.txt")


def digits_of(root: Path) -> str:
    """Return the 30 digits as they stand on the paper form."""
    workspace = open_workspace(root)
    key = key_info(workspace)
    close_workspace(workspace)
    assert key is not None
    return key.spoken_form


def enrol_each_other(folder: Path) -> None:
    province(folder, "init", "--unit", PROVINCE, *secret(folder))
    run(folder, "enrol", "--folder", str(folder / "to_province"), *secret(folder))
    province(folder, "receive", str(folder / "to_province"))
    province(folder, "keys", "confirm", UNIT, "--digits", digits_of(folder / "data"))
    province(folder, "enrol", "--folder", str(folder / "to_district"), *secret(folder))
    (file,) = (folder / "to_district").glob("DK_*.zip")
    run(folder, "take-receipt", str(file))
    run(folder, "keys", "confirm", PROVINCE, "--digits", digits_of(folder / "province"))


def send(folder: Path) -> None:
    export = ["export", "--period", PERIOD, "--folder", str(folder / "to_province")]
    run(folder, *export, *secret(folder))
    province(folder, "receive", str(folder / "to_province"))


def answer(folder: Path) -> None:
    for old in (folder / "to_district").glob("BN_*.zip"):
        old.unlink()
    province(folder, "receipts", "--folder", str(folder / "to_district"), *secret(folder))
    (file,) = (folder / "to_district").glob("BN_*.zip")
    run(folder, "take-receipt", str(file))


def test_a_report_is_sent_returned_amended_and_approved(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up(folder)
    enrol_each_other(folder)
    complete(folder, capsys)
    send(folder)
    remark = "tram_5g=Số trạm 5G đã đối chiếu chưa?"
    province(folder, "return", "--unit", UNIT, "--period", PERIOD, "--remark", remark)
    answer(folder)
    assert "bị trả lại" in capsys.readouterr().out
    run(folder, "outbox")
    assert "Số trạm 5G đã đối chiếu chưa?" in capsys.readouterr().out

    run(folder, "reopen", "--period", PERIOD)
    run(folder, "enter", "--period", PERIOD, "diem_766", "81,25")
    run(folder, "complete", "--period", PERIOD, "--reason", "Cập nhật điểm đánh giá")
    send(folder)
    province(folder, "accept", "--unit", UNIT, "--period", PERIOD)
    answer(folder)
    assert "đã duyệt" in capsys.readouterr().out
    province(folder, "board", "--period", PERIOD, "--months", "1")
    board = capsys.readouterr().out
    assert "872 Huyện Tháp Mười" in board and "đã duyệt" in board and "(bản 2)" in board
    province(folder, "board", "--period", PERIOD, "--remind")
    assert "11/12 huyện, thành phố" in capsys.readouterr().out
    province(folder, "consolidate", "--period", PERIOD, "--drill", "thue_bao_smartphone")
    assert "Huyện Tháp Mười" in capsys.readouterr().out
    province(folder, "rebuild")
    assert "giống hệt" in capsys.readouterr().out
