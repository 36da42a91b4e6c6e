"""Recovery: from every damage to a working database, nothing lost, nothing thrown away."""

import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from cds_desktop.errors import StoreError
from cds_desktop.model.submission import CellKey, Value
from cds_desktop.store import answers, backups, guard, install, integrity, meta, recovery, salvage
from cds_desktop.store.history import head
from cds_desktop.store.home import Home
from tests.unit.store.making import (
    EVERY_KIND_OF_ANSWER,
    KEY,
    REPORT,
    a_submission,
    an_answer,
    edit_behind_the_back,
    save,
    submissions,
)

LAST = Decimal(40)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home with a backup in the middle of its work, closed."""
    home = Home(tmp_path / "data")
    home.root.mkdir()
    store = guard.open_guarded(home, create=True)
    submissions.create_submission(store, a_submission())
    save(store, *EVERY_KIND_OF_ANSWER)
    backups.make(store, home.backups, reason="manual")
    for number in range(1, 41):
        save(store, an_answer(Decimal(number)))
    guard.close_guarded(store, home)
    return home


def refusal(home: Home) -> str:
    """Return why the database does not open."""
    with pytest.raises(StoreError) as caught:
        guard.open_guarded(home)
    assert caught.value.message.way_out
    return caught.value.code


def held(home: Home) -> dict[CellKey, Value]:
    """Open, check, and return every cell's value."""
    store = guard.open_guarded(home)
    assert integrity.check(store).is_sound
    found = {key: one.value for key, one in answers.answers(store, REPORT).items()}
    guard.close_guarded(store, home)
    return found


def middle_gone(home: Home) -> None:
    data = bytearray(home.database.read_bytes())
    data[8192:-8192] = bytes(len(data) - 16384)
    home.database.write_bytes(data)


def all_noise(home: Home) -> None:
    home.database.write_bytes(b"\xa5" * 100_000)


def emptied(home: Home) -> None:
    home.database.write_bytes(b"")


def deleted(home: Home) -> None:
    home.database.unlink()
    Path(f"{home.database}-wal").write_bytes(b"left over")


def put_back(home: Home) -> None:
    [backup] = backups.list_backups(home.backups)
    shutil.copy(backup.file, home.database)


def a_figure_changed(home: Home) -> None:
    edit_behind_the_back(home.database, "UPDATE answers SET value = '9' WHERE question = 'zero'")


@pytest.mark.parametrize(
    "harm", [middle_gone, all_noise, emptied, deleted, put_back, a_figure_changed]
)
def test_nothing_is_lost_whatever_happened_to_the_file(
    home: Home, harm: Callable[[Home], None]
) -> None:
    expected = held(home)
    harm(home)
    result = recovery.recover(home)
    assert held(home) == expected
    assert result.missing == 0


def test_the_damaged_files_are_kept_as_they_were(home: Home) -> None:
    middle_gone(home)
    before = home.database.read_bytes()
    result = recovery.recover(home)
    assert (result.incident / "cds.db").read_bytes() == before
    assert result.source == "backup" and result.replayed == 40


def test_broken_indexes_are_rebuilt_in_the_file_itself(home: Home) -> None:
    backups_gone(home)
    data = bytearray(home.database.read_bytes())
    at = page_of_index(home)
    data[at + 4095] ^= 1  # the row that the first entry points at
    home.database.write_bytes(data)
    assert recovery.recover(home).source == "file"
    assert held(home)[KEY] == LAST


def test_an_older_file_is_refused_and_caught_up_from_the_log(home: Home) -> None:
    put_back(home)
    assert refusal(home) == "store_lost_edits"
    result = recovery.recover(home)
    assert (result.source, result.replayed) == ("file", 40)
    assert held(home)[KEY] == LAST


def test_without_backup_and_log_it_says_that_nothing_is_left(home: Home) -> None:
    backups_gone(home)
    shutil.rmtree(home.edits)
    all_noise(home)
    with pytest.raises(StoreError) as caught:
        recovery.recover(home)
    assert caught.value.code == "recovery_nothing"


def test_without_the_log_it_says_how_much_is_missing(home: Home) -> None:
    shutil.rmtree(home.edits)
    all_noise(home)
    assert recovery.recover(home).missing == 40
    assert KEY not in held(home)


def test_a_new_epoch_begins(home: Home) -> None:
    store = guard.open_guarded(home)
    before = meta.get(store, "epoch"), meta.get(store, "uuid")
    guard.close_guarded(store, home)
    middle_gone(home)
    recovery.recover(home)
    store = guard.open_guarded(home)
    assert meta.get(store, "epoch") != before[0]
    assert meta.get(store, "uuid") == before[1]
    guard.close_guarded(store, home)


def test_an_interrupted_recovery_goes_on_with_the_untouched_copy(home: Home) -> None:
    expected = held(home)
    middle_gone(home)
    before = home.database.read_bytes()
    incident = recovery.preserve(home)
    home.database.unlink()  # the power went here
    assert refusal(home) == "store_recovery_unfinished"
    result = recovery.recover(home)
    assert result.incident == incident
    assert (incident / "cds.db").read_bytes() == before
    assert held(home) == expected


def test_an_open_database_is_left_alone(home: Home) -> None:
    store = guard.open_guarded(home)
    with pytest.raises(StoreError) as caught:
        recovery.recover(home)
    assert caught.value.code == "store_locked_by"
    guard.close_guarded(store, home)


def test_another_database_is_refused_unless_it_is_wanted(home: Home, tmp_path: Path) -> None:
    other = Home(tmp_path / "other")
    other.root.mkdir()
    guard.close_guarded(guard.open_guarded(other, create=True), other)
    shutil.copy(other.database, home.database)
    assert refusal(home) == "store_replaced"
    kept = shutil.copytree(home.root, tmp_path / "kept")
    recovery.recover(home)
    assert held(home)[KEY] == LAST
    recovery.recover(Home(kept), keep_file=True)
    store = guard.open_guarded(Home(kept))
    assert head(store).seq == 0
    guard.close_guarded(store, Home(kept))


def test_a_deliberate_step_back_stays_a_step_back(home: Home) -> None:
    [backup] = backups.list_backups(home.backups)
    recovery.restore(home, backup.file)
    assert KEY not in held(home)
    all_noise(home)
    recovery.recover(home)
    assert KEY not in held(home)


def test_another_machine_gets_another_epoch(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    store = guard.open_guarded(home)
    before = meta.get(store, "epoch")
    guard.close_guarded(store, home)
    monkeypatch.setattr(install, "machine", lambda: "another")
    store = guard.open_guarded(home)
    assert "new_machine" in store.notes
    assert meta.get(store, "epoch") != before
    guard.close_guarded(store, home)


def test_what_the_damaged_file_holds_otherwise_is_listed(home: Home) -> None:
    shutil.rmtree(home.edits)
    middle = home.database.read_bytes()
    home.database.write_bytes(middle[:-4096] + bytes(4096))
    (home.root / "cds.db").write_bytes(b"\0" * 100 + middle[100:])
    result = recovery.recover(home)
    assert result.missing == 40
    store = guard.open_guarded(home)
    found = salvage.differences(store, salvage.salvage(result.incident / "cds.db"))
    [lost] = [one for one in found if one.key == KEY]
    assert lost.salvaged.value == LAST and lost.period == "202309"
    salvage.accept(store, [lost], actor="x", reason="y")
    assert answers.answers(store, REPORT)[KEY].value == LAST
    guard.close_guarded(store, home)


def test_long_texts_are_salvaged_whole(home: Home) -> None:
    text = "Kế hoạch " * 3000
    store = guard.open_guarded(home)
    save(store, an_answer(text))
    guard.close_guarded(store, home)
    found = salvage.salvage(home.database)
    assert found.cells[1, KEY].value == text
    assert found.reports[1] == (REPORT, "202309")


def backups_gone(home: Home) -> None:
    shutil.rmtree(home.backups)


def page_of_index(home: Home) -> int:
    """Return where the page of an index begins."""
    store = guard.open_guarded(home)
    [[page]] = store.select(
        "SELECT rootpage FROM sqlite_schema WHERE name = 'history_by_submission'"
    )
    guard.close_guarded(store, home)
    return (page - 1) * 4096
