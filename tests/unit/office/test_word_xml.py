"""Word refuses a file whose properties stand in another order than the schema's."""

import io

import docx
import pytest

from cds_desktop.office.docx import render_report
from cds_desktop.office.word_xml import order_of, set_property
from cds_desktop.office.xml_tree import W, make, parse
from tests.unit.office.office_files import WORD_TEMPLATE, parts_of
from tests.unit.office.report_sample import report

_DATA = render_report(WORD_TEMPLATE, report(draft_mark="DỰ THẢO"))


@pytest.mark.parametrize("owner", ["pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr"])
def test_properties_stand_in_the_order_of_the_schema(owner: str):
    names = [name for name in parts_of(_DATA) if name.startswith("word/") and name.endswith(".xml")]
    order = order_of(owner)

    for name in names:
        for properties in parse(parts_of(_DATA)[name]).iter(W + owner):
            ranks = [order.index(child.tag.removeprefix(W)) for child in properties]
            assert ranks == sorted(ranks), f"{name}: {[child.tag for child in properties]}"


def test_a_property_takes_the_place_of_the_one_that_was_there():
    properties = parse(f'<w:pPr xmlns:w="{W[1:-1]}"><w:jc w:val="left"/><w:rPr/></w:pPr>'.encode())

    set_property(properties, make("jc", val="right"))
    set_property(properties, make("keepNext"))

    assert [child.tag.removeprefix(W) for child in properties] == ["keepNext", "jc", "rPr"]
    assert properties.find(W + "jc") is not None
    assert [child.get(W + "val") for child in properties][1] == "right"


def test_another_library_reads_the_report():
    document = docx.Document(io.BytesIO(_DATA))

    assert len(document.sections) == 6
    assert len(document.tables) == 7
    assert document.core_properties.language == "vi-VN"
