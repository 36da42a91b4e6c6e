"""Makes the hostile archives of INPUT.md 1: each is a genuine bundle with one thing wrong.

`CASES` maps a case's name to its maker and its code; an empty code means harmless: the same bundle.
"""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tests.unit.bundle.bundle_making import genuine, unpacked

MIB = 1024 * 1024
Header = dict[str, int]


@dataclass(frozen=True)
class Part:
    """One entry; `both`, `local` and `central` overwrite header fields."""

    name: bytes
    data: bytes
    both: Header = field(default_factory=dict[str, int])
    local: Header = field(default_factory=dict[str, int])
    central: Header = field(default_factory=dict[str, int])
    local_name: bytes | None = None
    extra: bytes = b""
    comment: bytes = b""
    gap: bytes = b""  # stands before the entry


@dataclass(frozen=True)
class End:
    """What stands behind the entries; None: the right number."""

    disk: int = 0
    first_disk: int = 0
    count_here: int | None = None
    count: int | None = None
    offset: int | None = None
    size: int | None = None
    comment: bytes = b""
    before: bytes = b""  # between directory and end record
    behind: bytes = b""


def archive(parts: list[Part], end: End = End(), *, prefix: bytes = b"") -> bytes:
    """Build a zip file exactly as told, right or wrong."""
    body, directory = bytearray(prefix), bytearray()
    for part in parts:
        body += part.gap
        directory += _central(part, len(body))
        body += _local(part)
    count = len(parts) if end.count is None else end.count
    count_here = count if end.count_here is None else end.count_here
    size = len(directory) if end.size is None else end.size
    offset = len(body) if end.offset is None else end.offset
    numbers = (end.disk, end.first_disk, count_here, count, size, offset, len(end.comment))
    last = b"PK\5\6" + struct.pack("<4H2IH", *numbers) + end.comment
    return bytes(body + directory + end.before + last + end.behind)


def _shared(part: Part, changes: Header, name: bytes) -> bytes:
    method = changes.get("method", part.both.get("method", 0))
    packed = len(part.data)
    fields = {
        "version": 10,
        "flags": 0,
        "method": method,
        "time": 0,
        "date": 33,
        "crc": zlib.crc32(part.data),
        "packed": packed,
        "size": packed,
        "name_length": len(name),
        "extra_length": len(part.extra),
    }
    return struct.pack("<5H3I2H", *(fields | part.both | changes).values())


def _local(part: Part) -> bytes:
    name = part.name if part.local_name is None else part.local_name
    return b"PK\3\4" + _shared(part, part.local, name) + name + part.extra + part.data


def _central(part: Part, offset: int) -> bytes:
    own = {"made_by": 10, "disk": 0, "internal": 0, "external": 0, "offset": offset}
    shared = {name: value for name, value in part.central.items() if name not in own}
    own |= {name: value for name, value in part.central.items() if name in own}
    rest = struct.pack(
        "<3HII", len(part.comment), own["disk"], own["internal"], own["external"], own["offset"]
    )
    head = b"PK\1\2" + struct.pack("<H", own["made_by"]) + _shared(part, shared, part.name)
    return head + rest + part.name + part.extra + part.comment


# --- the cases ----------------------------------------------------------------------------------


def parts() -> list[Part]:
    """Return the entries of a genuine bundle."""
    return [Part(name.encode(), data) for name, data in unpacked(genuine()).items()]


def _last(**changes: object) -> bytes:
    """Change the last entry (v001.csv)."""
    *others, last = parts()
    return archive([*others, replace(last, **changes)])  # pyright: ignore[reportArgumentType]


def _named(name: str | bytes) -> Callable[[], bytes]:
    encoded = name if isinstance(name, bytes) else name.encode()
    return lambda: _last(name=encoded)


def _added(*more: Part) -> bytes:
    return archive([*parts(), *more])


def _both(**changes: int) -> Callable[[], bytes]:
    return lambda: _last(both=changes)


def _in_central(**changes: int) -> Callable[[], bytes]:
    return lambda: _last(central=changes)


def _ended(end: End) -> Callable[[], bytes]:
    return lambda: archive(parts(), end)


def _deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def _packed(part: Part, *, packed: bytes | None = None, size: int | None = None) -> Part:
    """Return the entry deflated, perhaps with another stream or a size that lies."""
    stream = _deflated(part.data) if packed is None else packed
    fields = {"method": 8, "version": 20, "crc": zlib.crc32(part.data)}
    fields |= {"packed": len(stream), "size": len(part.data) if size is None else size}
    return replace(part, data=stream, both=fields)


def _deflated_last(**changes: object) -> bytes:
    *others, last = parts()
    return archive([*others, _packed(last, **changes)])  # pyright: ignore[reportArgumentType]


def _bomb(*, size: int | None = None) -> bytes:
    return _added(_packed(Part(b"v002.csv", bytes(2 * MIB)), size=size))


def _four_large_ones() -> bytes:
    noise = random.Random(1).randbytes(100_000)
    fields = {"method": 8, "version": 20, "size": 8 * MIB, "packed": len(noise)}
    return _added(*(Part(b"v%03d.csv" % number, noise, both=fields) for number in range(2, 7)))


def _full_overlap() -> bytes:
    """Two directory entries for one place."""
    whole, last = parts(), parts()[-1]
    offset = sum(len(_local(part)) for part in whole[:-1])
    directory = [
        _central(part, sum(len(_local(p)) for p in whole[:n])) for n, part in enumerate(whole)
    ]
    directory.append(_central(replace(last, name=b"v002.csv"), offset))
    return _joined([_local(part) for part in whole], directory)


def _quoted_overlap() -> bytes:
    """One entry whose data is the next entry, as in the zip bombs that quote local headers."""
    inner = Part(b"v002.csv", b"inner")
    outer = Part(b"v001.csv", _local(inner))
    quoted_at = 30 + len(outer.name)
    return _joined([_local(outer)], [_central(outer, 0), _central(inner, quoted_at)])


def _joined(bodies: list[bytes], directory: list[bytes]) -> bytes:
    body, central = b"".join(bodies), b"".join(directory)
    count = len(directory)
    numbers = struct.pack("<4H2IH", 0, 0, count, count, len(central), len(body), 0)
    return body + central + b"PK\5\6" + numbers


def _many_entries(count: int) -> bytes:
    local = _local(Part(b"v001.csv", b""))
    return _joined([local], [_central(Part(b"v001.csv", b""), 0)] * count)


def _zip64(*, end_offset: int = 0) -> bytes:
    """A zip64 end record and its locator, which may point elsewhere (CVE-2025-8291)."""
    whole = parts()
    plain = archive(whole)
    end = plain[-22:]
    _, _, _, count, size, offset, _ = struct.unpack("<4H2IH", end[4:])
    record = b"PK\6\6" + struct.pack("<Q2H2I4Q", 44, 45, 45, 0, 0, count, count, size, offset)
    locator = b"PK\6\7" + struct.pack("<IQI", 0, len(plain) - 22 + end_offset, 1)
    return plain[:-22] + record + locator + end


def _zip64_sizes() -> bytes:
    *others, last = parts()
    size = len(last.data)
    extra = struct.pack("<2H2Q", 1, 16, size, size)
    huge = {"size": 0xFFFFFFFF, "packed": 0xFFFFFFFF, "version": 45}
    return archive([*others, replace(last, extra=extra, both=huge)])


def _unicode_path() -> bytes:
    name = b"\1" + struct.pack("<I", zlib.crc32(b"v001.csv")) + "Số liệu.csv".encode()
    return _last(extra=struct.pack("<2H", 0x7075, len(name)) + name)


def _glued() -> bytes:
    return genuine() + genuine()


def _glued_with_right_offsets() -> bytes:
    first = genuine()
    return archive(parts(), prefix=first)


def _second_end_in_comment() -> bytes:
    other = archive([Part(b"v001.csv", b"other")])
    return archive(parts(), End(comment=other))


def _cut(keep: Callable[[bytes], int]) -> Callable[[], bytes]:
    def cut() -> bytes:
        data = genuine()
        return data[: keep(data)]

    return cut


def _office(names: tuple[str, ...]) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as file:
        for name in names:
            file.writestr(name, "<x/>")
    return memory.getvalue()


def _endless_stream() -> bytes:
    """All data are there, but no block says that it is the last one."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    stream = packer.compress(parts()[-1].data) + packer.flush(zlib.Z_SYNC_FLUSH)
    return _deflated_last(packed=stream)


def _no_directory() -> bytes:
    end = len(genuine()) - 22
    return archive(parts(), End(count=0, size=0, offset=end))


def _nested() -> bytes:
    return _added(Part(b"inner.zip", genuine()))


def _rezipped(method: int) -> bytes:
    """What an honest person makes with an honest tool: other order, other times, deflate."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", method) as file:
        for name, data in sorted(unpacked(genuine()).items()):
            file.writestr(zipfile.ZipInfo(name, (2023, 10, 3, 8, 0, 0)), data, method)
    return memory.getvalue()


Case = tuple[Callable[[], bytes], str]

CASES: dict[str, Case] = {
    # names
    "traversal": (_named("../v001.csv"), "G207"),
    "traversal with backslash": (_named("..\\v001.csv"), "G207"),
    "absolute": (_named("/v001.csv"), "G207"),
    "drive": (_named("C:v001.csv"), "G207"),
    "network share": (_named("\\\\host\\v001.csv"), "G207"),
    "nul in name": (_named("v001.csv\0.exe"), "G207"),
    "trailing dot": (_named("v001.csv."), "G207"),
    "trailing space": (_named("v001.csv "), "G207"),
    "leading dot": (_named(".v001.csv"), "G207"),
    "device": (_named("CON"), "G207"),
    "device with ending": (_named("nul.txt"), "G207"),
    "serial port": (_named("com1.csv"), "G207"),
    "alternate data stream": (_named("v001.csv:a"), "G207"),
    "right-to-left override": (_named("v001\u202evsc.exe"), "G207"),
    "decomposed letters": (_named("so\u0302\u0301.csv"), "G207"),
    "not utf-8": (_named(b"v001\xff.csv"), "G207"),
    "300 letters": (_named("v" * 300), "G207"),
    "empty name": (_named(""), "G207"),
    "folder": (_named("v001/"), "G207"),
    "case clash": (lambda: _added(Part(b"V001.CSV", b"x")), "G208"),
    "same name twice": (lambda: _added(Part(b"v001.csv", b"x")), "G208"),
    "nested zip": (_nested, "G209"),
    "program": (lambda: _added(Part(b"setup.exe", b"MZ")), "G209"),
    "table number zero": (lambda: _added(Part(b"v000.csv", b"")), "G209"),
    # two descriptions of one entry
    "local name differs": (lambda: _last(local_name=b"v002.csv"), "G206"),
    "local size differs": (lambda: _last(local={"size": 1}), "G206"),
    "local checksum differs": (lambda: _last(local={"crc": 1}), "G206"),
    "local method differs": (lambda: _last(local={"method": 8}), "G206"),
    "local flags differ": (lambda: _last(local={"flags": 8}), "G206"),
    "local extra field only": (lambda: _last(local={"extra_length": 4}), "G206"),
    # places
    "full overlap": (_full_overlap, "G205"),
    "quoted overlap": (_quoted_overlap, "G205"),
    "gap": (lambda: _last(gap=b"hidden"), "G205"),
    "forged packed size": (_both(packed=0xFFFFFFF0), "G205"),
    "offset behind the file": (_in_central(offset=0xFFFFFF00), "G205"),
    "glued, offsets right": (_glued_with_right_offsets, "G205"),
    # beginning and end
    "self-extracting": (lambda: archive(parts(), prefix=b"MZ\x90\0"), "G200"),
    "suffix": (_ended(End(behind=b"more")), "G202"),
    "one zero byte behind": (_ended(End(behind=b"\0")), "G202"),
    "glued": (_glued, "G202"),
    "comment": (_ended(End(comment=b"note")), "G202"),
    "second end record in comment": (_second_end_in_comment, "G202"),
    "bytes before the end record": (_ended(End(before=b"hidden")), "G202"),
    "disk number": (_ended(End(disk=1, first_disk=1)), "G202"),
    "counts differ": (_ended(End(count_here=1)), "G202"),
    "one entry more than there is": (_ended(End(count=len(parts()) + 1)), "G202"),
    "one entry less than there is": (_ended(End(count=len(parts()) - 1)), "G202"),
    "no entries counted": (_ended(End(count=0)), "G202"),
    "no directory at all": (_no_directory, "G202"),
    "directory offset wrong": (_ended(End(offset=1)), "G202"),
    "directory size wrong": (_ended(End(size=0xFFFFFFFF)), "G202"),
    "cut in the first header": (_cut(lambda data: 20), "G202"),
    "cut in the data": (_cut(lambda data: len(data) // 3), "G202"),
    "cut in the directory": (_cut(lambda data: len(data) - 100), "G202"),
    "cut in the end record": (_cut(lambda data: len(data) - 1), "G202"),
    # features
    "zip64 end record": (_zip64, "G204"),
    "zip64 locator points elsewhere": (lambda: _zip64(end_offset=-7), "G204"),
    "zip64 sizes": (_zip64_sizes, "G204"),
    "unicode path": (_unicode_path, "G204"),
    "extra field": (lambda: _last(extra=struct.pack("<2HI", 0x5455, 4, 0)), "G204"),
    "entry comment": (lambda: _last(comment=b"note"), "G204"),
    "entry on another disk": (_in_central(disk=1), "G204"),
    "encrypted": (_both(flags=1), "G203"),
    "data descriptor": (_both(flags=8), "G203"),
    "patched data": (_both(flags=32), "G203"),
    "hidden headers": (_both(flags=0x2000), "G203"),
    "bzip2": (_both(method=12), "G203"),
    "lzma": (_both(method=14), "G203"),
    "zstd": (_both(method=93), "G203"),
    "aes": (_both(method=99), "G203"),
    # amounts
    "65,535 entries": (lambda: _many_entries(65_535), "G201"),
    "321 entries": (lambda: _many_entries(321), "G201"),
    "deflate bomb": (_bomb, "G201"),
    "large stored entry": (lambda: _added(Part(b"v002.csv", bytes(8 * MIB + 1))), "G201"),
    "too much in all": (_four_large_ones, "G201"),
    "more than 16 MiB": (lambda: genuine() + bytes(16 * MIB), "G201"),
    # content
    "checksum wrong in both": (_both(crc=1), "G210"),
    "stored, larger size declared": (_both(size=9999), "G210"),
    "deflate bomb that lies": (lambda: _bomb(size=2000), "G210"),
    "deflate stream is noise": (lambda: _deflated_last(packed=b"\xff" * 40), "G210"),
    "deflate stream is cut": (lambda: _deflated_last(packed=_deflated(b"x" * 90)[:-2]), "G210"),
    "deflate stream without an end": (_endless_stream, "G210"),
    "bytes behind the stream": (
        lambda: _deflated_last(packed=_deflated(parts()[-1].data) + b"more"),
        "G210",
    ),
    "deflated, smaller size declared": (lambda: _deflated_last(size=100), "G210"),
    # not a bundle at all
    "empty": (bytes, "G101"),
    "empty zip": (lambda: archive([]), "G200"),
    "web page": (lambda: b"<!DOCTYPE html><html>virus found</html>", "G200"),
    "pdf": (lambda: b"%PDF-1.7\n", "G200"),
    "rar": (lambda: b"Rar!\x1a\7\1\0", "G200"),
    "split archive": (lambda: b"PK\7\x08" + genuine(), "G200"),
    "word document": (lambda: _office(("[Content_Types].xml", "word/document.xml")), "G200"),
    "excel workbook": (lambda: _office(("docProps/app.xml", "xl/workbook.xml")), "G200"),
    "opendocument": (lambda: _office(("mimetype", "content.xml")), "G200"),
    "noise": (lambda: b"noise" * 99, "G200"),
    "age": (lambda: b"age-encryption.org/v1\n-> X25519 ...\n", "G220"),
    # harmless
    "utf-8 flag": (_both(flags=0x0800), ""),
    "made on unix": (_in_central(made_by=0x031E), ""),
    "symbolic link mode": (_in_central(made_by=0x031E, external=0o120777 << 16), ""),
    "other times": (_both(time=1234, date=5678), ""),
    "deflated": (_deflated_last, ""),
    "zipped again, stored": (lambda: _rezipped(zipfile.ZIP_STORED), ""),
    "zipped again, deflated": (lambda: _rezipped(zipfile.ZIP_DEFLATED), ""),
}
