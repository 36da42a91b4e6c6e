"""XML is read strictly: nothing is mended, nothing is fetched, nothing expands."""

import pytest

from cds_desktop.office.xml_tree import BrokenXml, parse, serialise

_BOMB = b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"<a><b></a>", id="tags that do not match"),
        pytest.param(b"<a>\x0b</a>", id="a control character"),
        pytest.param(b"<a>\xff</a>", id="bytes that are no UTF-8"),
        pytest.param(b"<a>&nbsp;</a>", id="an unknown entity"),
        pytest.param(_BOMB, id="an entity bomb"),
        pytest.param(_BOMB.decode().encode("utf-16"), id="an entity bomb in UTF-16"),
        pytest.param(b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', id="a document type"),
    ],
)
def test_anything_but_plain_well_formed_xml_is_refused(data: bytes):
    with pytest.raises(BrokenXml):
        parse(data)


def test_text_survives_reading_and_writing():
    text = "Đồng Tháp & “a” <b>\n  c"

    root = parse(
        serialise(parse(f"<a>{text.replace('&', '&amp;').replace('<', '&lt;')}</a>".encode()))
    )

    assert root.text == text
