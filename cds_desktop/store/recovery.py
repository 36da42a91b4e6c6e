"""From a damaged, lost or outdated database back to a working one (STORE.md 6); no dead ends.

1. The files are copied untouched into `su-co/` and compared. 2. What may stand in is built beside
them: the file itself where only indexes are broken, else the newest backup that proves sound; what
the spill log has beyond it is replayed; a sweep proves the result. 3. The best of them takes the
database's place in one rename, with a new epoch. `state/recovery.json` exists from 1 to the end of
3: whatever interrupts it, the next recovery begins again from the untouched copy.
"""

import json
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cds_desktop.atomic_file import publish, sync_file, sync_folder, write_atomically
from cds_desktop.errors import DocumentError, StoreError
from cds_desktop.limits import MIB
from cds_desktop.store import backups, guard, install, integrity, lock_info, meta, spill_log
from cds_desktop.store.connection import Store
from cds_desktop.store.database import new_epoch, open_store
from cds_desktop.store.history import Head, head
from cds_desktop.store.home import LOGS, Home, logs_of
from cds_desktop.store.log_replay import replay

_ROOM = 16 * MIB


@dataclass(frozen=True, slots=True)
class Candidate:
    """A database that may take the damaged one's place; `source` is "file" or "backup".

    `is_own` says that it is this installation's, not another one's put in its place.
    """

    file: Path
    source: str
    head: Head
    replayed: int
    number: int
    is_own: bool


@dataclass(frozen=True, slots=True)
class Recovery:
    """How it went: from what, how many changes came from the log, how many are missing still.

    `incident` holds the untouched copies.
    """

    source: str
    number: int
    replayed: int
    missing: int
    head: Head
    incident: Path


def recover(home: Home, *, keep_file: bool = False) -> Recovery:
    """Put a sound database in the place of one that is not; it must not be open.

    `keep_file` says that the file that lies there is the right one although another was known.
    Raises StoreError `recovery_no_room`, `recovery_nothing`, or what a folder refuses.
    """
    require_closed(home)
    incident = preserve(home)
    work = home.root / ".~recovery"
    known = () if keep_file else guard.known_heads(home)
    try:
        _clear(work)
        if keep_file:
            best = next(_from_file(home, incident, work), None)
        else:
            best = _best(_candidates(home, incident, work), known)
        if best is None:
            raise StoreError("recovery_nothing", folder=str(incident))
        missing = max((mark.seq for mark in known), default=0) - best.head.seq
        swap_in(home, best.file)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    home.journal.unlink(missing_ok=True)
    sync_folder(home.journal.parent)
    return Recovery(
        source=best.source,
        number=best.number,
        replayed=best.replayed,
        missing=max(0, missing),
        head=best.head,
        incident=incident,
    )


def restore(home: Home, file: Path) -> None:
    """Put a verified database file in the place of the present one, which must not be open.

    The present files are copied into `su-co/` first; the log goes on from the restored state.
    """
    require_closed(home)
    preserve(home)
    work = home.root / ".~recovery"
    try:
        _clear(work)
        copy = work / home.database.name
        _copy(file, copy)
        if _caught_up(home, copy, [], 0) is None:
            raise StoreError("backup_damaged", file=file.name)
        swap_in(home, copy)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    home.journal.unlink(missing_ok=True)
    sync_folder(home.journal.parent)


def require_closed(home: Home) -> None:
    """Raise StoreError `store_locked_by` when somebody has the database open."""
    if lock_info.is_open(home.database):
        holder = lock_info.read(home.database)
        if holder is None:
            raise StoreError("store_locked", path=str(home.database))
        raise StoreError("store_locked_by", path=str(home.database), **holder.as_params())


def best_available(home: Home, work: Path) -> Candidate | None:
    """Build in `work` what a recovery would put in place, and change nothing else."""
    _clear(work)
    return _best(_candidates(home, home.root, work), guard.known_heads(home))


def preserve(home: Home) -> Path:
    """Copy the database and its logs untouched into a folder of their own; return the folder.

    A recovery that was interrupted goes on with the copy that it had made.
    """
    if (begun := _begun(home)) is not None:
        return begun
    files = [path for path in (home.database, *logs_of(home.database)) if path.is_file()]
    _require_room(home, sum(path.stat().st_size for path in files))
    incident = _new_folder(home.incidents)
    for path in files:
        _copy(path, incident / path.name)
    home.journal.parent.mkdir(parents=True, exist_ok=True)
    _write(home.journal, {"incident": incident.name})
    return incident


def swap_in(home: Home, file: Path) -> None:
    """Give a closed, sound database the place of the present one, with a new epoch and mark."""
    store = open_store(file)
    meta.put(store, "epoch", new_epoch())
    present = install.as_it_is(install.load(home.install_file), store)
    store.close()
    sync_file(file)
    for log in logs_of(home.database):  # an old log must never meet the new file
        log.unlink(missing_ok=True)
    sync_folder(home.root)
    try:
        publish(file, home.database)
    except DocumentError as error:
        raise StoreError("store_cannot_open", path=str(home.database)) from error
    install.save(home.install_file, present)
    log = spill_log.open_log(home.edits)
    log.start_from(present.mark)
    log.close()
    lock_info.remove(home.database)


def backup_folders(home: Home) -> tuple[Path, ...]:
    """Return the folders that hold backups and can be reached now."""
    copies = install.load(home.install_file).copies
    folders = (home.backups, Path(copies)) if copies else (home.backups,)
    return tuple(folder for folder in folders if folder.is_dir())


def _candidates(home: Home, incident: Path, work: Path) -> Iterator[Candidate]:
    yield from _from_file(home, incident, work)
    yield from _from_backups(home, work)


def _from_file(home: Home, incident: Path, work: Path) -> Iterator[Candidate]:
    """Yield the file itself, where only its indexes are broken or it is older than it was."""
    original = incident / home.database.name
    files = [path for path in (original, *logs_of(original)) if path.is_file()]
    if original in files and (found := _proved(home, files, work / "file")) is not None:
        yield found


def _log_of(home: Home) -> list[spill_log.Transaction | spill_log.Base]:
    try:
        return spill_log.read(home.edits)
    except OSError:  # without the log a backup is still better than nothing
        return []


def _from_backups(home: Home, work: Path) -> Iterator[Candidate]:
    """Yield the newest backup that proves sound, with the log replayed."""
    found = [one for folder in backup_folders(home) for one in backups.list_backups(folder)]
    for backup in sorted(found, key=lambda one: one.number, reverse=True):
        try:
            backups.verify(backup)
        except StoreError:
            continue
        candidate = _proved(home, [backup.file], work / "backup", number=backup.number)
        if candidate is not None:
            yield candidate
            return


def _proved(home: Home, files: list[Path], work: Path, *, number: int = 0) -> Candidate | None:
    """Copy a database, make it sound and as new as the log allows; None when it is not sound.

    A log that leads to nothing sound is left out: what it continues is sound by itself.
    """
    for log in (_log_of(home), []):
        shutil.rmtree(work, ignore_errors=True)
        for path in files:
            is_log = path.name.endswith(LOGS)
            _copy(path, work / (path.name if is_log else home.database.name))
        found = _caught_up(home, work / home.database.name, log, number)
        if found is not None or not log:
            return found
    return None


def _caught_up(
    home: Home, file: Path, log: list[spill_log.Transaction | spill_log.Base], number: int
) -> Candidate | None:
    try:
        store = open_store(file)
    except StoreError:
        return None
    try:
        uuid = meta.get(store, "uuid")
        if not _is_sound(store):
            return None
        is_own = install.load(home.install_file).uuid in ("", uuid)  # the log is of that one
        replayed = replay(store, log) if is_own else 0
        if replayed and not integrity.check(store).is_sound:
            return None
        source = "backup" if number else "file"
        return Candidate(file, source, head(store), replayed, number, is_own=is_own)
    except (StoreError, sqlite3.DatabaseError):
        return None
    finally:
        store.close()


def _is_sound(store: Store) -> bool:
    """Check everything; where only SQLite's own structure complains, rebuild the indexes first."""
    health = integrity.check(store)
    if health.damages and all(damage.kind == "structure" for damage in health.damages):
        with store.atomic():
            store.execute("REINDEX")
        health = integrity.check(store)
    return health.is_sound


def _best(candidates: Iterable[Candidate], known: tuple[Head, ...]) -> Candidate | None:
    """Return the first that lacks nothing of what is known, else the one that reaches furthest."""
    found: list[Candidate] = []
    for candidate in candidates:
        if candidate.is_own and all(candidate.head.seq >= mark.seq for mark in known):
            return candidate
        found.append(candidate)
    return max(found, key=lambda one: (one.is_own, one.head.seq), default=None)


def _require_room(home: Home, size: int) -> None:
    free = shutil.disk_usage(home.root).free
    needed = 4 * size + _ROOM
    if free < needed:
        raise StoreError("recovery_no_room", folder=str(home.root), needed=needed // MIB + 1)


def _begun(home: Home) -> Path | None:
    try:
        name = json.loads(home.journal.read_text("utf-8"))["incident"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    incident = home.incidents / str(name)
    return incident if incident.is_dir() else None


def _new_folder(parent: Path) -> Path:
    """Make the next numbered folder: numbers order incidents, not the clock."""
    parent.mkdir(parents=True, exist_ok=True)
    numbers = [int(path.name) for path in parent.iterdir() if path.name.isdecimal()]
    folder = parent / f"{max(numbers, default=0) + 1:03d}"
    folder.mkdir()
    return folder


def _copy(source: Path, target: Path) -> None:
    """Copy a file durably and compare; raises StoreError when the disk does not take it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        data = source.read_bytes()
        target.write_bytes(data)
        sync_file(target)
        sync_folder(target.parent)
        is_equal = target.read_bytes() == data
    except OSError as error:
        raise StoreError("recovery_copy_failed", file=source.name) from error
    if not is_equal:
        raise StoreError("recovery_copy_failed", file=source.name)


def _write(path: Path, content: dict[str, str]) -> None:
    try:
        write_atomically(path, json.dumps(content).encode())
    except DocumentError as error:
        raise StoreError("store_mark_unwritable", path=str(path)) from error


def _clear(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    with suppress(FileExistsError):
        os.mkdir(folder)
