"""A transaction is done whole or not at all, and SQLite's errors end at the store's border."""

import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest

from cds_desktop.errors import StoreError
from cds_desktop.model.submission import CellKey
from cds_desktop.store import answers, history, integrity, meta
from cds_desktop.store.connection import Store, refusal_code
from cds_desktop.store.database import open_store
from tests.unit.store.making import REPORT, an_answer, new_store, save, saved

OTHER = CellKey("866", "other")


def test_what_is_done_inside_is_there_afterwards(store: Store) -> None:
    with store.atomic():
        save(store, an_answer(Decimal(1)))
        meta.put(store, "cursor", "here")
    assert saved(store) == an_answer(Decimal(1)) and meta.get(store, "cursor") == "here"


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_an_error_inside_undoes_everything(store: Store, error: type[BaseException]) -> None:
    with pytest.raises(error), store.atomic():
        save(store, an_answer(Decimal(1)))
        raise error
    assert saved(store) is None and not store.connection.in_transaction


def test_an_inner_part_can_fail_alone(store: Store) -> None:
    with store.atomic():
        save(store, an_answer(Decimal(1)))
        with pytest.raises(ValueError), store.atomic():
            save(store, an_answer(Decimal(2), OTHER))
            raise ValueError
    assert (saved(store), saved(store, OTHER)) == (an_answer(Decimal(1)), None)
    assert integrity.check(store).is_sound


def test_an_outer_error_undoes_the_inner_part(store: Store) -> None:
    with pytest.raises(ValueError), store.atomic():
        with store.atomic():
            save(store, an_answer(Decimal(1)))
        raise ValueError
    assert saved(store) is None


def test_the_chain_goes_on_after_a_rollback(store: Store) -> None:
    save(store, an_answer(Decimal(1)))
    before = history.head(store)
    with pytest.raises(ValueError), store.atomic():
        save(store, an_answer(Decimal(2)))
        raise ValueError
    assert history.head(store) == before
    save(store, an_answer(Decimal(3)))
    assert history.head(store).seq == before.seq + 1
    assert integrity.check(store).is_sound


def test_writing_outside_a_transaction_is_a_mistake_of_the_program(store: Store) -> None:
    with pytest.raises(RuntimeError, match="atomic"):
        store.execute("UPDATE meta SET value = 'x'")
    with pytest.raises(RuntimeError, match="atomic"):
        store.execute_many("UPDATE meta SET value = ?", [("x",)])


def test_a_constraint_is_a_mistake_of_the_program(store: Store) -> None:
    with pytest.raises(sqlite3.IntegrityError), store.atomic():
        store.execute("INSERT INTO meta (key, value, hash) VALUES ('k', 'v', x'00')")


# --- the disk -------------------------------------------------------------------------------------


def fill_the_disk(store: Store) -> None:
    """Let the file grow no more."""
    [[pages]] = store.select("PRAGMA page_count")
    store.connection.execute(f"PRAGMA max_page_count = {pages}")


def test_a_full_disk_loses_nothing_that_was_saved(store: Store) -> None:
    fill_the_disk(store)
    saved_before: list[str] = []
    with pytest.raises(StoreError) as caught:
        for number in range(1000):
            save(store, an_answer("x" * 900, CellKey("866", f"q{number}")))
            saved_before.append(f"q{number}")
    assert caught.value.code == "store_disk_full"
    assert [key.question for key in answers.answers(store, REPORT)] == sorted(saved_before)
    assert integrity.check(store).is_sound


def test_work_goes_on_when_the_disk_has_room_again(store: Store) -> None:
    fill_the_disk(store)
    with pytest.raises(StoreError):
        save(store, an_answer("x" * 90_000))
    store.connection.execute("PRAGMA max_page_count = 100000")
    save(store, an_answer("x" * 90_000))
    store.close()
    store = open_store(store.path)
    assert saved(store) == an_answer("x" * 90_000) and integrity.check(store).is_sound
    store.close()


def test_a_full_disk_inside_an_inner_part_undoes_the_whole(store: Store) -> None:
    fill_the_disk(store)
    with pytest.raises(StoreError) as caught, store.atomic():
        save(store, an_answer(Decimal(1)))
        save(store, an_answer("x" * 90_000, OTHER))
    assert caught.value.code == "store_disk_full"
    assert answers.answers(store, REPORT) == {} and not store.connection.in_transaction


def test_nothing_is_acknowledged_after_sqlite_gave_the_transaction_up(store: Store) -> None:
    with pytest.raises(RuntimeError, match="atomic"), store.atomic():
        save(store, an_answer(Decimal(1)))
        store.connection.execute("ROLLBACK")  # as SQLite does by itself when the disk is full
        save(store, an_answer(Decimal(2), OTHER))
    assert answers.answers(store, REPORT) == {}


def test_a_transaction_that_could_not_be_rolled_back_is_not_built_on(store: Store) -> None:
    store.connection.execute("BEGIN IMMEDIATE")
    store.connection.execute("DELETE FROM meta")
    save(store, an_answer(Decimal(1)))
    assert meta.get(store, "uuid") and saved(store) == an_answer(Decimal(1))
    assert not store.connection.in_transaction


CODES = [
    pytest.param(sqlite3.SQLITE_FULL, "store_disk_full", id="full"),
    pytest.param(sqlite3.SQLITE_IOERR_FSYNC, "store_io_error", id="fsync failed"),
    pytest.param(sqlite3.SQLITE_IOERR_SHORT_READ, "store_io_error", id="short read"),
    pytest.param(sqlite3.SQLITE_CORRUPT, "store_damaged", id="corrupt"),
    pytest.param(sqlite3.SQLITE_NOTADB, "store_not_ours", id="no database"),
    pytest.param(sqlite3.SQLITE_BUSY, "store_locked", id="busy"),
    pytest.param(sqlite3.SQLITE_BUSY_RECOVERY, "store_locked", id="busy recovering"),
    pytest.param(sqlite3.SQLITE_READONLY, "store_read_only", id="read-only"),
    pytest.param(sqlite3.SQLITE_READONLY_DIRECTORY, "store_read_only", id="read-only folder"),
    pytest.param(sqlite3.SQLITE_CANTOPEN, "store_cannot_open", id="cannot open"),
    pytest.param(sqlite3.SQLITE_CONSTRAINT_CHECK, None, id="constraint"),
    pytest.param(sqlite3.SQLITE_ERROR, None, id="wrong SQL"),
]


@pytest.mark.parametrize(("number", "code"), CODES)
def test_errors_of_the_world_and_of_the_program_are_told_apart(
    number: int, code: str | None
) -> None:
    error = sqlite3.OperationalError("told by SQLite")
    error.sqlite_errorcode = number
    assert refusal_code(error) == code


def test_a_length_beyond_every_limit_is_damage(store: Store) -> None:
    with pytest.raises(StoreError) as caught:
        store.select("SELECT zeroblob(33554433)")
    assert caught.value.code == "store_damaged"


def test_text_that_is_no_text_is_damage(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    with pytest.raises(StoreError) as caught:
        store.select("SELECT CAST(x'ff' AS TEXT)")
    assert caught.value.code == "store_damaged"
    store.close()
