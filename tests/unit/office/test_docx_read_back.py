"""A report in which anything is missing, changed or moved is never given away."""

import pytest

from cds_desktop.errors import DocumentError
from cds_desktop.office.docx import render_report
from cds_desktop.office.docx_read_back import compare
from cds_desktop.office.docx_template import load_template
from cds_desktop.office.report_content import read_content
from tests.unit.office.office_files import DOCUMENT, WORD_TEMPLATE, edited, with_part
from tests.unit.office.report_sample import report, small_report

_USED = load_template(WORD_TEMPLATE).printed
_CONTEXT = small_report(draft_mark="DỰ THẢO")
_DATA = render_report(WORD_TEMPLATE, _CONTEXT)


def test_what_was_made_is_what_went_in():
    compare(_DATA, read_content(_CONTEXT), used=_USED, file="a.docx")


@pytest.mark.parametrize(
    ("data", "place"),
    [
        pytest.param(
            edited(_DATA, DOCUMENT, "1.205.780 hồ sơ", "1.205.78 hồ sơ"),
            "parts.blocks.text",
            id="a digit lost in the text",
        ),
        pytest.param(
            edited(_DATA, DOCUMENT, ">1.205.780<", ">1.205.790<", count=1),
            "KẾT QUẢ THEO XÃ",
            id="a digit changed in a table",
        ),
        pytest.param(
            edited(_DATA, DOCUMENT, ">Xã Mỹ Hòa<", "><"), "KẾT QUẢ THEO XÃ", id="a cell emptied"
        ),
        pytest.param(
            edited(_DATA, DOCUMENT, "Người Ký Mẫu", "Người Ký"), "signer_name", id="a name cut"
        ),
        pytest.param(
            edited(
                edited(_DATA, "word/header1.xml", "DỰ THẢO", ""), "word/header2.xml", "DỰ THẢO", ""
            ),
            "draft_mark",
            id="the mark gone",
        ),
        pytest.param(with_part(_DATA, "word/footer1.xml", "<a>"), "XML", id="a broken part"),
    ],
)
def test_a_difference_is_found_and_named(data: bytes, place: str):
    with pytest.raises(DocumentError) as caught:
        compare(data, read_content(_CONTEXT), used=_USED, file="a.docx")

    assert caught.value.code == "document_differs"
    assert caught.value.params["place"] == place


def test_texts_in_the_wrong_order_are_found():
    context = report()
    data = render_report(WORD_TEMPLATE, context)
    context["parts"][0]["blocks"].reverse()

    with pytest.raises(DocumentError) as caught:
        compare(data, read_content(context), used=_USED, file="a.docx")

    assert caught.value.params["place"] == "parts.blocks.text"
