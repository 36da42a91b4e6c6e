"""A file that takes room as long as there is plenty, and gives it back when there is none.

With it the edit that meets a full disk is still stored, and the user is warned (STORE.md 4).
"""

import os
from contextlib import suppress
from pathlib import Path

from cds_desktop.limits import MIB

BALLAST_BYTES = 16 * MIB
WANTED_FREE_BYTES = 500 * MIB
WARN_FREE_BYTES = 1024 * MIB


def keep(path: Path, *, size: int = BALLAST_BYTES) -> bool:
    """Write the file when it is missing and there is room enough; say whether it is there."""
    if _size(path) == size:
        return True
    if free_bytes(path.parent) < WANTED_FREE_BYTES:
        return False
    temporary = path.with_name(f".~{path.name}.tmp")
    try:
        _fill(temporary, size)
        os.replace(temporary, path)
    except OSError:
        return False
    finally:
        with suppress(OSError):
            temporary.unlink()
    return True


def release(path: Path) -> bool:
    """Give the room back; say whether there was any to give."""
    try:
        path.unlink()
    except OSError:
        return False
    return True


def free_bytes(folder: Path) -> int:
    """Return how much room a folder's disk has."""
    import shutil  # brings three compressors along: not at every start

    return shutil.disk_usage(folder).free


def _fill(path: Path, size: int) -> None:
    """Write noise: zeros would take no room on a disk that compresses or leaves holes."""
    block = os.urandom(MIB)
    with path.open("wb") as file:
        for start in range(0, size, MIB):
            file.write(block[: min(MIB, size - start)])
        file.flush()
        os.fsync(file.fileno())


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
