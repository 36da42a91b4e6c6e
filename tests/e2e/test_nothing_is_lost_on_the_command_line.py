"""The story of a bad day, on the command line: damage, recovery, rescue, restore, diagnostics."""

import shutil
from pathlib import Path

import pytest

from cds_desktop.cli.main import main

_FIGURE = "hs_tiep_nhan"


@pytest.fixture(scope="module")
def worked_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice workspace with one more figure typed."""
    root = tmp_path_factory.mktemp("story")
    assert main(["--data-dir", str(root), "--practice", "practice"]) == 0
    assert run(root, "enter", "--period", "202309", _FIGURE, "7654") == 0
    return root


@pytest.fixture
def root(worked_in: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    shutil.copytree(worked_in, tmp_path / "copy")
    return tmp_path / "copy"


def run(root: Path, *arguments: str) -> int:
    """Run one verb in the practice workspace."""
    return main(["--data-dir", str(root), "--practice", *arguments])


def database(root: Path) -> Path:
    return root / "tap-nhap" / "cds.db"


def shown(root: Path, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert run(root, "show", "--period", "202309") == 0
    return capsys.readouterr().out


def test_a_damaged_file_is_told_recovered_and_nothing_is_missing(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = database(root).read_bytes()
    database(root).write_bytes(data[: len(data) // 2])
    assert run(root, "show", "--period", "202309") == 3
    assert "khôi phục" in capsys.readouterr().err
    assert run(root, "recover") == 0
    assert "Không thiếu thay đổi nào" in capsys.readouterr().out
    assert "7.654" in shown(root, capsys)


def test_an_older_file_put_back_is_noticed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    oldest = sorted((root / "tap-nhap" / "backups").glob("*.db"))[0]
    shutil.copy(oldest, database(root))
    assert run(root, "show", "--period", "202309") == 3
    assert "cũ hơn lần dùng trước" in capsys.readouterr().err
    assert run(root, "recover") == 0
    assert "7.654" in shown(root, capsys)


def test_backup_list_drill_and_health_speak_plainly(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "backup", "--folder", str(root / "stick")) == 0
    assert run(root, "drill") == 0
    assert run(root, "backups") == 0
    assert run(root, "health") == 0
    out = capsys.readouterr().out
    for sentence in ("Đã sao lưu và kiểm chứng", "đạt", "theo yêu cầu", "Số liệu nguyên vẹn"):
        assert sentence in out
    assert list((root / "stick").glob("cds-*.db"))


def test_a_step_back_and_forth(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "restore", "2") == 0
    assert "7.654" not in shown(root, capsys)
    newest = max(int(path.stem[4:]) for path in (root / "tap-nhap" / "backups").glob("*.db"))
    assert run(root, "restore", str(newest - 1)) == 0
    assert "7.654" in shown(root, capsys)


def test_rescue_writes_what_can_be_entered_again(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = database(root).read_bytes()
    database(root).write_bytes(bytes(100) + data[100:])
    shutil.rmtree(root / "tap-nhap" / "backups")
    assert run(root, "rescue", "--folder", str(tmp_path / "out")) == 0
    assert "ô còn đọc được" in capsys.readouterr().out
    text = (tmp_path / "out" / "cuu-ho-202309.csv").read_text("utf-8-sig")
    assert f"872,{_FIGURE},,7654,A," in text


def test_diagnostics_are_made_even_when_nothing_opens(root: Path, tmp_path: Path) -> None:
    database(root).write_bytes(b"")
    assert run(root, "diagnose", "--folder", str(tmp_path / "out")) == 0
    assert (tmp_path / "out" / "goi-chan-doan.zip").stat().st_size > 500


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(["restore"], 2, id="restore nothing"),
        pytest.param(["restore", "999"], 2, id="an unknown number"),
        pytest.param(["restore", "--file", "nowhere.db"], 2, id="a file that is not there"),
        pytest.param(["recover"], 2, id="nothing to recover"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(
    root: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int
) -> None:
    assert run(root, *arguments) == code
    message = capsys.readouterr().err
    assert message.strip() and "Traceback" not in message
