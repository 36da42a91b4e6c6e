"""Where the database file may lie, and what may lie in its place (STORE.md 2 and 7).

Looks at names only: opening the file here would drop the locks of a connection to it (POSIX).
"""

import os
import stat
from pathlib import Path

from cds_desktop.errors import StoreError
from cds_desktop.store.disk_kind import fault_of_disk

_LOGS = ("-wal", "-journal")


def check_place(path: Path) -> None:
    """Refuse a path that must not be opened or created; a missing file in a sound folder passes."""
    code = _fault_of_folder(path.parent) or _fault_of_file(path) or _fault_of_disk(path)
    if code is not None:
        raise StoreError(code, path=str(path), folder=str(path.parent), file=path.name)


def _fault_of_folder(folder: Path) -> str | None:
    if not folder.is_dir():
        return "store_folder_missing"
    return None if os.access(folder, os.W_OK | os.X_OK) else "store_read_only"


def _fault_of_disk(path: Path) -> str | None:
    """A new database needs a fixed disk; one that is there is only refused over the network."""
    code = fault_of_disk(path.parent)
    is_refused = code == "store_place_on_network" or not path.exists()
    return code if is_refused else None


def _fault_of_file(path: Path) -> str | None:
    try:
        state = path.lstat()
    except FileNotFoundError:
        return "store_orphan_log" if _has_log(path) else None
    except OSError:
        return "store_cannot_open"
    if stat.S_ISLNK(state.st_mode):
        return "store_is_link"
    if stat.S_ISDIR(state.st_mode):
        return "store_is_folder"
    if not stat.S_ISREG(state.st_mode):
        return "store_not_ours"
    if state.st_nlink > 1:
        return "store_has_hard_links"
    if state.st_size == 0:
        return "store_empty_file"
    return None if os.access(path, os.R_OK | os.W_OK) else "store_read_only"


def _has_log(path: Path) -> bool:
    return any(os.path.lexists(f"{path}{suffix}") for suffix in _LOGS)
