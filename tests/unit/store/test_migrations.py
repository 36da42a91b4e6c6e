"""The schema keeps its promises, and every database of an older program still opens."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from cds_desktop.errors import StoreError
from cds_desktop.store import database, integrity, meta, migrations, upgrade
from cds_desktop.store.connection import Store
from cds_desktop.store.database import open_store
from cds_desktop.store.migrations import SCHEMA_VERSION
from cds_desktop.store.upgrade import schema_hash
from tests.fixtures.databases.make import FOLDER, readable
from tests.unit.store.making import a_full_store, an_answer, new_store, save, saved


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Store]:
    """Open a database with rows in every table."""
    store = a_full_store(tmp_path)
    yield store
    store.close()


# --- what the tables refuse -----------------------------------------------------------------------

REFUSED = [
    "UPDATE history SET new = old WHERE seq = 2",
    "DELETE FROM history WHERE seq = 2",
    "INSERT OR REPLACE INTO history SELECT * FROM history WHERE seq = 2",
    "UPDATE revisions SET reason = 'khác'",
    "DELETE FROM revisions",
    "INSERT OR REPLACE INTO revisions SELECT * FROM revisions",
    "UPDATE revision_answers SET value = '1'",
    "DELETE FROM revision_answers",
    "INSERT OR REPLACE INTO revision_answers SELECT * FROM revision_answers",
    "UPDATE revision_explanations SET text = 'khác'",
    "DELETE FROM revision_explanations",
    "UPDATE outbox SET bytes = x'00'",
    "DELETE FROM outbox",
    "INSERT OR REPLACE INTO outbox SELECT * FROM outbox",
    "DELETE FROM answers",
    "INSERT OR REPLACE INTO answers SELECT * FROM answers",
    "DELETE FROM explanations",
    "DELETE FROM submissions",
    "DELETE FROM org_units",
]


@pytest.mark.parametrize("sql", REFUSED)
def test_what_was_written_once_is_never_changed_or_deleted(full: Store, sql: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=r"append-only|never deleted"):
        full.connection.execute(sql)
    assert integrity.check(full).is_sound


BAD_ROWS = [
    "UPDATE answers SET status = 'Z'",
    "UPDATE answers SET kind = 'number'",
    "UPDATE answers SET value = '12,5' WHERE question = 'figure'",
    "UPDATE answers SET value = '1e5' WHERE question = 'figure'",
    "UPDATE answers SET value = '' WHERE question = 'figure'",
    "UPDATE answers SET value = NULL WHERE question = 'figure'",
    "UPDATE answers SET value = '30/09/2023' WHERE question = 'day'",
    "UPDATE answers SET kind = 'text', value = 'x' WHERE question = 'not_collected'",
    "UPDATE answers SET is_carried_over = 2",
    "UPDATE answers SET hash = x'00'",
    "UPDATE answers SET submission = 99",
    "UPDATE submissions SET state = 'lost'",
    "UPDATE submissions SET period = '2023-09'",
    "UPDATE submissions SET revision = -1",
    "UPDATE submissions SET revision = 'one'",
    "UPDATE org_units SET level = 'hamlet'",
    "UPDATE org_units SET closed_date = '1970-01-01'",
]


@pytest.mark.parametrize("sql", BAD_ROWS)
def test_a_row_that_makes_no_sense_is_refused(full: Store, sql: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        full.connection.execute(sql)


def test_every_table_is_strict(store: Store) -> None:
    loose = store.select(
        "SELECT name FROM pragma_table_list WHERE NOT strict AND name NOT LIKE 'sqlite%'"
    )
    assert loose == []


# --- from version to version ----------------------------------------------------------------------


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_a_database_of_every_released_schema_opens_and_reads_the_same(
    version: int, tmp_path: Path
) -> None:
    path = Path(shutil.copy(FOLDER / f"schema_{version}.db", tmp_path / "cds.db"))
    golden = json.loads((FOLDER / f"schema_{version}.json").read_text(encoding="utf-8"))
    store = open_store(path)
    assert integrity.check(store).is_sound
    assert readable(store) == golden
    save(store, an_answer("written by the newest program"))
    assert integrity.check(store).is_sound
    store.close()


def test_a_released_schema_is_frozen(store: Store, tmp_path: Path) -> None:
    shutil.copy(FOLDER / f"schema_{SCHEMA_VERSION}.db", tmp_path / "released.db")
    released = open_store(tmp_path / "released.db")
    assert schema_hash(store) == schema_hash(released), "change the schema by a new migration"
    released.close()


def add_table(connection: sqlite3.Connection) -> None:
    """Migrate to the version after the newest, right."""
    connection.execute("CREATE TABLE more (x TEXT) STRICT")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


def fail_halfway(connection: sqlite3.Connection) -> None:
    """Migrate to version 2, and stumble."""
    add_table(connection)
    raise ZeroDivisionError


def leave_an_orphan(connection: sqlite3.Connection) -> None:
    """Migrate to version 2 and lose a report."""
    add_table(connection)
    connection.execute("PRAGMA defer_foreign_keys = ON")
    connection.execute("UPDATE submissions SET id = 77")


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    """Return a closed database of version 1."""
    store = new_store(tmp_path)
    save(store, an_answer("kept"))
    store.close()
    return store.path


def use_step(monkeypatch: pytest.MonkeyPatch, step: object) -> None:
    """Let the program have one more schema version."""
    steps = (*migrations.MIGRATIONS, step)
    monkeypatch.setattr(upgrade, "MIGRATIONS", steps)
    monkeypatch.setattr(database, "SCHEMA_VERSION", len(steps))


def version_of(path: Path) -> tuple[int, bool]:
    """Return the schema's number and whether the new table is there."""
    store = open_store(path)
    [[version]] = store.select("PRAGMA user_version")
    tables = store.select("SELECT name FROM sqlite_schema WHERE name = 'more'")
    store.close()
    return version, bool(tables)


def test_an_older_database_is_brought_up_to_date(
    old_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_step(monkeypatch, add_table)
    assert version_of(old_file) == (SCHEMA_VERSION + 1, True)
    store = open_store(old_file)
    assert saved(store) == an_answer("kept") and integrity.check(store).is_sound
    store.close()


@pytest.mark.parametrize(
    ("step", "error"), [(fail_halfway, ZeroDivisionError), (leave_an_orphan, StoreError)]
)
def test_a_failed_step_leaves_the_database_as_it_was(
    old_file: Path, step: object, error: type[Exception]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        use_step(patch, step)
        with pytest.raises(error):
            open_store(old_file)
    assert version_of(old_file) == (SCHEMA_VERSION, False)
    store = open_store(old_file)
    assert saved(store) == an_answer("kept") and integrity.check(store).is_sound
    assert meta.get(store, "min_reader") == "1"
    store.close()
