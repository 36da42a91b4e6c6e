"""The outer zip file, byte for byte (BUNDLE.md 3): deterministic when written, strict when read.

The reader is our own, because Python's `zipfile` opens archives that have two meanings. It works on
one buffer in memory, never touches the disk, and accepts what an honest unzip and re-zip makes of a
bundle.
"""

import re
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cds_desktop.bundle.foreign_files import AGE_MAGIC, is_office_file, looks_like
from cds_desktop.bundle.sums import SIGNATURE, SUMS
from cds_desktop.errors import BundleError
from cds_desktop.limits import (
    BUNDLE_BYTES,
    BUNDLE_ENTRIES,
    BUNDLE_ENTRY_BYTES,
    BUNDLE_INFLATED_BYTES,
    INFLATE_RATIO,
)

_LOCAL, _CENTRAL, _END, _ZIP64 = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x07"
# Version needed, flags, method, time, date, CRC, packed size, size, name length, extra length:
# the local header ends with these 26 bytes, and the central one repeats them.
_SHARED = struct.Struct("<5H3I2H")
# Comment length, disk, internal and external attributes, offset.
_CENTRAL_REST = struct.Struct("<3HII")
_END_REST = struct.Struct("<4H2IH")
_LOCAL_BYTES, _CENTRAL_BYTES, _END_BYTES = 30, 46, 22

_VERSION, _DATE_1980 = 10, 33
_STORED, _DEFLATED = 0, 8
_UTF8_NAME = 0x0800
_FIRST = (SUMS, SIGNATURE, f"{SUMS}.sig2", f"{SUMS}.sig3", f"{SUMS}.p7s")

_NAME = re.compile(rb"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}(?<!\.)")
_DEVICE = re.compile(rb"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Entry:
    shared: bytes
    flags: int
    method: int
    checksum: int
    packed_size: int
    size: int
    name: bytes
    extra_length: int
    comment_length: int
    disk: int
    offset: int

    @property
    def start(self) -> int:
        return self.offset + _LOCAL_BYTES + len(self.name)

    @property
    def end(self) -> int:
        return self.start + self.packed_size


def load_file(path: Path) -> bytes:
    """Return the bytes of a file from outside; G100 unreadable, G201 too large."""
    try:
        with path.open("rb") as file:
            data = file.read(BUNDLE_BYTES + 1)
    except OSError as error:
        raise BundleError("G100", file=path.name) from error
    _check_size(data)
    return data


def write_zip(files: Mapping[str, bytes]) -> bytes:
    """Return the one zip file that holds `files`: same files, same bytes, on every machine."""
    body, directory = bytearray(), bytearray()
    for name in sorted(files, key=_writing_order):
        encoded, data = name.encode("ascii"), files[name]
        shared = _shared_header(encoded, data)
        rest = _CENTRAL_REST.pack(0, 0, 0, 0, len(body))
        directory += _CENTRAL + struct.pack("<H", _VERSION) + shared + rest + encoded
        body += _LOCAL + shared + encoded + data
    count = len(files)
    end = _END_REST.pack(0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory + _END + end)


def read_zip(data: bytes, *, known_names: re.Pattern[str]) -> dict[str, bytes]:
    """Return name -> content; G101 and G200-G210, the first rule that is broken decides."""
    _check_size(data)
    _check_beginning(data)
    entries, directory = _central_directory(data)
    _check_features(entries)
    _check_layout(entries, directory)
    _check_local_headers(data, entries)
    _check_names(entries, known_names)
    _check_sizes(entries)
    return {entry.name.decode("ascii"): _content(data, entry) for entry in entries}


def _writing_order(name: str) -> tuple[int, str]:
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)


def _shared_header(name: bytes, data: bytes) -> bytes:
    size = len(data)
    return _SHARED.pack(
        _VERSION, 0, _STORED, 0, _DATE_1980, zlib.crc32(data), size, size, len(name), 0
    )


def _check_size(data: bytes) -> None:
    if not data:
        raise BundleError("G101")
    if len(data) > BUNDLE_BYTES:
        raise BundleError("G201")


def _check_beginning(data: bytes) -> None:
    if data.startswith(AGE_MAGIC):
        raise BundleError("G220")
    if not data.startswith(_LOCAL):
        raise BundleError("G200", looks_like=looks_like(data))
    if is_office_file(data):
        raise BundleError("G200", looks_like="tệp Word, Excel hoặc OpenDocument")


def _central_directory(data: bytes) -> tuple[list[_Entry], int]:
    """Return the entries and the place where the directory begins."""
    end = len(data) - _END_BYTES
    if end < 0 or data[end : end + 4] != _END:
        raise BundleError("G202")
    if data[max(0, end - 20) :].startswith(_ZIP64):
        raise BundleError("G204")
    disk, first_disk, count_here, count, size, start, comment = _END_REST.unpack(data[end + 4 :])
    if disk or first_disk or comment or count_here != count or not count or start + size != end:
        raise BundleError("G202")
    if count > BUNDLE_ENTRIES:
        raise BundleError("G201")
    return _directory_entries(data[start:end], count), start


def _directory_entries(directory: bytes, count: int) -> list[_Entry]:
    entries: list[_Entry] = []
    position = 0
    for _ in range(count):
        entry, position = _directory_entry(directory, position)
        entries.append(entry)
    if position != len(directory):
        raise BundleError("G202")
    return entries


def _directory_entry(directory: bytes, at: int) -> tuple[_Entry, int]:
    """Return the entry that begins at a place, and the place behind it."""
    name_start = at + _CENTRAL_BYTES
    if directory[at : at + 4] != _CENTRAL or name_start > len(directory):
        raise BundleError("G202")
    shared = directory[at + 6 : at + 32]
    comment_length, disk, _, _, offset = _CENTRAL_REST.unpack(directory[at + 32 : name_start])
    _, flags, method, _, _, checksum, packed, size, name_length, extra = _SHARED.unpack(shared)
    name = directory[name_start : name_start + name_length]
    behind = name_start + name_length + extra + comment_length
    if behind > len(directory):
        raise BundleError("G202")
    rest = (name, extra, comment_length, disk, offset)
    return _Entry(shared, flags, method, checksum, packed, size, *rest), behind


def _check_features(entries: list[_Entry]) -> None:
    if any(entry.flags not in (0, _UTF8_NAME) for entry in entries):
        raise BundleError("G203")
    if any(entry.method not in (_STORED, _DEFLATED) for entry in entries):
        raise BundleError("G203")
    if any(entry.extra_length or entry.comment_length or entry.disk for entry in entries):
        raise BundleError("G204")


def _check_layout(entries: list[_Entry], directory: int) -> None:
    starts = [entry.offset for entry in entries] + [directory]
    ends = [0] + [entry.end for entry in entries]
    if starts != ends:
        raise BundleError("G205")


def _check_local_headers(data: bytes, entries: list[_Entry]) -> None:
    for entry in entries:
        if data[entry.offset : entry.start] != _LOCAL + entry.shared + entry.name:
            raise BundleError("G206")


def _check_names(entries: list[_Entry], known_names: re.Pattern[str]) -> None:
    names = [entry.name for entry in entries]
    if not all(_NAME.fullmatch(name) and not _DEVICE.fullmatch(name) for name in names):
        raise BundleError("G207")
    if len({name.lower() for name in names}) != len(names):
        raise BundleError("G208")
    for name in names:
        if not known_names.fullmatch(name.decode("ascii")):
            raise BundleError("G209", place=name.decode("ascii"))


def _check_sizes(entries: list[_Entry]) -> None:
    if sum(entry.size for entry in entries) > BUNDLE_INFLATED_BYTES:
        raise BundleError("G201")
    for entry in entries:
        is_bomb = entry.method == _DEFLATED and entry.size > INFLATE_RATIO * entry.packed_size
        if entry.size > BUNDLE_ENTRY_BYTES or is_bomb:
            raise BundleError("G201")


def _content(data: bytes, entry: _Entry) -> bytes:
    packed = data[entry.start : entry.end]
    content = packed if entry.method == _STORED else _inflated(packed, entry.size)
    if len(content) != entry.size or zlib.crc32(content) != entry.checksum:
        raise BundleError("G210")
    return content


def _inflated(packed: bytes, size: int) -> bytes:
    inflater = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
    try:
        content = inflater.decompress(packed, size + 1)
    except zlib.error as error:
        raise BundleError("G210") from error
    if not inflater.eof or inflater.unused_data:
        raise BundleError("G210")
    return content
