"""Copy a foreign file's rows into a fresh database of our own (INPUT.md 11).

A backup that comes from a stick is treated as hostile: its schema must be ours to the letter, its
rows must prove themselves, and SQLite writes them row by row into a new file; no page of the
foreign file is used afterwards.
"""

from contextlib import closing, suppress
from pathlib import Path

from cds_desktop.errors import StoreError
from cds_desktop.store import backups, integrity
from cds_desktop.store.database import open_copy, open_store
from cds_desktop.store.upgrade import schema_hash


def copy_into_fresh(source: Path, target: Path) -> None:
    """Make `target` from the rows of `source`, a copy of the foreign file that nobody else needs.

    Raises StoreError, and then there is no target.
    """
    try:
        _copy(source, target)
    except StoreError:
        with suppress(OSError):
            target.unlink()
        raise


def _copy(source: Path, target: Path) -> None:
    with closing(open_store(target, create=True)) as fresh:
        known_schema = schema_hash(fresh)
    target.unlink()
    with closing(open_copy(source)) as copy:
        if schema_hash(copy) != known_schema or not integrity.check(copy).is_sound:
            raise StoreError("backup_damaged", file=source.name)
    with closing(open_store(source)) as proved:
        backups.write_copy(proved, target)
    with closing(open_store(target)) as made:
        if not integrity.check(made).is_sound:
            raise StoreError("backup_damaged", file=source.name)
