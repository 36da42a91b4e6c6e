"""Backups: verified or not there, the newest good one is found, nothing goes by the clock alone."""

import json
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from cds_desktop.errors import StoreError
from cds_desktop.store import backups, integrity
from cds_desktop.store.backups import Backup
from cds_desktop.store.connection import Store
from cds_desktop.store.database import open_copy
from cds_desktop.store.history import Head, head
from tests.unit.store.making import KEY, a_full_store, an_answer, save, saved


def make(store: Store, folder: Path, count: int = 1) -> list[Backup]:
    """Make backups with an edit before each; oldest first."""
    made: list[Backup] = []
    for number in range(count):
        save(store, an_answer(Decimal(number)))
        made.append(backups.make(store, folder, reason="manual"))
    return made


def damage(file: Path) -> None:
    """Overwrite the middle of a file."""
    data = bytearray(file.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 4096] = b"\xa5" * 4096
    file.write_bytes(data)


def described(count: int, *, start: datetime, step: timedelta) -> list[Backup]:
    """Return descriptions of verified backups, newest first, made at these moments."""
    return [
        Backup(
            file=Path(f"cds-{number:06d}.db"),
            number=number,
            size=1,
            is_verified=True,
            head=Head(number, ""),
            made_at=f"{start + step * number:%Y-%m-%dT%H:%M:%S}",
        )
        for number in range(count, 0, -1)
    ]


def test_a_backup_holds_what_the_database_holds(tmp_path: Path) -> None:
    store = a_full_store(tmp_path)
    backup = backups.make(store, tmp_path / "backups", reason="manual")
    copy = open_copy(backup.file)
    assert integrity.check(copy).is_sound
    assert head(copy) == head(store) == backup.head
    copy.close()
    store.close()


def test_a_backup_is_one_file_with_its_description(store: Store, tmp_path: Path) -> None:
    make(store, tmp_path / "backups")
    names = {path.name for path in (tmp_path / "backups").iterdir()}
    assert names == {"cds-000001.db", "cds-000001.json"}


def test_the_database_goes_on_after_a_backup(store: Store, tmp_path: Path) -> None:
    make(store, tmp_path / "backups")
    save(store, an_answer(Decimal(77)))
    assert saved(store, KEY) == an_answer(Decimal(77))


def test_a_damaged_database_makes_no_backup(tmp_path: Path) -> None:
    store = a_full_store(tmp_path)
    with store.atomic():
        store.execute("UPDATE answers SET note = 'changed behind the back' WHERE question = 'zero'")
    with pytest.raises(StoreError) as caught:
        backups.make(store, tmp_path / "backups", reason="manual")
    assert caught.value.code == "backup_damaged"
    assert list((tmp_path / "backups").iterdir()) == []
    store.close()


def test_a_folder_that_cannot_be_made_is_told(store: Store, tmp_path: Path) -> None:
    (tmp_path / "backups").write_bytes(b"a file")
    with pytest.raises(StoreError) as caught:
        make(store, tmp_path / "backups")
    assert caught.value.code == "backup_folder_unwritable"


def test_each_backup_damaged_in_turn_the_newest_good_one_is_found(
    store: Store, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    made = make(store, folder, 4)
    for expected in (made[2], made[1], made[0], None):
        damaged = expected.number + 1 if expected else 1
        damage(folder / f"cds-{damaged:06d}.db")
        found = backups.newest_good([folder])
        assert (found and found.number) == (expected and expected.number)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(None, id="missing"),
        pytest.param(b"{", id="torn"),
        pytest.param(b"[]", id="foreign"),
    ],
)
def test_a_backup_without_a_good_description_is_not_called_verified(
    store: Store, tmp_path: Path, content: bytes | None
) -> None:
    folder = tmp_path / "backups"
    [made] = make(store, folder)
    if content is None:
        backups.sidecar(made.file).unlink()
    else:
        backups.sidecar(made.file).write_bytes(content)
    [found] = backups.list_backups(folder)
    assert not found.is_verified
    proved = backups.newest_good([folder])
    assert proved is not None and proved.head == made.head


def test_a_description_of_another_content_is_a_damaged_backup(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    [made] = make(store, folder)
    fields = json.loads(backups.sidecar(made.file).read_text("utf-8"))
    backups.sidecar(made.file).write_text(json.dumps(fields | {"sha256": "0" * 64}), "utf-8")
    with pytest.raises(StoreError, match="cds-000001"):
        backups.verify(backups.list_backups(folder)[0])


def test_numbers_grow_although_older_backups_are_gone(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    first, _ = make(store, folder, 2)
    first.file.unlink()
    assert make(store, folder)[0].number == 3


def test_a_copy_elsewhere_is_a_good_backup_too(store: Store, tmp_path: Path) -> None:
    [made] = make(store, tmp_path / "backups")
    backups.copy_to(made, tmp_path / "stick")
    damage(made.file)
    found = backups.newest_good([tmp_path / "backups", tmp_path / "stick"])
    assert found is not None and found.file == tmp_path / "stick" / "cds-000001.db"


def test_twenty_backups_of_one_day_are_all_kept() -> None:
    day = described(20, start=datetime(2023, 10, 1), step=timedelta(minutes=30))
    assert backups.to_delete(day) == ()


def test_old_ones_thin_out_by_day_week_and_month() -> None:
    two_years = described(730, start=datetime(2023, 1, 1), step=timedelta(days=1))
    gone = {one.number for one in backups.to_delete(two_years)}
    kept = [one for one in two_years if one.number not in gone]
    months = {one.made_at[:7] for one in kept}
    assert len(months) == backups.KEPT_MONTHS
    assert 40 < len(kept) < 20 + 14 + 10 + 24 + 1
    assert two_years[:20] == kept[:20]


@pytest.mark.parametrize("years", [-3, 10])
def test_a_clock_set_years_off_deletes_none_of_the_newest(years: int) -> None:
    before = described(40, start=datetime(2023, 1, 1), step=timedelta(days=1))
    jump = datetime(2023 + years, 6, 1)
    after = [
        Backup(Path(f"{n}.db"), n, 1, True, head=Head(n, ""), made_at=jump.isoformat())
        for n in range(43, 40, -1)
    ]
    gone = {one.number for one in backups.to_delete([*after, *before])}
    assert not gone & {43, 42, 41, *range(24, 41)}


def test_the_last_before_a_migration_is_kept_for_ever() -> None:
    many = described(200, start=datetime(2023, 1, 1), step=timedelta(minutes=1))
    old = Backup(Path("0.db"), 1, 1, True, reason=backups.FOR_EVER, made_at="2020-01-01T00:00:00")
    assert old not in backups.to_delete([*many[:-1], old])


def test_unverified_backups_are_never_deleted() -> None:
    many = described(100, start=datetime(2023, 1, 1), step=timedelta(minutes=1))
    doubtful = Backup(Path("0.db"), 1, 1, is_verified=False)
    assert doubtful not in backups.to_delete([*many[:-1], doubtful])


def test_rotation_removes_files_and_left_over_drafts(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    make(store, folder, 22)
    (folder / ".~dead.tmp").write_bytes(b"left over")
    gone = backups.rotate(folder)
    assert [one.number for one in gone] == [2, 1]
    assert len(list(folder.iterdir())) == 2 * 20
