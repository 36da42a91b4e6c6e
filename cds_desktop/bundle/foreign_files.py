"""Name what a file is when it is not a bundle, so that the user can find the right one."""

import re

AGE_MAGIC = b"age-encryption.org/v1"

_WEB_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|\?xml)", re.IGNORECASE)
_BEGINNINGS = (
    (b"%PDF", "tệp PDF"),
    (b"MZ", "tệp chương trình"),
    (b"Rar!", "tệp nén RAR"),
    (b"7z\xbc\xaf\x27\x1c", "tệp nén 7-Zip"),
    (b"\x1f\x8b", "tệp nén GZip"),
    (b"PK\x05\x06", "tệp nén rỗng"),
    (b"PK\x07\x08", "tệp nén chia nhiều phần"),
    (b"\xd0\xcf\x11\xe0", "tệp Word hoặc Excel đời cũ"),
    (b"\xff\xd8\xff", "tệp ảnh"),
    (b"\x89PNG", "tệp ảnh"),
    (b"SQLite format 3", "tệp cơ sở dữ liệu"),
    (b"-----BEGIN OPENSSH PRIVATE KEY", "tệp khóa ký"),
    (b"\0\0\0\0", "tệp chép dở, chưa có nội dung"),
)
_OFFICE_ENTRIES = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"word/", b"xl/", b"mimetype")
_FIRST_NAME = slice(30, 64)  # behind the first local header of a zip file


def looks_like(data: bytes) -> str:
    """Return in Vietnamese what a file that is not a zip file seems to be."""
    if _WEB_PAGE.match(data[:512]):
        return "trang web (thường là thông báo của hệ thống thư điện tử)"
    known = (name for beginning, name in _BEGINNINGS if data.startswith(beginning))
    return next(known, "tệp thuộc loại khác")


def is_office_file(data: bytes) -> bool:
    """Say whether a zip file is really a Word, Excel or OpenDocument file."""
    return data[_FIRST_NAME].startswith(_OFFICE_ENTRIES)
