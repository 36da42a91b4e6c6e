"""C10: disks of every small size fill up under the working program; afterwards there is room again.

Needs the right to mount a tmpfs; without it the tier fails.
"""

import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from cds_desktop.atomic_file import write_atomically
from cds_desktop.errors import DocumentError, StoreError
from cds_desktop.operations.safekeeping import with_room
from cds_desktop.store import backups, ballast, guard
from cds_desktop.store.connection import Store
from cds_desktop.store.home import Home
from tests.torture import model, scribe, tier

_SMALLEST, _STEP = 520 * 1024, 12 * 1024
_ROOM = 16 * 1024 * 1024
_MOST_EDITS = 600
_BALLAST = 64 * 1024


def work(options: tier.Options, folder: Path, report: tier.Report) -> None:
    """Fill `runs` disks, each 12 KiB larger than the one before."""
    for number in range(options.runs):
        report.runs += 1
        with _disk(folder / "disk", _SMALLEST + number * _STEP) as disk:
            fault = _fault_on(disk, report)
        if fault:
            report.fault(f"disk {number}: {fault}")


@contextmanager
def _disk(place: Path, size: int) -> Generator[Path]:
    """Mount a small disk; raises CalledProcessError where that is not allowed."""
    place.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size // 1024}k", "tmpfs", str(place)]
    subprocess.run(mount, check=True, capture_output=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True, capture_output=True)


def _fault_on(disk: Path, report: tier.Report) -> str:
    home = model.folder_of(disk)
    model.create(home)
    home.ballast.write_bytes(bytes(_BALLAST))
    export = home.root / "export.bin"
    write_atomically(export, scribe.exported(1))
    store = guard.open_guarded(home)
    number = _fill(store, home, report)
    fault = _while_full(store, home, number, export)
    if fault:
        return fault
    store.close()
    if fault := _reopened_while_full(home, number):
        return fault
    grow = ["mount", "-o", f"remount,size={_ROOM // 1024}k", str(disk)]
    subprocess.run(grow, check=True, capture_output=True)
    fault = model.reopened_fault(home, {number})
    if fault:
        return f"after making room: {fault}"
    store = guard.open_guarded(home)
    model.edit(store, number + 1)
    guard.close_guarded(store, home)
    return ""


def _fill(store: Store, home: Home, report: tier.Report) -> int:
    """Edit until the disk is full, the ballast given up too; return the last edit stored."""
    for number in range(1, _MOST_EDITS):
        try:
            with_room(home, lambda number=number: model.edit(store, number))
        except StoreError as error:
            report.count(error.code)
            return number - 1
        report.count("edits")
    return _MOST_EDITS - 1


def _while_full(store: Store, home: Home, number: int, export: Path) -> str:
    if home.ballast.exists() and number < _MOST_EDITS - 1:
        return "the ballast was not given up"
    if fault := model.fault_of(store, {number}):
        return f"while full: {fault}"
    try:
        backups.make(store, home.backups, reason="manual")
    except StoreError as error:
        if error.code not in ("backup_unwritable", "backup_folder_unwritable"):
            return f"backup: {error.code}"
    with suppress(DocumentError):
        write_atomically(export, scribe.exported(2))
    is_whole = export.read_bytes() in (scribe.exported(1), scribe.exported(2))
    return "" if is_whole else "the export was harmed"


def _reopened_while_full(home: Home, number: int) -> str:
    fault = model.reopened_fault(home, {number})
    return f"reopened while full: {fault}" if fault else ""


assert ballast.BALLAST_BYTES > _BALLAST  # the real one would not fit on these disks

if __name__ == "__main__":
    sys.exit(tier.main("disk_full", work))
