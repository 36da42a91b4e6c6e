"""Figures from Excel into a month, by the command line alone."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from cds_desktop.cli.main import main

PERIOD = "202309"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder of a practice workspace."""
    assert main(["--data-dir", str(tmp_path / "data"), "--practice", "practice"]) == 0
    return tmp_path / "data"


def run(data: Path, verb: str, *words: str, code: int = 0) -> None:
    command = ["--data-dir", str(data), "--practice", verb, "--period", PERIOD, *words]
    assert main(command) == code


def sheet(path: Path, *rows: list[object]) -> str:
    book = Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    book.save(path)
    return str(path)


def shown(data: Path, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    run(data, "show")
    return capsys.readouterr().out


def test_a_sheet_is_previewed_settled_and_written(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = sheet(
        tmp_path / "xa.xlsx",
        ["Đơn vị", "Khóm, ấp", "Số hộ dân"],
        ["Xã Mỹ Đông", 7, "1.205"],
        ["Thị trấn Mỹ An", "-", 2000],
    )
    run(data, "import-sheet", file, "--dry-run", code=1)
    assert "CẦN HỎI B3" in capsys.readouterr().out
    run(data, "import-sheet", file, code=2)
    assert "còn 1 chỗ chưa rõ" in capsys.readouterr().err

    settled = [file, "--column", "C=ht_ho", "--dash", "skip", "--report", str(tmp_path)]
    run(data, "import-sheet", *settled)

    assert "Đã ghi 3 số liệu" in capsys.readouterr().out
    assert (tmp_path / f"ket_qua_nhap_{PERIOD}.xlsx").is_file()
    assert "Hộ gia đình, Xã Mỹ Đông: 1.205 hộ" in shown(data, capsys)


def test_a_sheet_without_a_table_and_a_wrong_decision_are_explained(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = sheet(tmp_path / "a.xlsx", ["a", "b"], [1, 2])
    run(data, "import-sheet", file, code=1)
    assert "Không tìm thấy bảng số liệu" in capsys.readouterr().out
    run(data, "import-sheet", file, "--column", "C", code=2)
    assert "Không hiểu lựa chọn “C”" in capsys.readouterr().err


def test_commune_workbooks_go_out_and_come_back(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(data, "commune-workbooks", "--folder", str(tmp_path))
    path = tmp_path / f"bieu_30037_{PERIOD}.xlsx"
    book: Any = load_workbook(path)
    book.worksheets[0]["F9"] = 4321
    book.save(path)

    run(data, "read-workbook", str(path), "--dry-run")
    assert "3.132" not in capsys.readouterr().err
    run(data, "read-workbook", str(path))

    assert "Hộ gia đình, Thị trấn Mỹ An: 4.321 hộ" in shown(data, capsys)


@pytest.mark.torture
def test_a_commune_workbook_survives_libreoffice(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    run(data, "commune-workbooks", "--folder", str(tmp_path))
    path = tmp_path / f"bieu_30037_{PERIOD}.xlsx"
    book: Any = load_workbook(path)
    book.worksheets[0]["F9"] = 4321
    book.save(path)
    home = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, home, "--headless", "--convert-to", "xlsx", "--outdir"]
    subprocess.run(
        [*command, str(tmp_path / "saved"), str(path)], check=True, capture_output=True, timeout=120
    )
    run(data, "read-workbook", str(tmp_path / "saved" / path.name))
    assert "Hộ gia đình, Thị trấn Mỹ An: 4.321 hộ" in shown(data, capsys)
