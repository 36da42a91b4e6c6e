"""Forms, units and help by the command line alone: a department, a commune of 2025, a province."""

from pathlib import Path

import pytest

from cds_desktop.cli.main import main
from cds_desktop.errors import FormDefinitionError, InputError

PASSPHRASE = "mat khau de thu"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a passphrase file."""
    (tmp_path / "passphrase.txt").write_text(PASSPHRASE, "utf-8")
    return tmp_path


def run(folder: Path, *words: str, code: int = 0) -> None:
    assert main(["--data-dir", str(folder / "data"), *words]) == code


def init(folder: Path, *words: str, code: int = 0) -> None:
    run(folder, "init", *words, "--passphrase-file", str(folder / "passphrase.txt"), code=code)


@pytest.mark.parametrize(
    ("unit", "period", "figures", "said"),
    [
        pytest.param(
            ("--department", "Sở Y tế", "--code", "H20.15", "--since", "2023-01-01"),
            "202309",
            {"tthc": "128", "dvc_toan_trinh": "61", "dvc_mot_phan": "40"},
            "47,66",
            id="a department",
        ),
        pytest.param(
            ("--unit", "30037"),
            "202508",
            {"so_ho": "9.412", "ho_cap_quang": "8.005"},
            "85,05",
            id="a commune of 2025",
        ),
        pytest.param(
            ("--unit", "87"),
            "202309",
            {"dvc_tong": "1.605", "dvc_toan_trinh": "763", "dvc_mot_phan": "214"},
            "47,54",
            id="the province",
        ),
    ],
)
def test_every_kind_of_unit_enters_its_own_form_and_prints_it(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    unit: tuple[str, ...],
    period: str,
    figures: dict[str, str],
    said: str,
):
    init(folder, *unit)
    for question, value in figures.items():
        run(folder, "enter", "--period", period, question, value)
    capsys.readouterr()
    run(folder, "show", "--period", period)
    assert said in capsys.readouterr().out
    run(folder, "report", "--period", period, "--folder", str(folder))
    assert len(list(folder.glob("BC_*.docx"))) == 1
    assert len(list(folder.glob("PL_*.xlsx"))) == 1


@pytest.mark.parametrize(
    "words",
    [
        pytest.param((), id="nothing named"),
        pytest.param(("--unit", "872", "--department", "Sở Y tế"), id="both named"),
        pytest.param(("--department", "Sở Y tế", "--code", "15"), id="no official code"),
    ],
)
def test_a_unit_that_cannot_be_is_refused_and_nothing_is_made(folder: Path, words: tuple[str, ...]):
    init(folder, *words, code=InputError.exit_code)
    assert not (folder / "data" / "settings.toml").exists()


def test_forms_are_listed_checked_and_compared(folder: Path, capsys: pytest.CaptureFixture[str]):
    run(folder, "forms", "list")
    listed = capsys.readouterr().out
    names = [line.split()[0] for line in listed.splitlines()]
    assert names == ["huyen_cds_v1", "huyen_cds_v2", "so_nganh_cds_v1", "tinh_cds_v1"]
    run(folder, "forms", "lint")
    assert "0 lỗi." in capsys.readouterr().out
    run(folder, "forms", "diff", "huyen_cds_v1", "huyen_cds_v2")
    assert "đổi tên  8.17 ung_dung_lk: trước là edongthap_lk" in capsys.readouterr().out
    run(folder, "forms", "diff", "huyen_cds_v1", "khong_co", code=InputError.exit_code)


def test_a_broken_form_is_refused_with_file_and_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    broken = folder / "hong_v1.toml"
    broken.write_text('form_id = "hong"\nversion = "một"\n', "utf-8")
    run(folder, "forms", "lint", str(broken), code=FormDefinitionError.exit_code)
    assert "hong_v1.toml, dòng 2" in capsys.readouterr().out


def test_a_form_is_tried_without_touching_anything(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    figures = ["--set", "hs_tiep_nhan=10", "--set", "hs_toan_trinh=8", "--set", "hs_mot_phan=4"]
    run(folder, "forms", "try", "huyen_cds_v1", *figures, "--set", "khong_co=1")
    said = capsys.readouterr().out
    assert "hs_truc_tuyen = 12" in said
    assert "LỖI  Hồ sơ trực tuyến (12) không thể nhiều hơn hồ sơ tiếp nhận (10)." in said
    assert "Không có ô “khong_co”" in said
    assert not (folder / "data").exists()
    run(folder, "forms", "try", "huyen_cds_v1", "--set", "hs_tiep_nhan", code=InputError.exit_code)


def test_help_and_succession_speak_of_a_month(folder: Path, capsys: pytest.CaptureFixture[str]):
    init(folder, "--unit", "872")
    run(folder, "enter", "--period", "202309", "--area", "30037", "ht_ho", "3.135")
    run(folder, "enter", "--period", "202309", "--area", "30061", "ht_ho", "2.909")
    capsys.readouterr()
    run(folder, "help-field", "--period", "202309", "so_ho")
    assert "Thay số: 3.135 + 2.909 = 6.044" in capsys.readouterr().out
    run(folder, "succession", "--period", "202309", "ht_ho")
    said = capsys.readouterr().out
    assert "Xã Tháp Mười: 3.135 hộ" in said
    assert "Tổng cộng: 6.044 hộ" in said
    run(folder, "succession", "--period", "202309", "tin_bai", code=InputError.exit_code)
