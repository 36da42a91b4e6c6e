"""Open the database: the only way to it for the program, its tests and its tools (STORE.md 2)."""

import logging
import os
import sqlite3
import sys
import time
from contextlib import ExitStack, closing
from pathlib import Path

from cds_desktop.atomic_file import sync_folder
from cds_desktop.errors import StoreError
from cds_desktop.limits import MIB
from cds_desktop.store import lock_info, meta
from cds_desktop.store.connection import Store
from cds_desktop.store.history import utc_now
from cds_desktop.store.migrations import SCHEMA_VERSION
from cds_desktop.store.place import check_place
from cds_desktop.store.upgrade import upgrade

__all__ = ["APPLICATION_ID", "Store", "open_store"]

APPLICATION_ID = 0x43445331  # "CDS1"

_log = logging.getLogger(__name__)

# Statement to set, statement to read back, what must be read. The order is STORE.md 2's, but for
# `locking_mode`, which comes even before the look at whose file this is.
_PRAGMAS = (
    ("PRAGMA synchronous = EXTRA", "PRAGMA synchronous", 3),
    ("PRAGMA foreign_keys = ON", "PRAGMA foreign_keys", 1),
    # INSERT OR REPLACE deletes: only with this does it meet the triggers of append-only tables.
    ("PRAGMA recursive_triggers = ON", "PRAGMA recursive_triggers", 1),
    ("PRAGMA trusted_schema = OFF", "PRAGMA trusted_schema", 0),
    ("PRAGMA cell_size_check = ON", "PRAGMA cell_size_check", 1),
    ("PRAGMA mmap_size = 0", "PRAGMA mmap_size", 0),
    ("PRAGMA temp_store = MEMORY", "PRAGMA temp_store", 2),
    ("PRAGMA wal_autocheckpoint = 1000", "PRAGMA wal_autocheckpoint", 1000),
    ("PRAGMA journal_size_limit = 16777216", "PRAGMA journal_size_limit", 16 * MIB),
    ("PRAGMA secure_delete = FAST", "PRAGMA secure_delete", 2),
    ("PRAGMA analysis_limit = 400", "PRAGMA analysis_limit", 400),
)
_ATTEMPTS = 5
_LIMITS = (
    (sqlite3.SQLITE_LIMIT_LENGTH, 32 * MIB),
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 100_000),
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
    (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 10),
)


def open_store(path: Path, *, create: bool = False) -> Store:
    """Open the database at `path` for this process alone; `create` makes it when it is missing.

    Raises StoreError with one code for each thing that can be wrong; the file is then as it was.
    A file of a newer program that we may still read opens read-only.
    """
    check_place(path)
    if not path.exists():
        if not create:
            raise StoreError("store_missing", path=str(path))
        _create(path)
    store, version = _open_in_turn(path)
    lock_info.write(path)
    _log.info(
        "store opened schema=%s sqlite=%s notes=%s", version, sqlite3.sqlite_version, store.notes
    )
    return store


def open_copy(path: Path) -> Store:
    """Open a file that nobody writes (a backup, a copy put aside) for reading only.

    Nothing is written beside it, so it may lie on a read-only disk. Raises StoreError.
    """
    if not path.is_file():
        raise StoreError("store_missing", path=str(path))
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True)
    except sqlite3.DatabaseError as error:
        raise StoreError("store_cannot_open", path=str(path)) from error
    with ExitStack() as on_failure:
        on_failure.callback(connection.close)
        connection.isolation_level = None
        store = Store(path, connection, is_read_only=True)
        _limit(connection)
        _identify(store)
        _configure(store)
        on_failure.pop_all()
    return store


def engine() -> str:
    """Return which SQLite this is and how it was built, for the log and the helpdesk."""
    with closing(sqlite3.connect(":memory:")) as connection:
        options = connection.execute("PRAGMA compile_options").fetchall()
    return " ".join([sqlite3.sqlite_version, *(option for (option,) in options)])


def new_epoch() -> str:
    """Return the name of a new life of a database: after an install, a restore or a clone."""
    return os.urandom(8).hex()


def _prepare(store: Store) -> int:
    """Make sure of the file and the settings, bring the schema up to date; return what it was."""
    try:
        version = _identify(store)
        _configure(store)
        if not store.is_read_only:
            upgrade(store, version)
            _note_opening(store)
    except sqlite3.OperationalError as error:  # a header or schema that we never wrote
        raise StoreError("store_damaged", path=str(store.path)) from error
    return version


def _create(path: Path) -> None:
    """Make a new database under another name first: at its own name a file is always complete."""
    temporary = path.with_name(f".~{os.urandom(6).hex()}.tmp")
    try:
        _make(temporary)
        temporary.chmod(0o600)
        temporary.rename(path)
        sync_folder(path.parent)
    except OSError as error:
        raise StoreError("store_cannot_open", path=str(path)) from error
    finally:
        for suffix in ("", "-wal", "-journal"):
            temporary.with_name(temporary.name + suffix).unlink(missing_ok=True)


def _make(path: Path) -> None:
    import uuid  # only a new database needs one

    with closing(_connect(path)) as store:
        _configure(store)
        upgrade(store, 0)
        with store.atomic():
            meta.put(store, "uuid", str(uuid.uuid4()))
            meta.put(store, "epoch", new_epoch())


def _connect(path: Path) -> Store:
    """Connect; the lock mode is set before the first look at the file, so no -shm file is made."""
    try:
        connection = sqlite3.connect(path, isolation_level=None, timeout=0)
    except sqlite3.DatabaseError as error:
        raise StoreError("store_cannot_open", path=str(path)) from error
    store = Store(path, connection)
    _require(store, "PRAGMA locking_mode = EXCLUSIVE", "exclusive")
    _limit(connection)
    return store


def _limit(connection: sqlite3.Connection) -> None:
    for limit, value in _LIMITS:
        connection.setlimit(limit, value)
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)


def _open_in_turn(path: Path) -> tuple[Store, int]:
    """Open; say who has it open, else try again: programs that start together block each other."""
    for left in reversed(range(_ATTEMPTS)):
        try:
            return _opened(path)
        except StoreError as error:
            if error.code != "store_locked":
                raise
            if (holder := lock_info.holder(path)) is not None:
                raise StoreError("store_locked_by", path=str(path), **holder.as_params()) from error
            if not left:
                raise
        time.sleep(os.urandom(1)[0] / 1000)  # not in step with the other
    raise AssertionError("the last attempt raises or returns")


def _opened(path: Path) -> tuple[Store, int]:
    with ExitStack() as on_failure:
        store = _connect(path)
        on_failure.callback(store.connection.close)
        version = _prepare(store)
        on_failure.pop_all()
    return store, version


def _identify(store: Store) -> int:
    """Return the schema's number; takes the lock, and changes nothing in a foreign file."""
    if _pragma(store, "PRAGMA application_id") != APPLICATION_ID:
        raise StoreError("store_not_ours", path=str(store.path))
    version = _pragma(store, "PRAGMA user_version")
    if not isinstance(version, int) or version < 1:
        raise StoreError("store_damaged", path=str(store.path))
    if version > SCHEMA_VERSION:
        _check_readable(store, version)
        store.is_read_only = True
    return version


def _check_readable(store: Store, version: int) -> None:
    try:
        row = store.select_one("SELECT value FROM meta WHERE key = 'min_reader'")
    except sqlite3.OperationalError:  # the newer program keeps it elsewhere
        row = None
    if row is None or not str(row[0]).isdecimal() or int(row[0]) > SCHEMA_VERSION:
        raise StoreError("store_newer", path=str(store.path), found=version, known=SCHEMA_VERSION)


def _configure(store: Store) -> None:
    if store.is_read_only:
        _require(store, "PRAGMA query_only = ON", None)
    elif _pragma(store, "PRAGMA journal_mode = WAL") != "wal":
        store.notes += ("journal_mode_delete",)  # EXTRA keeps the promise there too
    for setting, reading, expected in _PRAGMAS:
        _pragma(store, setting)
        _require(store, reading, expected)


def _note_opening(store: Store) -> None:
    """Write once, which proves that the disk takes it; on a full disk reading must still go on."""
    try:
        meta.put(store, "opened_at", utc_now())
    except StoreError as error:
        if error.code != "store_disk_full":
            raise
        store.notes += (error.code,)


def _require(store: Store, statement: str, expected: int | str | None) -> None:
    found = _pragma(store, statement)
    if found != expected:
        raise StoreError("store_place_unsuitable", path=str(store.path))


def _pragma(store: Store, statement: str) -> int | str | None:
    row = store.select_one(statement)
    return row[0] if row else None
