"""What happens to the data by itself: a backup when something changed, old ones let go."""

import logging
from collections.abc import Callable

from cds_desktop.errors import StoreError
from cds_desktop.store import backups, ballast, events, guard, integrity, meta, spill_log
from cds_desktop.store.backups import Backup, Draft
from cds_desktop.store.connection import Store
from cds_desktop.store.history import head
from cds_desktop.store.home import Home

_log = logging.getLogger(__name__)


def open_safely(home: Home, *, create: bool = False) -> Store:
    """Open the database under guard; a backup is made at once where the log has a gap."""
    store = guard.open_guarded(home, create=create)
    if "backup_due" in store.notes and not create:
        back_up_quietly(store, home, reason="open")
    return store


def close_safely(store: Store, home: Home) -> None:
    """Back up what changed, then close; does nothing when it is closed already."""
    if store.is_closed:
        return
    if not store.is_read_only and is_changed(store, home):
        back_up_quietly(store, home, reason="close")
    guard.close_guarded(store, home)


def back_up(store: Store, home: Home, *, reason: str) -> Backup:
    """Make a verified backup, let old ones go; raises StoreError, and then there is none."""
    return finish_backup(backups.write(store, home.backups, reason=reason), home)


def finish_backup(draft: Draft, home: Home) -> Backup:
    """Verify and publish a draft, let old backups and logs go; touches no open database."""
    backup = backups.finish(draft)
    backups.rotate(home.backups)
    verified = [one for one in backups.list_backups(home.backups) if one.is_verified]
    if len(verified) > backups.ALWAYS_KEPT:
        spill_log.prune(home.edits, up_to=verified[backups.ALWAYS_KEPT].head.seq)
    _log.info("backup number=%s reason=%s size=%s", backup.number, backup.reason, backup.size)
    return backup


def back_up_quietly(store: Store, home: Home, *, reason: str) -> None:
    """Make a backup where it must not stop the work; a failure shows in the age of the newest."""
    try:
        back_up(store, home, reason=reason)
    except StoreError as error:
        store.notes += (error.code,)
        _log.warning("no backup: %s", error.code)


def prove_before_export(store: Store, home: Home) -> None:
    """Check everything before figures leave the program, and back up what changed.

    Verifying the backup reads every row that the database holds. Raises StoreError.
    """
    if is_changed(store, home):
        try:
            back_up(store, home, reason="export")
            return
        except StoreError as error:
            if error.code == "backup_damaged":  # a copy of what is damaged here
                raise StoreError("store_damaged", path=str(store.path)) from error
            _log.warning("no backup before export: %s", error.code)
    if not integrity.check(store).is_sound:
        raise StoreError("store_damaged", path=str(store.path))


def with_room(home: Home, save: Callable[[], None]) -> None:
    """Save; when the disk is full, give up the ballast and save once more."""
    try:
        save()
    except StoreError as error:
        if error.code != "store_disk_full" or not ballast.release(home.ballast):
            raise
        _log.warning("disk full: ballast given up")
        save()


def is_changed(store: Store, home: Home) -> bool:
    """Say whether the newest backup has another content than the database."""
    found = (one for one in backups.list_backups(home.backups) if one.is_verified)
    newest = next(found, None)
    present = (head(store), events.head(store).n, meta.get(store, "epoch"))
    return newest is None or (newest.head, newest.events, newest.epoch) != present
