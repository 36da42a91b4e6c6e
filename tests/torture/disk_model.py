"""What may be on a disk after the power was cut, given the calls that a program made until then.

Each file has the bytes that are surely there (up to its last sync) and the writes since. Names
have a log of their own: created, renamed, deleted. Two models of names: "ordered", where any sync
makes all names durable that were changed before it (journaling file systems), and "strict", where
only a sync of the folder does.
"""

import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture.disk_calls import Call

_SECTOR = 512


@dataclass(slots=True)
class _File:
    """One file, whatever its name: durable bytes, and (offset, data) or (size, None) since."""

    durable: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list[tuple[int, bytes | None]])

    def sync(self, count: int) -> None:
        """Make the first `count` pending writes durable."""
        for offset, data in self.pending[:count]:
            apply(self.durable, offset, data)
        del self.pending[:count]


@dataclass(frozen=True, slots=True)
class _NameChange:
    """`path` now means `file` (None: nothing); `source` is the name that a rename took away."""

    path: str
    file: int | None
    source: str = ""


@dataclass(slots=True)
class Disk:
    """The disk as the program sees it and as it may be found after a power cut."""

    root: str
    is_strict: bool
    is_lying: bool = False
    files: dict[int, _File] = field(default_factory=dict[int, _File])
    now: dict[str, int] = field(default_factory=dict[str, int])
    durable: dict[str, int] = field(default_factory=dict[str, int])
    names: list[_NameChange] = field(default_factory=list[_NameChange])
    folders: set[str] = field(default_factory=set[str])
    _open: dict[int, tuple[str, int | None]] = field(
        default_factory=dict[int, tuple[str, int | None]]
    )
    _places: dict[int, int] = field(default_factory=dict[int, int])
    _marks: dict[int, list[int]] = field(default_factory=dict[int, list[int]])

    def load(self) -> None:
        """Take over what lies in the root folder now: all of it durable."""
        for path in Path(self.root).rglob("*"):
            name = str(path)
            if path.is_dir():
                self.folders.add(name)
            else:
                number = self._new_file()
                self.files[number].durable += path.read_bytes()
                self.now[name] = self.durable[name] = number

    def take(self, call: Call) -> bool:
        """Play one call; say whether it changed anything here."""
        method = getattr(self, f"_{call.name}", None)
        return bool(method(call)) if method else False

    def materialize(self, target: Path, rng: random.Random) -> None:
        """Write one possible disk into a folder."""
        names = self._possible_names(rng)
        keep = rng.choice((0.0, 0.5, 0.9, 1.0))
        for folder in sorted(self.folders):
            (target / os.path.relpath(folder, self.root)).mkdir(parents=True, exist_ok=True)
        for name, number in names.items():
            path = target / os.path.relpath(name, self.root)
            if path.parent.is_dir():
                path.write_bytes(self._possible_bytes(self.files[number], keep, rng))

    # --- calls ---------------------------------------------------------------------------------

    def _openat(self, call: Call) -> bool:
        path = call.paths[0]
        if not path.startswith(self.root):
            self._open.pop(call.result, None)
            return False
        number = self.now.get(path)
        is_made = number is None and "O_CREAT" in call.arguments
        if is_made:
            number = self._new_file()
            self.now[path] = number
            self.names.append(_NameChange(path, number))
        elif number is not None and "O_TRUNC" in call.arguments:
            self.files[number].pending.append((0, None))
        self._open[call.result] = (path, number)
        end = "O_APPEND" in call.arguments
        self._places[call.result] = -1 if end else 0
        return is_made

    def _close(self, call: Call) -> bool:
        self._open.pop(call.descriptor, None)
        return False

    def _lseek(self, call: Call) -> bool:
        if self._places.get(call.descriptor, 0) >= 0:
            self._places[call.descriptor] = call.result
        return False

    def _write(self, call: Call) -> bool:
        _, number = self._open.get(call.descriptor, ("", None))
        if number is None or not call.strings:
            return False
        place = self._places.get(call.descriptor, 0)
        data = call.strings[0][: call.result]
        offset = self._size(self.files[number]) if place < 0 else place
        self.files[number].pending.append((offset, data))
        if place >= 0:
            self._places[call.descriptor] = offset + len(data)
        return True

    def _pwrite64(self, call: Call) -> bool:
        _, number = self._open.get(call.descriptor, ("", None))
        if number is None:
            return False
        data = call.strings[0][: call.result]
        self.files[number].pending.append((call.last_number, data))
        return True

    def _ftruncate(self, call: Call) -> bool:
        _, number = self._open.get(call.descriptor, ("", None))
        if number is not None:
            self.files[number].pending.append((call.last_number, None))
        return number is not None

    def _fsync(self, call: Call) -> bool:
        path, number = self._open.get(call.descriptor, ("", None))
        if not path or self.is_lying:
            return False
        if number is not None:
            self.files[number].sync(len(self.files[number].pending))
        if not self.is_strict:
            self._settle_names(lambda change: True)
        elif number is None:
            self._settle_names(lambda change: os.path.dirname(change.path) == path)
        return True

    _fdatasync = _fsync

    def _unlink(self, call: Call) -> bool:
        path = call.paths[0]
        if path not in self.now:
            return False
        del self.now[path]
        self.names.append(_NameChange(path, None))
        return True

    _unlinkat = _unlink

    def _rename(self, call: Call) -> bool:
        source, target = call.paths[:2]
        if source not in self.now:
            return False
        number = self.now.pop(source)
        self.now[target] = number
        self.names.append(_NameChange(target, number, source))
        return True

    _renameat = _renameat2 = _rename

    def _mkdir(self, call: Call) -> bool:
        path = call.paths[0]
        if path.startswith(self.root):
            self.folders.add(path)
        return False

    def _rmdir(self, call: Call) -> bool:
        self.folders.discard(call.paths[0])
        return False

    # --- inside --------------------------------------------------------------------------------

    def _new_file(self) -> int:
        number = len(self.files) + 1
        self.files[number] = _File()
        return number

    def _settle_names(self, is_synced: Callable[[_NameChange], bool]) -> None:
        left: list[_NameChange] = []
        for change in self.names:
            if is_synced(change):
                _rename_in(self.durable, change)
            else:
                left.append(change)
        self.names = left

    def _possible_names(self, rng: random.Random) -> dict[str, int]:
        """Return names as they may be: the durable ones and a beginning of what came after."""
        names = dict(self.durable)
        for change in self.names[
            : rng.choice((0, len(self.names), rng.randint(0, len(self.names))))
        ]:
            _rename_in(names, change)
        return names

    def _possible_bytes(self, file: _File, keep: float, rng: random.Random) -> bytes:
        data = bytearray(file.durable)
        for offset, written in file.pending:
            if written is None:
                if rng.random() < keep:
                    apply(data, offset, None)
                continue
            for start, piece in _sectors(offset, written):
                if keep == 1.0 or rng.random() < keep:
                    apply(data, start, piece)
        return bytes(data)

    @staticmethod
    def _size(file: _File) -> int:
        size = len(file.durable)
        for offset, data in file.pending:
            size = offset if data is None else max(size, offset + len(data))
        return size


def apply(target: bytearray, offset: int, data: bytes | None) -> None:
    """Write bytes at an offset, or cut or grow to a size."""
    if data is None:
        del target[offset:]
        target.extend(bytes(offset - len(target)))
        return
    if len(target) < offset:
        target.extend(bytes(offset - len(target)))
    target[offset : offset + len(data)] = data


def _sectors(offset: int, data: bytes) -> list[tuple[int, bytes]]:
    """Cut a write at the sectors of the disk, which are kept or lost each on its own."""
    pieces: list[tuple[int, bytes]] = []
    while data:
        size = _SECTOR - offset % _SECTOR
        pieces.append((offset, data[:size]))
        offset, data = offset + size, data[size:]
    return pieces


def _rename_in(names: dict[str, int], change: _NameChange) -> None:
    if change.source:
        names.pop(change.source, None)
    if change.file is None:
        names.pop(change.path, None)
    else:
        names[change.path] = change.file
