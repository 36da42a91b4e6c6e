"""Verified backups of the database, and which of them are kept (STORE.md 5).

`backups/cds-000012.db` is one file without a log; `cds-000012.json` beside it says that it was
verified and what is in it. Both are ordered by their number, which only grows: the clock names the
day for people and for keeping one of each day, but nothing is deleted because of it alone.
"""

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from cds_desktop.atomic_file import publish, write_atomically
from cds_desktop.errors import DocumentError, StoreError
from cds_desktop.store import events, integrity, meta
from cds_desktop.store.connection import Store
from cds_desktop.store.database import open_copy
from cds_desktop.store.history import NOWHERE, Head, head

KEPT_NEWEST = 20
KEPT_DAYS, KEPT_WEEKS, KEPT_MONTHS = 14, 10, 24
ALWAYS_KEPT = 3
FOR_EVER = "migration"
"""The reason whose backups are never deleted: the last before each change of the schema."""

_PREFIX = "cds-"


@dataclass(frozen=True, slots=True)
class Draft:
    """A copy that was written but not verified yet, under a temporary name."""

    file: Path
    folder: Path
    uuid: str
    epoch: str
    head: Head
    events: int
    reason: str


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup; `is_verified` says that it was when it was made (it has a sidecar that fits).

    `made_at` is local time for people; `head` is where the history ends in it, `events` how many
    the exchange has had.
    """

    file: Path
    number: int
    size: int
    is_verified: bool
    uuid: str = ""
    epoch: str = ""
    head: Head = NOWHERE
    events: int = 0
    reason: str = ""
    made_at: str = ""
    sha256: str = ""


def make(store: Store, folder: Path, *, reason: str) -> Backup:
    """Write, verify and publish a backup; raises StoreError, and then there is none."""
    return finish(write(store, folder, reason=reason))


def write(store: Store, folder: Path, *, reason: str) -> Draft:
    """Copy the open database into one file; the only part that touches it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError("backup_folder_unwritable", folder=str(folder)) from error
    temporary = folder / f".~{os.urandom(6).hex()}.tmp"
    write_copy(store, temporary)
    return Draft(
        file=temporary,
        folder=folder,
        uuid=meta.get(store, "uuid"),
        epoch=meta.get(store, "epoch"),
        head=head(store),
        events=events.head(store).n,
        reason=reason,
    )


def write_copy(store: Store, target: Path) -> None:
    """Write every row of an open database into a new file; raises `backup_unwritable`."""
    store.connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)
    try:
        store.select("VACUUM INTO ?", (str(target),))
    except (StoreError, sqlite3.OperationalError) as error:
        with suppress(OSError):
            target.unlink()
        raise StoreError("backup_unwritable", folder=str(target.parent)) from error
    finally:
        store.connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)


def finish(draft: Draft) -> Backup:
    """Verify a draft and give it its name; may run beside the window, touches no open database."""
    try:
        return _finish(draft)
    except DocumentError as error:
        raise StoreError("backup_unwritable", folder=str(draft.folder)) from error
    finally:
        with suppress(OSError):
            draft.file.unlink()


def list_backups(folder: Path) -> tuple[Backup, ...]:
    """Return every backup in a folder, newest first, as their sidecars describe them."""
    found = [_described(path) for path in folder.glob(f"{_PREFIX}*.db") if _number(path)]
    return tuple(sorted(found, key=lambda backup: backup.number, reverse=True))


def verify(backup: Backup) -> Backup:
    """Read a backup whole; return it as it really is. Raises StoreError `backup_damaged`."""
    try:
        checksum = _checksum(backup.file)
        if backup.is_verified and checksum != backup.sha256:
            raise StoreError("backup_damaged", file=backup.file.name)
        with closing(open_copy(backup.file)) as store:
            _require_sound(store, backup.file)
            return Backup(
                file=backup.file,
                number=backup.number,
                size=backup.file.stat().st_size,
                is_verified=True,
                uuid=meta.get(store, "uuid"),
                epoch=meta.get(store, "epoch"),
                head=head(store),
                events=events.head(store).n,
                reason=backup.reason,
                made_at=backup.made_at,
                sha256=checksum,
            )
    except (StoreError, OSError) as error:
        raise StoreError("backup_damaged", file=backup.file.name) from error


def newest_good(folders: Iterable[Path]) -> Backup | None:
    """Return the newest backup that proves sound when it is read; damaged ones are passed over."""
    found = [backup for folder in folders for backup in list_backups(folder)]
    for backup in sorted(found, key=lambda one: one.number, reverse=True):
        with suppress(StoreError):
            return verify(backup)
    return None


def copy_to(backup: Backup, folder: Path) -> Path:
    """Copy a backup to another folder (a stick), read back and compared; return its name there."""
    target = folder / backup.file.name
    try:
        data = backup.file.read_bytes()
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(target, data)
        _write_sidecar(replace(backup, file=target))
    except (OSError, DocumentError) as error:
        raise StoreError("backup_unwritable", folder=str(folder)) from error
    return target


def rotate(folder: Path) -> tuple[Backup, ...]:
    """Delete what need not be kept; return what was deleted."""
    surplus = to_delete(list_backups(folder))
    for backup in surplus:
        with suppress(OSError):
            sidecar(backup.file).unlink(missing_ok=True)
            backup.file.unlink()
    _clear_temporaries(folder)
    return surplus


def to_delete(backups: Sequence[Backup]) -> tuple[Backup, ...]:
    """Return the backups, given newest first, that the rules let go.

    Only verified ones are ever let go, and only when at least three newer verified ones exist.
    """
    verified = [backup for backup in backups if backup.is_verified]
    kept = set(map(_identity, verified[: max(KEPT_NEWEST, ALWAYS_KEPT)]))
    kept |= set(map(_identity, (backup for backup in verified if backup.reason == FOR_EVER)))
    for limit, label in _CALENDAR:
        kept |= set(map(_identity, _newest_of_each(verified, label)[:limit]))
    return tuple(backup for backup in verified if _identity(backup) not in kept)


def sidecar(file: Path) -> Path:
    """Return the name of the file that describes a backup."""
    return file.with_suffix(".json")


def _finish(draft: Draft) -> Backup:
    with closing(open_copy(draft.file)) as store:
        _require_sound(store, draft.file)
        # Chain and digests hold: what ends at the same place holds the same rows.
        is_same = (head(store), events.head(store).n) == (draft.head, draft.events)
        if not is_same or meta.get(store, "epoch") != draft.epoch:
            raise StoreError("backup_damaged", file=draft.file.name)
    draft.file.chmod(0o600)
    number = max((_number(path) for path in draft.folder.glob(f"{_PREFIX}*.*")), default=0) + 1
    target = draft.folder / f"{_PREFIX}{number:06d}.db"
    backup = Backup(
        file=target,
        number=number,
        size=draft.file.stat().st_size,
        is_verified=True,
        uuid=draft.uuid,
        epoch=draft.epoch,
        head=draft.head,
        events=draft.events,
        reason=draft.reason,
        made_at=f"{datetime.now():%Y-%m-%dT%H:%M:%S}",
        sha256=_checksum(draft.file),
    )
    publish(draft.file, target)
    _write_sidecar(backup)
    return backup


def _require_sound(store: Store, file: Path) -> None:
    if not integrity.check(store).is_sound:
        raise StoreError("backup_damaged", file=file.name)


def _write_sidecar(backup: Backup) -> None:
    fields = {**asdict(backup), "file": backup.file.name}
    write_atomically(sidecar(backup.file), json.dumps(fields, indent=1).encode())


def _described(file: Path) -> Backup:
    """Return what a backup's sidecar says; one without, or with another size, is not verified."""
    size = file.stat().st_size
    try:
        fields: dict[str, Any] = json.loads(sidecar(file).read_text("utf-8"))
        fields |= {"file": file, "head": Head(**fields["head"])}
        backup = Backup(**fields)
    except (OSError, ValueError, TypeError, KeyError):
        return Backup(file, _number(file), size, is_verified=False)
    is_right = backup.size == size and backup.number == _number(file)
    return backup if is_right else Backup(file, _number(file), size, is_verified=False)


def _number(file: Path) -> int:
    digits = file.stem.removeprefix(_PREFIX)
    return int(digits) if digits.isdecimal() else 0


def _checksum(file: Path) -> str:
    with file.open("rb") as data:
        digest = sha256()
        while piece := data.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def _clear_temporaries(folder: Path) -> None:
    for path in folder.glob(".~*.tmp*"):
        with suppress(OSError):
            path.unlink()


def _newest_of_each(backups: Sequence[Backup], label: Callable[[datetime], str]) -> list[Backup]:
    """Return the newest backup of each day (week, month) as the clock called it, in order."""
    newest: dict[str, Backup] = {}
    for backup in backups:
        with suppress(ValueError):
            newest.setdefault(label(datetime.fromisoformat(backup.made_at)), backup)
    return list(newest.values())


_CALENDAR: tuple[tuple[int, Callable[[datetime], str]], ...] = (
    (KEPT_DAYS, lambda day: f"{day:%Y-%m-%d}"),
    (KEPT_WEEKS, lambda day: f"{day:%G-%V}"),
    (KEPT_MONTHS, lambda day: f"{day:%Y-%m}"),
)


def _identity(backup: Backup) -> int:
    return backup.number
