"""The verbs behind the safety page, on a practice workspace."""

import shutil
import zipfile
from pathlib import Path

import pytest

from cds_desktop.errors import InputError, StoreError
from cds_desktop.model.submission import CellKey
from cds_desktop.operations import answer_csv, bundle_export, maintenance, rescue, safety_texts
from cds_desktop.operations.months import open_month
from cds_desktop.operations.workspace import Workspace, close_workspace, open_workspace
from cds_desktop.store import ballast, install
from cds_desktop.store.home import Home
from tests.unit.operations.conftest import COMPLETED, DRAFT

_FIGURE = "hs_tiep_nhan"


def typed(workspace: Workspace, text: str) -> None:
    """Enter one figure of the draft month."""
    session = open_month(workspace, DRAFT)
    session.enter(CellKey(workspace.org_unit.code, _FIGURE), text)


def figure(root: Path) -> str:
    """Open the workspace and return that figure."""
    workspace = open_workspace(root)
    session = open_month(workspace, DRAFT)
    value = session.answer(CellKey(workspace.org_unit.code, _FIGURE)).value
    close_workspace(workspace)
    return str(value)


def spoil(root: Path) -> bytes:
    """Damage the closed database; return its bytes."""
    file = Home(root).database
    data = bytearray(file.read_bytes())
    data[40_000:80_000] = bytes(40_000)
    file.write_bytes(data)
    return bytes(data)


def test_closing_backs_up_what_changed_and_only_then(workspace: Workspace) -> None:
    root = workspace.root
    before = len(maintenance.list_backups(root))
    typed(workspace, "4321")
    close_workspace(workspace)
    assert len(maintenance.list_backups(root)) == before + 1
    close_workspace(open_workspace(root))
    assert len(maintenance.list_backups(root)) == before + 1


def test_an_export_is_backed_up_first(workspace: Workspace) -> None:
    typed(workspace, "77")
    bundle_export.plan_export(open_month(workspace, COMPLETED))
    assert maintenance.list_backups(workspace.root)[0].reason == "export"


@pytest.mark.expects_log
def test_a_damaged_database_is_not_exported(workspace: Workspace) -> None:
    store = workspace.store
    with store.atomic():
        store.execute("UPDATE answers SET value = '1' WHERE kind = 'figure' AND value <> '1'")
    with pytest.raises(StoreError) as caught:
        bundle_export.plan_export(open_month(workspace, COMPLETED))
    assert caught.value.code == "store_damaged"


def test_restoring_goes_back_and_keeps_what_was_there(workspace: Workspace) -> None:
    root = workspace.root
    typed(workspace, "1111")
    chosen = maintenance.back_up(workspace).number
    typed(workspace, "2222")
    close_workspace(workspace)
    newest = maintenance.list_backups(root)[0].number
    maintenance.restore(root, chosen)
    assert figure(root) == "1111"
    maintenance.restore(root, newest)
    assert figure(root) == "2222"


def test_an_unknown_backup_is_told(workspace: Workspace) -> None:
    with pytest.raises(InputError) as caught:
        maintenance.restore(workspace.root, 999)
    assert caught.value.code == "backup_unknown"


def test_a_backup_from_a_stick_is_read_into_a_fresh_database(
    workspace: Workspace, tmp_path: Path
) -> None:
    root = workspace.root
    typed(workspace, "1111")
    stick = shutil.copy(maintenance.back_up(workspace).file, tmp_path / "stick.db")
    typed(workspace, "2222")
    close_workspace(workspace)
    maintenance.restore_file(root, Path(stick))
    assert figure(root) == "1111"


@pytest.mark.parametrize("content", [b"", b"no database" * 500, b"SQLite format 3\0" + bytes(9000)])
def test_a_foreign_file_is_refused_and_changes_nothing(
    workspace: Workspace, tmp_path: Path, content: bytes
) -> None:
    root = workspace.root
    typed(workspace, "2222")
    close_workspace(workspace)
    file = tmp_path / "foreign.db"
    file.write_bytes(content)
    with pytest.raises(StoreError):
        maintenance.restore_file(root, file)
    assert figure(root) == "2222"


def test_the_drill_restores_reads_and_is_remembered(workspace: Workspace) -> None:
    root = workspace.root
    assert maintenance.is_drill_due(root)
    result = maintenance.drill(root)
    assert result.is_passed and result.reports == 3
    assert maintenance.last_drill(root) == result
    assert not maintenance.is_drill_due(root)
    assert "đạt" in safety_texts.drill_sentence(result)


def test_a_drill_without_a_good_backup_fails_and_says_so(workspace: Workspace) -> None:
    for backup in maintenance.list_backups(workspace.root):
        backup.file.write_bytes(b"\xa5" * 5000)
    result = maintenance.drill(workspace.root)
    assert not result.is_passed
    assert "KHÔNG đạt" in safety_texts.drill_sentence(result)
    assert maintenance.is_drill_due(workspace.root)


def test_a_damaged_database_comes_back_with_the_last_edit(workspace: Workspace) -> None:
    root = workspace.root
    maintenance.back_up(workspace)
    typed(workspace, "7654")
    workspace.store.close()  # as after a crash: no backup at the end
    damaged = spoil(root)
    result = maintenance.recover(root)
    assert figure(root) == "7654"
    assert (result.incident / "cds.db").read_bytes() == damaged
    assert "Không thiếu thay đổi nào" in safety_texts.recovery_sentence(result)


def test_a_sound_database_needs_no_recovery(workspace: Workspace) -> None:
    close_workspace(workspace)
    with pytest.raises(InputError) as caught:
        maintenance.recover(workspace.root)
    assert caught.value.code == "recovery_not_needed"


def test_what_the_damaged_file_holds_is_shown_never_merged(workspace: Workspace) -> None:
    root = workspace.root
    home = Home(root)
    maintenance.back_up(workspace)
    typed(workspace, "7654")
    workspace.store.close()
    shutil.rmtree(home.edits)
    data = home.database.read_bytes()
    home.database.write_bytes(b"\0" * 100 + data[100:])
    result = maintenance.recover(root)
    assert figure(root) != "7654"
    again = open_workspace(root)
    [found] = maintenance.differences(again, result)
    assert str(found.salvaged.value) == "7654"
    maintenance.accept_differences(again, (found,))
    close_workspace(again)
    assert figure(root) == "7654"


def test_the_rescue_export_can_be_entered_again(workspace: Workspace, tmp_path: Path) -> None:
    root = workspace.root
    typed(workspace, "7654")
    workspace.store.close()
    shutil.rmtree(Home(root).backups)
    shutil.rmtree(Home(root).edits)
    data = Home(root).database.read_bytes()
    Home(root).database.write_bytes(b"\0" * 100 + data[100:])
    saved = rescue.rescue(root, tmp_path / "out")
    assert {file.name for file in saved.files} >= {"cuu-ho-202309.csv"}
    lines = answer_csv.read_answers(tmp_path / "out" / "cuu-ho-202309.csv", own_area="872")
    assert [line.text for line in lines if line.key.question == _FIGURE] == ["7654"]
    assert saved.cells > 1000


def test_a_rescue_of_nothing_says_so(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with pytest.raises(StoreError) as caught:
        rescue.rescue(tmp_path / "data", tmp_path / "out")
    assert caught.value.code == "rescue_nothing"


def test_the_diagnostics_hold_no_figures_and_no_names(workspace: Workspace, tmp_path: Path) -> None:
    typed(workspace, "98765432")
    session = open_month(workspace, DRAFT)
    session.set_note(CellKey("872", _FIGURE), "Ghi chú bí mật")
    (workspace.root / "logs").mkdir(exist_ok=True)
    (workspace.root / "logs" / "cds-desktop.log").write_text(f"opened {workspace.root}", "utf-8")
    package = rescue.diagnose(workspace.root, tmp_path, workspace=workspace)
    with zipfile.ZipFile(package) as archive:
        text = b"".join(archive.read(name) for name in archive.namelist())
    for secret in (b"98765432", "bí mật".encode(), str(workspace.root).encode()):
        assert secret not in text
    assert b'"health": [' in text and b'"sound"' in text and b"opened <data>" in text


def test_a_copy_goes_to_the_chosen_stick_when_it_is_there(
    workspace: Workspace, tmp_path: Path
) -> None:
    stick = tmp_path / "stick" / "sao-luu"
    maintenance.choose_outside_folder(workspace.root, stick)
    maintenance.back_up(workspace)
    assert not stick.exists()
    assert "Chưa chép" in safety_texts.outside_sentence(workspace.root)
    stick.parent.mkdir()
    made = maintenance.back_up(workspace)
    assert (stick / made.file.name).read_bytes() == made.file.read_bytes()
    assert "vừa xong" in safety_texts.outside_sentence(workspace.root)


def test_an_old_copy_on_the_stick_is_nagged_about(workspace: Workspace, tmp_path: Path) -> None:
    file = Home(workspace.root).install_file
    known = install.Install(copies=str(tmp_path), copied_at="2023-01-01T00:00:00")
    install.save(file, known)
    assert "Đã quá 7 ngày" in safety_texts.outside_sentence(workspace.root)


def test_after_a_crash_there_is_one_plain_sentence(workspace: Workspace) -> None:
    root = workspace.root
    (root / "cds.db.dang-mo").rename(root / "kept")
    close_workspace(workspace)
    (root / "kept").rename(root / "cds.db.dang-mo")
    again = open_workspace(root)
    [notice] = safety_texts.opening_notices(again)
    assert "dừng đột ngột" in notice
    close_workspace(again)


def test_the_health_check_comes_in_slices(workspace: Workspace) -> None:
    *running, last = maintenance.health(workspace)
    assert len(running) > 5 and last.is_sound
    assert "Đang kiểm tra" in safety_texts.health_sentence(running[0])
    assert "nguyên vẹn" in safety_texts.health_sentence(last)


def test_a_backup_in_two_parts_is_one_backup(workspace: Workspace) -> None:
    typed(workspace, "12")
    draft = maintenance.start_backup(workspace, reason="interval")
    assert draft is not None
    made = maintenance.finish_backup(workspace.root, draft)
    assert made.reason == "interval"
    assert maintenance.start_backup(workspace, reason="interval") is None
    assert "Mọi thay đổi" in safety_texts.unsaved_sentence(workspace)
    assert "vừa xong" in safety_texts.backup_sentence(workspace.root)


def test_the_ballast_is_written_and_given_up(tmp_path: Path) -> None:
    file = tmp_path / "reserve.bin"
    assert ballast.keep(file, size=100_000)
    assert file.stat().st_size == 100_000
    assert ballast.release(file) and not ballast.release(file)


@pytest.mark.parametrize("backup_reason", safety_texts.REASONS)
def test_every_reason_of_a_backup_has_words(workspace: Workspace, backup_reason: str) -> None:
    made = maintenance.back_up(workspace, reason=backup_reason)
    assert safety_texts.REASONS[backup_reason] in safety_texts.backup_line(made)
