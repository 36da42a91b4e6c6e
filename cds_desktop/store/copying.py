"""Copy a foreign file's rows into a fresh database of our own (INPUT.md 11).

A backup that comes from a stick is treated as hostile: its schema must be exactly ours, its rows
must prove themselves, and nothing of the file itself is used afterwards.
"""

from pathlib import Path

from cds_desktop.errors import StoreError
from cds_desktop.store import integrity, meta
from cds_desktop.store.connection import Store
from cds_desktop.store.database import open_copy, open_store
from cds_desktop.store.history import INSERT_HISTORY
from cds_desktop.store.replay import WRITING
from cds_desktop.store.upgrade import schema_hash

_ROWS = {
    "org_units": "SELECT * FROM org_units",
    "submissions": "SELECT * FROM submissions",
    "answers": "SELECT * FROM answers",
    "explanations": "SELECT * FROM explanations",
    "revisions": "SELECT * FROM revisions",
    "revision_answers": "SELECT * FROM revision_answers",
    "revision_explanations": "SELECT * FROM revision_explanations",
    "outbox": "SELECT * FROM outbox ORDER BY rowid",
}
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
        for table, sql in _ROWS.items():
            fresh.execute_many(WRITING[table], copy.select(sql))
        fresh.execute_many(INSERT_HISTORY, copy.select("SELECT * FROM history ORDER BY seq"))
    if not integrity.check(fresh).is_sound:
        raise StoreError("backup_damaged", file=copy.path.name)
