"""Write a file whole or not at all (STORE.md 11).

Bytes go to a temporary name in the target's folder, are flushed to the disk and read back before
the file gets its name; the folder is flushed after that, so a reported file survives a power cut.
"""

import errno
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from cds_desktop.errors import DocumentError

_RETRY_SECONDS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0)  # virus scanners and Word hold handles for a while
_USUAL, _PRIVATE = 0o666, 0o600  # the umask takes its part of the first
_REPLACE_EXISTING, _WRITE_THROUGH = 0x1, 0x8
_DISK_FULL = (errno.ENOSPC, errno.EDQUOT)
_CANNOT_SYNC_FOLDERS = (errno.EINVAL, errno.ENOTSUP)  # FAT sticks and some network drives


def write_atomically(
    target: Path,
    data: bytes,
    *,
    is_private: bool = False,
    verify: Callable[[bytes], None] | None = None,
) -> None:
    """Write `data` under `target`'s name, whole or not at all.

    A private file (a key) is readable by its owner only, from its first byte on.

    `verify` gets the bytes read back from the disk and raises when they are not right.
    Raises DocumentError: `output_disk_full`, `output_locked`, `output_folder_unwritable`,
    `output_read_back_differs`; `target` is then what it was.
    """
    temporary = target.with_name(f".~{os.urandom(6).hex()}.tmp")
    try:
        _write_durably(temporary, data, _PRIVATE if is_private else _USUAL)
        written = temporary.read_bytes()
        if written != data:
            raise DocumentError("output_read_back_differs", file=target.name)
        if verify is not None:
            verify(written)
        _replace(temporary, target)
        sync_folder(target.parent)
    except OSError as error:
        raise _translated(error, target) from error
    finally:
        with suppress(OSError):  # the folder may be gone; that error was told already
            temporary.unlink()


def publish(temporary: Path, target: Path) -> None:
    """Give a finished file of the same folder its name, durably; its bytes go to the disk first.

    Raises DocumentError as `write_atomically` does; `target` is then what it was.
    """
    try:
        sync_file(temporary)
        _replace(temporary, target)
        sync_folder(target.parent)
    except OSError as error:
        raise _translated(error, target) from error


def sync_file(path: Path) -> None:
    """Make the bytes of a closed file durable."""
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def free_name(target: Path) -> Path:
    """Return `target`, or the first `name (2).ext`, `name (3).ext` ... that does not exist yet."""
    if not target.exists():
        return target
    numbered = (target.with_stem(f"{target.stem} ({n})") for n in range(2, 1000))
    return next(name for name in numbered if not name.exists())


def sync_folder(folder: Path) -> None:
    """Make renames in `folder` durable; Windows has no such call and needs none here."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC_FOLDERS:
            raise
    finally:
        os.close(descriptor)


def _write_durably(path: Path, data: bytes, mode: int) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _replace(source: Path, target: Path) -> None:
    for pause in (*_RETRY_SECONDS, None):
        try:
            _replace_once(source, target)
            return
        except PermissionError:
            if pause is None or sys.platform != "win32":
                raise
            time.sleep(pause)


def _replace_once(source: Path, target: Path) -> None:
    if sys.platform != "win32":
        os.replace(source, target)
        return
    import ctypes  # only needed here; settings bring this module along at every start

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # else ctypes may overwrite the cause
    if not kernel.MoveFileExW(str(source), str(target), _REPLACE_EXISTING | _WRITE_THROUGH):
        raise ctypes.WinError(ctypes.get_last_error())


def _translated(error: OSError, target: Path) -> DocumentError:
    if error.errno in _DISK_FULL:
        return DocumentError("output_disk_full", folder=str(target.parent))
    if getattr(error, "winerror", None) in (5, 32, 33) and target.exists():
        return DocumentError("output_locked", file=target.name)
    return DocumentError("output_folder_unwritable", folder=str(target.parent))
