"""Look after the data: back up, restore, drill, recover, check (the verbs behind the safety page).

Restoring and recovering work on the folder of a workspace that is closed. What may take longer than
a moment is split: the part that touches the open database, and a job that does not.
"""

import json
import logging
import shutil
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from cds_desktop.atomic_file import write_atomically
from cds_desktop.errors import DocumentError, InputError, StoreError
from cds_desktop.operations import safekeeping
from cds_desktop.operations.workspace import Workspace, close_workspace, open_workspace
from cds_desktop.store import (
    answers,
    backups,
    ballast,
    copying,
    install,
    integrity,
    recovery,
    salvage,
    submissions,
)
from cds_desktop.store.backups import Backup, Draft
from cds_desktop.store.database import open_store
from cds_desktop.store.history import head
from cds_desktop.store.home import Home
from cds_desktop.store.integrity import Health
from cds_desktop.store.recovery import Recovery
from cds_desktop.store.salvage import Difference

BACKUP_MINUTES = 30
"""How often a running window backs up what changed."""
DRILL_DAYS = 30
"""After how many days the restore drill is due again."""
_CHILD_SECONDS, _CHILD_MIB = 60, 512

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Drill:
    """One restore drill; `at` is local time for people, `behind` the changes made since."""

    is_passed: bool
    at: str
    number: int = 0
    reports: int = 0
    seconds: float = 0.0


def back_up(workspace: Workspace, *, reason: str = "manual") -> Backup:
    """Make a verified backup now, and a copy in the chosen outside folder when it is reachable."""
    backup = safekeeping.back_up(workspace.store, Home(workspace.root), reason=reason)
    copy_outside(workspace.root, backup)
    return backup


def start_backup(workspace: Workspace, *, reason: str) -> Draft | None:
    """Write a copy if something changed since the newest backup: the short part of a backup."""
    home = Home(workspace.root)
    if workspace.store.is_read_only or not safekeeping.is_changed(workspace.store, home):
        return None
    return backups.write(workspace.store, home.backups, reason=reason)


def finish_backup(root: Path, draft: Draft) -> Backup:
    """Verify and publish what `start_backup` wrote; a job."""
    backup = safekeeping.finish_backup(draft, Home(root))
    copy_outside(root, backup)
    return backup


def choose_outside_folder(root: Path, folder: Path) -> None:
    """Choose where copies of backups go besides: a stick, another drive."""
    known = install.load(Home(root).install_file)
    install.save(Home(root).install_file, replace(known, copies=str(folder.absolute())))


def copy_outside(root: Path, backup: Backup) -> Path | None:
    """Copy a backup to the chosen outside folder; None when there is none or it is not there."""
    home = Home(root)
    known = install.load(home.install_file)
    if not known.copies or not Path(known.copies).parent.is_dir():
        return None
    path = backups.copy_to(backup, Path(known.copies))
    now = f"{datetime.now():%Y-%m-%dT%H:%M:%S}"
    install.save(home.install_file, replace(known, copied=backup.head.seq, copied_at=now))
    return path


def copy_newest_outside(root: Path) -> Path | None:
    """Copy the newest good backup to the chosen outside folder, when it is there; a job."""
    newest = next((one for one in list_backups(root) if one.is_verified), None)
    return copy_outside(root, newest) if newest is not None else None


def list_backups(root: Path) -> tuple[Backup, ...]:
    """Return the backups beside the database, newest first."""
    return backups.list_backups(Home(root).backups)


def restore(root: Path, number: int) -> Backup:
    """Go back to a backup of the list; what is there now is backed up or put aside first."""
    chosen = next((one for one in list_backups(root) if one.number == number), None)
    if chosen is None:
        raise InputError("backup_unknown", number=number)
    proved = backups.verify(chosen)
    _back_up_present(root)
    recovery.restore(Home(root), proved.file)
    _back_up_present(root)
    return proved


def restore_file(root: Path, file: Path) -> None:
    """Go back to a backup brought from elsewhere; nothing of the file itself is used.

    It is read in a limited child process, and its rows are copied into a fresh database.
    """
    from cds_desktop.limited_process import run_limited  # not at start-up, where health is

    if not file.is_file():
        raise InputError("backup_file_missing", file=str(file))
    home = Home(root)
    work = home.root / ".~restore"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        copy, fresh = work / "copy.db", work / "fresh.db"
        _copy_file(file, copy)
        failure = StoreError("backup_damaged", file=file.name)
        run_limited(
            copying.copy_into_fresh,
            copy,
            fresh,
            seconds=_CHILD_SECONDS,
            mebibytes=_CHILD_MIB,
            failure=failure,
        )
        _back_up_present(root)
        recovery.restore(home, fresh)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    _back_up_present(root)


def drill(root: Path) -> Drill:
    """Restore the newest good backup into a folder of its own, read it whole, remember the result.

    A job; it touches no open database.
    """
    home = Home(root)
    start = datetime.now()
    result = Drill(is_passed=False, at=f"{start:%Y-%m-%dT%H:%M:%S}")
    backup = backups.newest_good(recovery.backup_folders(home))
    if backup is not None and (reports := _read_whole(home, backup)) is not None:
        seconds = (datetime.now() - start).total_seconds()
        result = replace(
            result, is_passed=True, number=backup.number, reports=reports, seconds=seconds
        )
    _remember_drill(home, result)
    _log.info("drill passed=%s backup=%s", result.is_passed, result.number)
    return result


def last_drill(root: Path) -> Drill | None:
    """Return the result of the newest drill; None when there was none."""
    try:
        return Drill(**json.loads(Home(root).drill_file.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def is_drill_due(root: Path) -> bool:
    """Say whether a month has passed since the last drill, or it failed."""
    done = last_drill(root)
    if done is None or not done.is_passed:
        return bool(list_backups(root))
    with suppress(ValueError):
        age = datetime.now() - datetime.fromisoformat(done.at)
        return not timedelta() <= age < timedelta(days=DRILL_DAYS)
    return True


def recover(root: Path, *, keep_file: bool = False) -> Recovery:
    """Bring a damaged, lost or outdated database back; the damaged files are kept untouched.

    Raises InputError `recovery_not_needed` when it opens and is sound.
    """
    if not keep_file and _is_sound(root):
        raise InputError("recovery_not_needed")
    result = recovery.recover(Home(root), keep_file=keep_file)
    _log.info("recovered source=%s replayed=%s", result.source, result.replayed)
    _back_up_present(root)
    return result


def differences(workspace: Workspace, result: Recovery) -> tuple[Difference, ...]:
    """Return the cells that can be read in the damaged file and are not so in the recovered one."""
    original = result.incident / Home(workspace.root).database.name
    return salvage.differences(workspace.store, salvage.salvage(original))


def accept_differences(workspace: Workspace, accepted: tuple[Difference, ...]) -> None:
    """Take over the cells that the user chose from `differences`."""
    reason = "Lấy lại từ tệp dữ liệu hỏng"
    salvage.accept(workspace.store, accepted, actor=workspace.actor, reason=reason)


def health(workspace: Workspace) -> Iterator[Health]:
    """Check everything in slices short enough for the window; the last one is finished."""
    return integrity.sweep(workspace.store)


def keep_ballast(workspace: Workspace) -> bool:
    """Make sure of the reserve that a full disk is met with; once after the start."""
    return ballast.keep(Home(workspace.root).ballast)


def _is_sound(root: Path) -> bool:
    try:
        workspace = open_workspace(root)
    except StoreError as error:
        if error.code in ("store_locked", "store_locked_by"):
            raise
        return False
    is_sound = integrity.check(workspace.store).is_sound
    workspace.store.close()
    return is_sound


def _back_up_present(root: Path) -> None:
    """Open and close the workspace, which backs up what has no backup; a damaged one is left."""
    with suppress(StoreError):
        close_workspace(open_workspace(root))


def _read_whole(home: Home, backup: Backup) -> int | None:
    """Restore a backup beside the database and read every report; None when that fails."""
    work = home.root / ".~drill"
    shutil.rmtree(work, ignore_errors=True)
    try:
        work.mkdir()
        copy = work / "cds.db"
        _copy_file(backup.file, copy)
        with closing(open_store(copy)) as store:
            found = submissions.list_submissions(store)
            for report in found:
                answers.answers(store, report.instance_id)
            return len(found) if head(store) == backup.head else None
    except (StoreError, OSError):
        return None
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _remember_drill(home: Home, result: Drill) -> None:
    try:
        home.drill_file.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(home.drill_file, json.dumps(asdict(result)).encode())
    except (OSError, DocumentError) as error:
        raise StoreError("store_mark_unwritable", path=str(home.drill_file)) from error


def _copy_file(source: Path, target: Path) -> None:
    try:
        shutil.copyfile(source, target)
    except OSError as error:
        raise StoreError("recovery_copy_failed", file=source.name) from error
