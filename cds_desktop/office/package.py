"""Read and write an Office file as what it is: a zip of parts. Same parts, same bytes.

Foreign files are only read within limits (INPUT.md 4, 6); names never become paths.
"""

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from cds_desktop import limits
from cds_desktop.errors import DocumentError

_MAX_PARTS = 500
_MAX_INFLATED = 100 * limits.MIB
_MAX_PART = 50 * limits.MIB
_FIRST = ("[Content_Types].xml", "_rels/.rels")
_DATE = (1980, 1, 1, 0, 0, 0)
_OLE_MAGIC = b"\xd0\xcf\x11\xe0"  # .doc, .xls and files under a password
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)

CORE_PROPERTIES = "docProps/core.xml"
CORE_PROPERTIES_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"


@dataclass(frozen=True, slots=True)
class Package:
    """An Office file in memory: its name, for messages, and its parts by name."""

    file: str
    parts: dict[str, bytes] = field(repr=False)


def read_package(data: bytes, *, file: str, max_bytes: int = limits.TEMPLATE_BYTES) -> Package:
    """Read all parts; raises DocumentError `template_broken` when this is no sound Office file."""
    if len(data) > max_bytes:
        raise _broken(file, f"tệp lớn hơn {max_bytes // limits.MIB} MB")
    if data.startswith(_OLE_MAGIC):
        raise _broken(file, "tệp có mật khẩu hoặc thuộc định dạng cũ (.doc, .xls)")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_entries(archive.infolist(), file=file)
            names = [name for name in archive.namelist() if not name.endswith("/")]
            parts = {name: archive.read(name) for name in names}
    except _DAMAGE as error:
        raise _broken(file, "không mở được như một tệp nén") from error
    if _FIRST[0] not in parts:
        raise _broken(file, "thiếu phần [Content_Types].xml")
    return Package(file, parts)


def write_package(parts: Mapping[str, bytes]) -> bytes:
    """Return the file's bytes; order, dates and attributes are fixed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in [*_FIRST, *sorted(set(parts) - set(_FIRST))]:
            if name in parts:
                archive.writestr(_entry(name), parts[name], zipfile.ZIP_DEFLATED, 6)
    return buffer.getvalue()


def inserted(part: bytes, text: str, before: str) -> bytes:
    """Return a part with some XML put before its last `before`, a closing tag."""
    place = part.rindex(before.encode())
    return part[:place] + text.encode() + part[place:]


def core_properties(*, title: str, creator: str) -> bytes:
    """Return the part that says what the file is and who made it; it holds no clock."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(creator)}</dc:creator>"
        "<dc:language>vi-VN</dc:language></cp:coreProperties>"
    ).encode()


def _broken(file: str, reason: str) -> DocumentError:
    return DocumentError("template_broken", file=file, reason=reason)


def _check_entries(entries: Iterable[zipfile.ZipInfo], *, file: str) -> None:
    listed = list(entries)
    names = [entry.filename.casefold() for entry in listed]
    if len(listed) > _MAX_PARTS or len(set(names)) != len(names):
        raise _broken(file, "danh mục các phần bên trong không hợp lệ")
    if any(name.startswith("/") or "\\" in name or ".." in name for name in names):
        raise _broken(file, "tên phần bên trong không hợp lệ")
    sizes = [entry.file_size for entry in listed]
    if sum(sizes) > _MAX_INFLATED or max(sizes, default=0) > _MAX_PART:
        raise _broken(file, "nội dung giải nén quá lớn")


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.create_system = 0  # the same on every system
    return entry
