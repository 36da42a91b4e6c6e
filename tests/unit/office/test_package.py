"""Office files as zips of parts: what is read, what is refused, the same bytes every time."""

import warnings
import zipfile
from pathlib import Path

import pytest

from cds_desktop.errors import DocumentError
from cds_desktop.office.package import core_properties, read_package, write_package
from tests.unit.office.office_files import WORD_TEMPLATE, plain_zip

_TYPES = ("[Content_Types].xml", b"<Types/>")


def _doubled() -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return plain_zip(_TYPES, ("word/a.xml", b"1"), ("word/A.xml", b"2"))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="an empty file"),
        pytest.param(b"<html>virus found</html>", id="a web page"),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), id="a file under a password"
        ),
        pytest.param(WORD_TEMPLATE.read_bytes()[:3000], id="a file cut off"),
        pytest.param(plain_zip(("word/document.xml", b"<a/>")), id="no content types"),
        pytest.param(plain_zip(_TYPES, ("../a.xml", b"1")), id="a name that climbs"),
        pytest.param(plain_zip(_TYPES, ("/a.xml", b"1")), id="an absolute name"),
        pytest.param(_doubled(), id="two names that differ in case"),
        pytest.param(plain_zip(_TYPES, ("a.xml", bytes(51 * 1024**2))), id="an inflate bomb"),
        pytest.param(plain_zip(_TYPES, *((f"{n}", b"") for n in range(501))), id="too many parts"),
        pytest.param(bytes(6 * 1024**2), id="a file above the limit"),
    ],
)
def test_a_file_that_is_no_sound_office_file_is_refused(data: bytes):
    with pytest.raises(DocumentError) as caught:
        read_package(data, file="mau.docx")

    assert caught.value.code == "template_broken"
    assert "mau.docx" in caught.value.message.text


def test_a_damaged_part_is_refused_and_not_half_read():
    data = bytearray(plain_zip(_TYPES, ("word/document.xml", b"<a>" + b"x" * 5000 + b"</a>")))
    data[data.index(b"document.xml") + 20] ^= 0xFF

    with pytest.raises(DocumentError):
        read_package(bytes(data), file="mau.docx")


def test_parts_come_back_as_they_went_in():
    parts = {"[Content_Types].xml": b"<Types/>", "word/đ.xml": "ạ".encode(), "a": bytes(range(256))}

    assert read_package(write_package(parts), file="").parts == parts


def test_the_order_of_the_parts_does_not_change_the_bytes():
    parts = {"z.xml": b"1", "_rels/.rels": b"2", "a.xml": b"3", "[Content_Types].xml": b"4"}

    assert write_package(parts) == write_package(dict(reversed(list(parts.items()))))


def test_the_types_stand_first_and_no_entry_holds_a_clock(tmp_path: Path):
    parts = {"z.xml": b"1", "_rels/.rels": b"2", "a.xml": b"3", "[Content_Types].xml": b"4"}
    path = tmp_path / "a.zip"
    path.write_bytes(write_package(parts))

    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()

    names = [entry.filename for entry in entries]
    assert names == ["[Content_Types].xml", "_rels/.rels", "a.xml", "z.xml"]
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


def test_the_properties_name_title_and_creator_and_no_date():
    properties = core_properties(title="Báo cáo <1> & 2", creator="Phòng").decode()

    assert "<dc:title>Báo cáo &lt;1&gt; &amp; 2</dc:title>" in properties
    assert "<dc:creator>Phòng</dc:creator>" in properties
    assert "dcterms" not in properties
