"""Who has the database open, and since when: for the sentence that a second window shows.

The truth is SQLite's lock. This file only says more about it and is read only when that lock is
taken; one that a killed program left behind says that the last session did not end properly.
"""

import json
import os
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

_TRIES, _PAUSE = 5, 0.02
_LOCKED_BYTES, _LOCKED_COUNT = 0x40000000, 512  # where SQLite puts its locks
_OPEN_HERE: set[Path] = set()


@dataclass(frozen=True, slots=True)
class LockInfo:
    """The program that has the database open; `since` is local time as a person reads it."""

    pid: int
    user: str
    host: str
    since: str

    def as_params(self) -> dict[str, object]:
        """Return the fields as an error names them."""
        return asdict(self)


def file_of(database: Path) -> Path:
    """Return the file that tells about the lock of a database."""
    return database.with_name(f"{database.name}.dang-mo")


def write(database: Path) -> None:
    """Say that this process has it open; what cannot be said is left out."""
    _OPEN_HERE.add(database)
    info = LockInfo(os.getpid(), _user(), _host(), f"{datetime.now():%H:%M ngày %d/%m/%Y}")
    target = file_of(database)
    temporary = target.with_name(f"{target.name}.tmp")
    with suppress(OSError):  # a full disk: the lock itself holds without it
        temporary.write_text(json.dumps(asdict(info), ensure_ascii=False), "utf-8")
        os.replace(temporary, target)


def read(database: Path) -> LockInfo | None:
    """Return who had it open last and did not close it; None when nobody can be named."""
    try:
        return LockInfo(**json.loads(file_of(database).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def holder(database: Path) -> LockInfo | None:
    """Return who has it open now; waits a moment for one who is just opening it."""
    for _ in range(_TRIES):
        info = read(database)
        if info is not None and is_alive(info):
            return info
        time.sleep(_PAUSE)
    return None


def is_open(database: Path) -> bool:
    """Say whether somebody has the file open, this process too, without touching it.

    Asks for the bytes that SQLite locks; only when this process has it closed, for closing a second
    handle would drop the locks of the first (POSIX).
    """
    if database in _OPEN_HERE:
        return True
    try:
        descriptor = os.open(database, os.O_RDWR | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        return False
    except OSError:
        return sys.platform == "win32"
    try:
        _try_lock(descriptor)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return False


def remove(database: Path) -> None:
    """Say that nobody has it open any more."""
    _OPEN_HERE.discard(database)
    with suppress(OSError):
        file_of(database).unlink()


def is_alive(info: LockInfo) -> bool:
    """Say whether the program that it names still runs, as far as can be told."""
    if sys.platform == "win32" or info.host != _host():  # a signal would end it there
        return True
    try:
        os.kill(info.pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _try_lock(descriptor: int) -> None:
    """Lock and unlock the bytes that SQLite locks; raises OSError when somebody has them."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, _LOCKED_BYTES, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, _LOCKED_COUNT)
        os.lseek(descriptor, _LOCKED_BYTES, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, _LOCKED_COUNT)
    else:
        import fcntl

        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, _LOCKED_COUNT, _LOCKED_BYTES)
        fcntl.lockf(descriptor, fcntl.LOCK_UN, _LOCKED_COUNT, _LOCKED_BYTES)


def _user() -> str:
    return os.environ.get("USERNAME") or os.environ.get("USER") or os.environ.get("LOGNAME") or "?"


def _host() -> str:
    return os.environ.get("COMPUTERNAME") or (os.uname().nodename if hasattr(os, "uname") else "?")
