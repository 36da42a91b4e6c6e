"""Open the package of a foreign workbook: what it really is, and whether it is safe to read.

Judged by its bytes, never by its name. Nothing is written to disk, no name becomes a path, no link
is followed; macros are refused, other active content is not looked at (INPUT.md 4).
"""

import io
import re
import zipfile
import zlib

from cds_desktop import limits
from cds_desktop.errors import DocumentError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_WEB_PAGE = re.compile(rb"\s*(<!doctype\s+html|<html|<head|<table|<body|<meta)", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml")
_FOREIGN_STARTS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
)
_ENTITY = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_OLD_BIFF = (b"\x09\x08\x10\x00", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00", b"\x09\x00\x04\x00")
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_SMALL_PART = 1024 * 1024  # below that a high ratio harms nobody
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
    KeyError,
)


class Parts:
    """The parts of a workbook, inflated one at a time."""

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as error:
            raise DocumentError("sheet_broken", file=file) from error
        self._entries = {_plain(entry.filename): entry for entry in self._archive.infolist()}
        self._check()

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._entries

    def read(self, name: str) -> bytes:
        """Return a part's bytes; raises DocumentError `sheet_broken`, `sheet_has_entities`."""
        try:
            data = self._archive.read(self._entries[_plain(name)])
        except _DAMAGE as error:
            raise DocumentError("sheet_broken", file=self.file) from error
        if _ENTITY.search(data):
            raise DocumentError("sheet_has_entities", file=self.file)
        return data

    def _check(self) -> None:
        entries = self._archive.infolist()
        names = set(self._entries)
        if len(entries) > limits.SHEET_PARTS or len(names) != len(entries):
            raise DocumentError("sheet_broken", file=self.file)
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise DocumentError("sheet_broken", file=self.file)
        _check_kind(names, self)
        if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
            raise DocumentError("sheet_has_macros", file=self.file)
        if any(map(_swells, entries)) or sum(e.file_size for e in entries) > _most_inflated():
            raise DocumentError("sheet_inflates_too_much", file=self.file)
        for name in names:
            if name.endswith((".xml", ".rels", ".vml")):
                self.read(name)


def refuse_foreign(data: bytes, file: str) -> bool:
    """Refuse what is neither a workbook nor text; say whether it is a zip package (else text)."""
    if not data.strip():
        raise DocumentError("sheet_empty_file", file=file)
    if len(data) > limits.SHEET_BYTES:
        raise DocumentError("sheet_too_large", file=file, most=limits.SHEET_BYTES // limits.MIB)
    if data.startswith(_ZIP):
        return True
    bare = data.removeprefix(_BYTE_ORDER_MARKS[0])
    if data.startswith((_OLE, *_OLD_BIFF)):
        raise DocumentError("sheet_old_format", file=file)
    if _WEB_PAGE.match(bare[:4096]):
        raise DocumentError("sheet_is_web_page", file=file)
    if _XML.match(bare[:4096]) and b"urn:schemas-microsoft-com:office:spreadsheet" in bare[:4096]:
        raise DocumentError("sheet_old_format", file=file)
    if _XML.match(bare[:4096]) or data.startswith(_FOREIGN_STARTS) or data.startswith(b"PK"):
        raise DocumentError("sheet_not_a_workbook", file=file)
    if b"\0" in data and not data.startswith(_BYTE_ORDER_MARKS[1:]):
        raise DocumentError("sheet_not_a_workbook", file=file)
    return False


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _most_inflated() -> int:
    return limits.SHEET_INFLATED_BYTES


def _swells(entry: zipfile.ZipInfo) -> bool:
    if entry.file_size > limits.SHEET_PART_BYTES:
        return True
    ratio = entry.file_size / max(entry.compress_size, 1)
    return entry.file_size > _SMALL_PART and ratio > limits.INFLATE_RATIO


def _check_kind(names: set[str], parts: Parts) -> None:
    if "xl/workbook.bin" in names:
        raise DocumentError("sheet_binary_format", file=parts.file)
    if "content.xml" in names and "mimetype" in names:
        raise DocumentError("sheet_open_document", file=parts.file)
    if "[content_types].xml" not in names:
        raise DocumentError("sheet_not_a_workbook", file=parts.file)
    if "word/document.xml" in names or "ppt/presentation.xml" in names:
        raise DocumentError("sheet_not_a_workbook", file=parts.file)
