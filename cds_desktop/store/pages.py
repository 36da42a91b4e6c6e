"""Read records straight from the pages of a SQLite file, whatever state the file is in.

For salvage only: it needs no header, no schema and no intact tree, looks at every page on its own
(those in the log too) and yields whatever reads as a record. Nothing here is trusted: the caller
proves each record by its hash.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_PAGE_BYTES = 4096
_WAL_HEADER, _FRAME_HEADER = 32, 24
_TABLE_LEAF, _INDEX_LEAF, _INDEX_INTERIOR = 0x0D, 0x0A, 0x02
_MOST_COLUMNS = 32
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}

Record = tuple[Any, ...]
"""A row number (0 where the table has none) and the columns: int, str, bytes or None."""


@dataclass(frozen=True, slots=True)
class _Pages:
    """The pages of one file; `main` finds the pages that long records go on in."""

    pages: tuple[bytes, ...]
    main: tuple[bytes, ...]


def records(database: Path) -> Iterator[Record]:
    """Yield every record in the database and in its log, older states of a row too."""
    main = _split(_read(database), _PAGE_BYTES, start=0)
    frames = _split(
        _read(database.with_name(f"{database.name}-wal"))[_WAL_HEADER:],
        _PAGE_BYTES + _FRAME_HEADER,
        start=_FRAME_HEADER,
    )
    source = _Pages(main + frames, main)
    for number, page in enumerate(source.pages):
        yield from _records_of(page, source, start=100 if number == 0 else 0)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _split(data: bytes, size: int, *, start: int) -> tuple[bytes, ...]:
    return tuple(data[place + start : place + size] for place in range(0, len(data), size))


def _records_of(page: bytes, source: _Pages, *, start: int) -> Iterator[Record]:
    kind = page[start] if len(page) > start + 8 else 0
    if kind not in (_TABLE_LEAF, _INDEX_LEAF, _INDEX_INTERIOR):
        return
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    pointers = start + (12 if kind == _INDEX_INTERIOR else 8)
    for index in range(min(count, _PAGE_BYTES // 4)):
        at = int.from_bytes(page[pointers + 2 * index : pointers + 2 * index + 2], "big")
        try:
            yield _record_at(page, at + (4 if kind == _INDEX_INTERIOR else 0), kind, source=source)
        except (IndexError, ValueError, OverflowError):  # not a record any more
            continue


def _record_at(page: bytes, at: int, kind: int, *, source: _Pages) -> Record:
    size, at = _varint(page, at)
    row = 0
    if kind == _TABLE_LEAF:
        row, at = _varint(page, at)
    return (row, *_columns(_payload(page, at, size, is_table=kind == _TABLE_LEAF, source=source)))


def _payload(page: bytes, at: int, size: int, *, is_table: bool, source: _Pages) -> bytes:
    """Return a record's bytes, with those on overflow pages."""
    most = _PAGE_BYTES - 35 if is_table else (_PAGE_BYTES - 12) * 64 // 255 - 23
    if size <= most:
        return page[at : at + size]
    least = (_PAGE_BYTES - 12) * 32 // 255 - 23
    local = least + (size - least) % (_PAGE_BYTES - 4)
    local = local if local <= most else least
    data = page[at : at + local]
    following = int.from_bytes(page[at + local : at + local + 4], "big")
    while len(data) < size and 0 < following <= len(source.main):
        overflow = source.main[following - 1]
        data += overflow[4:]
        following = int.from_bytes(overflow[:4], "big")
    return data[:size]


def _columns(payload: bytes) -> Iterator[object]:
    header_end, at = _varint(payload, 0)
    kinds: list[int] = []
    while at < header_end and len(kinds) < _MOST_COLUMNS:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    at = header_end
    for kind in kinds:
        size = _bytes_of(kind)
        piece = payload[at : at + size]
        if len(piece) != size:
            raise ValueError("shorter than it says")
        yield _value(kind, piece)
        at += size


def _bytes_of(kind: int) -> int:
    if kind >= 12:
        return (kind - 12) // 2
    return _INTEGER_BYTES.get(kind, 0)


def _value(kind: int, piece: bytes) -> object:
    if kind == 0:
        return None
    if kind in (8, 9):
        return kind - 8
    if kind < 12:
        return int.from_bytes(piece, "big", signed=True)
    return piece.decode("utf-8") if kind % 2 else piece


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for _ in range(8):
        byte = data[at]
        at += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at
    return value << 8 | data[at], at + 1
