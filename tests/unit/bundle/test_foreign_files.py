"""Naming files that are not bundles."""

import pytest

from cds_desktop.bundle.foreign_files import is_office_file, looks_like


@pytest.mark.parametrize(
    ("data", "word"),
    [
        pytest.param(b"<!doctype html>", "trang web", id="web page"),
        pytest.param(b"\xef\xbb\xbf\r\n <HTML>", "trang web", id="web page with BOM"),
        pytest.param(b"%PDF-1.4", "PDF", id="pdf"),
        pytest.param(b"MZ\x90", "chương trình", id="program"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1", "Word", id="old office file"),
        pytest.param(b"-----BEGIN OPENSSH PRIVATE KEY-----", "khóa", id="key file"),
        pytest.param(bytes(100), "chép dở", id="zeros"),
        pytest.param(b"xin chao", "loại khác", id="anything else"),
    ],
)
def test_a_file_is_named_by_its_beginning(data: bytes, word: str):
    assert word in looks_like(data)


def test_an_office_file_is_known_by_its_first_entry():
    header = b"PK\3\4" + bytes(26)
    assert is_office_file(header + b"[Content_Types].xml")
    assert not is_office_file(header + b"SHA256SUMS")
