"""Open and close a database under guard: with its spill log, compared with what is known of it.

What the program works with is opened here; `open_store` alone knows nothing of the files around.
"""

import logging
from contextlib import ExitStack, suppress

from cds_desktop.errors import StoreError
from cds_desktop.store import events, install, lock_info, meta, spill_log
from cds_desktop.store.connection import Store
from cds_desktop.store.database import new_epoch, open_store
from cds_desktop.store.disk_kind import fault_of_disk
from cds_desktop.store.history import NOWHERE, Head, head, utc_now
from cds_desktop.store.home import Home

_log = logging.getLogger(__name__)


def open_guarded(home: Home, *, create: bool = False) -> Store:
    """Open the workspace's database with its log; `notes` say what is unusual.

    Raises StoreError as `open_store` does, and `store_recovery_unfinished`, `store_lost_edits`
    (the file is older than what is known of it), `store_replaced` (another database lies here).
    """
    if home.journal.exists():
        raise StoreError("store_recovery_unfinished", path=str(home.database))
    is_left_over = lock_info.read(home.database) is not None
    with ExitStack() as on_failure:
        store = open_store(home.database, create=create)
        on_failure.callback(store.close)
        if not store.is_read_only:
            if is_left_over:
                store.notes += ("not_closed",)
            if (place := fault_of_disk(home.root)) is not None:
                store.notes += (place,)
            _compare(store, home)
            _attach(store, home)
        on_failure.pop_all()
    return store


def close_guarded(store: Store, home: Home) -> None:
    """Note where the history ends, then close."""
    try:
        if not store.is_read_only:
            with suppress(StoreError):  # a full disk: the log's last line says it too
                install.mark_present(home.install_file, store)
    finally:
        store.close()


def known_heads(home: Home) -> tuple[Head, ...]:
    """Return where the history is known to have ended: at the last close, and by the log."""
    try:
        end = spill_log.tail(home.edits)
    except OSError:  # the log cannot be read: then it knows nothing
        end = None
    marks = (install.load(home.install_file).mark, end.head if end else NOWHERE)
    return tuple(mark for mark in marks if mark.seq)


def _compare(store: Store, home: Home) -> None:
    known = install.load(home.install_file)
    if known.uuid and known.uuid != meta.get(store, "uuid"):
        raise StoreError("store_replaced", path=str(home.database))
    present = head(store)
    for mark in known_heads(home):
        if mark.seq > present.seq:
            raise StoreError(
                "store_lost_edits", path=str(home.database), missing=mark.seq - present.seq
            )
        if _hash_at(store, mark.seq) != mark.hash:
            raise StoreError("store_replaced", path=str(home.database))
    if known.events > events.head(store).n:
        missing = known.events - events.head(store).n
        raise StoreError("store_lost_edits", path=str(home.database), missing=missing)
    if known.machine and known.machine != install.machine():
        meta.put(store, "epoch", new_epoch())  # its bundles must not look like the other machine's
        store.notes += ("new_machine",)
        _log.info("another machine: new epoch")
    if _last_time(store) > utc_now():
        store.notes += ("clock_went_back",)


def _attach(store: Store, home: Home) -> None:
    """Open the log; when it misses what the database has, it begins anew and a backup is due."""
    try:
        end = spill_log.tail(home.edits)
        log = spill_log.open_log(home.edits)
    except OSError:
        store.notes += ("spill_log_unwritable",)
        return
    present = head(store)
    if end is None or end.head != present:
        log.start_from(present)
        store.notes += ("backup_due",)
    store.listener = log


def _hash_at(store: Store, seq: int) -> str:
    row = store.select_one("SELECT hash FROM history WHERE seq = ?", (seq,))
    return row[0].hex() if row and isinstance(row[0], bytes) else ""


def _last_time(store: Store) -> str:
    row = store.select_one("SELECT ts FROM history ORDER BY seq DESC LIMIT 1")
    return str(row[0]) if row else ""
