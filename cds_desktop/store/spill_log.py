"""The spill log: every committed change once more, a line each, beside the database (STORE.md 4).

`edits-YYYYMM.log` has lines `JSON<TAB>CRC-32`. JSON is `[number, place, count, history, rows]`: the
line's own number, its place among the lines of its transaction, the history's row with its
chain hash, and the rows of other tables as they stood after it; or `[number, "base", seq, hash]`:
from here on the history continues at `seq`, whatever the lines before said (after a restore, or
when lines are missing). Lines are ordered by their numbers; the month in the name orders nothing.

A line is written when COMMIT has returned and flushed within a second by a thread of its own. The
database stays the only truth: only recovery reads the log, to replay what a backup does not have.
"""

import base64
import json
import os
import threading
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cds_desktop.limits import MIB
from cds_desktop.store.connection import LoggedChange
from cds_desktop.store.history import Head

_FLUSH_SECONDS = 1.0
_MOST_WAITING = 32 * MIB
_TAIL_BYTES = 16 * 1024
_SEQ, _HASH, _PREVIOUS = 0, 16, 15  # columns of a history row


@dataclass(frozen=True, slots=True)
class Transaction:
    """What one COMMIT changed; `number` is the number of its first line."""

    number: int
    changes: tuple[LoggedChange, ...]

    @property
    def previous(self) -> str:
        """The hash of the history row before, in hex."""
        before = self.changes[0].history[_PREVIOUS]
        return before.hex() if isinstance(before, bytes) else ""

    @property
    def head(self) -> Head:
        """Where the history ends after it."""
        return _head_of(self.changes[-1].history)


@dataclass(frozen=True, slots=True)
class Base:
    """A line that says where the history continues."""

    number: int
    head: Head


@dataclass(frozen=True, slots=True)
class Tail:
    """The last line: its number and where the history ended then."""

    number: int
    head: Head


class SpillLog:
    """The log open for writing; it never fails and never stops a save.

    What could not be written waits in memory and goes first the next time.
    """

    def __init__(self, folder: Path, *, number: int = 0) -> None:
        self._number = number
        self._waiting = b""
        self._written = threading.Event()
        self._closing = threading.Event()
        self._descriptor = _open(folder)
        self._flusher = threading.Thread(target=self._flush_often, name="spill-log", daemon=True)
        self._flusher.start()

    @property
    def is_behind(self) -> bool:
        """Say whether something could not be written: then only a backup has it."""
        return bool(self._waiting)

    def committed(self, changes: Sequence[LoggedChange]) -> None:
        """Write one transaction."""
        for place, change in enumerate(changes):
            self._add([place, len(changes), change.history, change.stored])
        self._write()

    def start_from(self, head: Head) -> None:
        """Write that the history continues at `head`."""
        self._add(["base", head.seq, head.hash])
        self._write()

    def close(self) -> None:
        """Flush and close; closing again does nothing."""
        if self._closing.is_set():
            return
        self._closing.set()
        self._written.set()
        self._flusher.join()
        with suppress(OSError):
            os.fsync(self._descriptor)
        os.close(self._descriptor)

    def _add(self, content: list[Any]) -> None:
        self._number += 1
        text = json.dumps([self._number, *content], default=_packed, separators=(",", ":"))
        line = text.encode()
        self._waiting += b"%b\t%08x\n" % (line, zlib.crc32(line))

    def _write(self) -> None:
        with suppress(OSError):
            count = os.write(self._descriptor, self._waiting)
            self._waiting = self._waiting[count:]
            self._written.set()
        if len(self._waiting) > _MOST_WAITING:  # the gap shows by the chain; a backup closes it
            self._waiting = b""

    def _flush_often(self) -> None:
        while not self._closing.is_set():
            self._written.wait()
            self._written.clear()
            with suppress(OSError):
                os.fsync(self._descriptor)
            self._closing.wait(_FLUSH_SECONDS)


def open_log(folder: Path) -> SpillLog:
    """Open the log of this month behind everything that is written already."""
    folder.mkdir(parents=True, exist_ok=True)
    end = tail(folder)
    return SpillLog(folder, number=end.number if end else 0)


def tail(folder: Path) -> Tail | None:
    """Return the last line of all; None when there is no line."""
    ends = [end for path in _files(folder) if (end := _tail_of(path))]
    return max(ends, key=lambda end: end.number, default=None)


def read(folder: Path) -> list[Transaction | Base]:
    """Return everything that was written and is whole, by number."""
    found: list[Transaction | Base] = []
    for path in _files(folder):
        found += _grouped(_lines(path.read_bytes()))
    return sorted(found, key=lambda entry: entry.number)


def prune(folder: Path, *, up_to: int) -> None:
    """Delete whole files that hold nothing after history row `up_to`; never the last one."""
    ends = [(end, path) for path in _files(folder) if (end := _tail_of(path))]
    newest = max((end.number for end, _ in ends), default=0)
    for end, path in ends:
        if end.number < newest and end.head.seq <= up_to:
            with suppress(OSError):
                path.unlink()


def path_from(head: Head, log: Sequence[Transaction | Base]) -> Iterator[Transaction]:
    """Yield the transactions that continue the history at `head`, in order.

    Where two lines of history begin at the same place, the one that was written last counts; a
    base at that place ends those before it.
    """
    following: dict[str, Transaction] = {}
    for entry in log:
        if isinstance(entry, Base):
            following.pop(entry.head.hash, None)
        else:
            following[entry.previous] = entry
    place = head.hash
    while place in following:
        transaction = following.pop(place)
        yield transaction
        place = transaction.head.hash


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("edits-*.log"))


def _open(folder: Path) -> int:
    path = folder / f"edits-{datetime.now():%Y%m}.log"
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, 0o600)
    size = os.lseek(descriptor, 0, os.SEEK_END)
    if size:
        os.lseek(descriptor, size - 1, os.SEEK_SET)
        if os.read(descriptor, 1) != b"\n":  # a line that a power cut tore
            with suppress(OSError):
                os.write(descriptor, b"\n")
    return descriptor


def _tail_of(path: Path) -> Tail | None:
    """Return the last whole line of a file, reading no more of its end than needed."""
    size = path.stat().st_size
    piece = _TAIL_BYTES
    while True:
        with path.open("rb") as file:
            file.seek(max(0, size - piece))
            data = file.read()
        for line in reversed(data.split(b"\n")):
            if (content := _content(line)) is not None:
                return _as_tail(content)
        if piece >= size:
            return None
        piece *= 8


def _as_tail(content: list[Any]) -> Tail:
    number, place, *rest = content
    if place == "base":
        return Tail(number, Head(*rest))
    return Tail(number, _head_of(rest[1]))


def _lines(data: bytes) -> Iterator[list[Any]]:
    """Yield the content of every whole line; a torn or changed one is left out."""
    for line in data.split(b"\n"):
        if (content := _content(line)) is not None:
            yield content


def _content(line: bytes) -> list[Any] | None:
    """Return what a line says; None for one that is torn, changed or empty."""
    text, _, crc = line.rpartition(b"\t")
    if not text or crc != b"%08x" % zlib.crc32(text):
        return None
    return json.loads(text, object_hook=_unpacked)


def _grouped(lines: Iterator[list[Any]]) -> Iterator[Transaction | Base]:
    """Put the lines of each transaction together; one that is not whole never counts."""
    group: list[LoggedChange] = []
    last = 0
    for number, place, *rest in lines:
        if place == "base":
            yield Base(number, Head(*rest))
            continue
        count, history, stored = rest
        if place != len(group) or number != last + 1:
            group = []
        last = number
        if place == len(group):
            rows = tuple((table, tuple(columns)) for table, columns in stored)
            group.append(LoggedChange(tuple(history), rows))
        if len(group) == count:
            yield Transaction(number - count + 1, tuple(group))
            group = []


def _head_of(history: Sequence[Any]) -> Head:
    return Head(history[_SEQ], history[_HASH].hex())


def _packed(value: object) -> dict[str, str]:
    if not isinstance(value, bytes):
        raise TypeError(f"not for the log: {type(value)}")
    return {"b": base64.b64encode(value).decode("ascii")}


def _unpacked(value: dict[str, str]) -> bytes:
    return base64.b64decode(value["b"])
