"""Copy a foreign file's rows into a fresh database of our own (INPUT.md 11).

A backup that comes from a stick is treated as hostile: its schema must be exactly ours, its rows
must prove themselves, and nothing of the file itself is used afterwards.
"""

from pathlib import Path

from cds_desktop.errors import StoreError
from cds_desktop.store import integrity, meta
from cds_desktop.store.connection import Row, Store
from cds_desktop.store.database import open_copy, open_store
from cds_desktop.store.upgrade import schema_hash

_OWN_KEYS = ("schema_hash", "min_reader", "min_writer")


def copy_into_fresh(source: Path, target: Path) -> None:
    """Make `target` from the rows of `source`; raises StoreError, and then there is no target."""
    copy = open_copy(source)
    try:
        fresh = open_store(target, create=True)
        try:
            _copy(copy, fresh)
        finally:
            fresh.close()
    except StoreError:
        target.unlink(missing_ok=True)
        raise
    finally:
        copy.close()


def _copy(copy: Store, fresh: Store) -> None:
    if schema_hash(copy) != schema_hash(fresh) or not integrity.check(copy).is_sound:
        raise StoreError("backup_damaged", file=copy.path.name)
    with fresh.atomic():
        for key, value in copy.select("SELECT key, value FROM meta"):
            if key not in _OWN_KEYS:
                meta.put(fresh, key, value)
        fresh.execute("PRAGMA defer_foreign_keys = ON")
        for table, columns in _tables(fresh):
            marks = ", ".join("?" * columns)
            rows = copy.select("SELECT * FROM " + table)
            fresh.execute_many("INSERT INTO " + table + " VALUES (" + marks + ")", rows)
    if not integrity.check(fresh).is_sound:
        raise StoreError("backup_damaged", file=copy.path.name)


def _tables(fresh: Store) -> list[Row]:
    """Return every table of our own schema but `meta`, and how many columns it has."""
    return fresh.select(
        "SELECT s.name, count(*) FROM sqlite_schema s, pragma_table_info(s.name)"
        " WHERE s.type = 'table' AND s.name <> 'meta' GROUP BY s.name"
    )
