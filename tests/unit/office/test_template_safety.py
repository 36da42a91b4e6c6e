"""A template that could do more than be read is refused, and the message says why."""

import pytest

from cds_desktop.errors import DocumentError
from cds_desktop.office.package import read_package
from cds_desktop.office.template_safety import check_safe, unsafe_contents
from tests.unit.office.office_files import (
    DOCUMENT,
    EXCEL_TEMPLATE,
    WORD_TEMPLATE,
    edited,
    with_part,
)

_WORD = WORD_TEMPLATE.read_bytes()
_EXCEL = EXCEL_TEMPLATE.read_bytes()
_RELS = "word/_rels/document.xml.rels"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _related(kind: str, target: str, *, is_external: bool = True) -> bytes:
    mode = ' TargetMode="External"' if is_external else ""
    relation = f'<Relationship Id="rIdX" Type="{_REL}/{kind}" Target="{target}"{mode}/>'
    return edited(_WORD, _RELS, "</Relationships>", relation + "</Relationships>")


def _with_body(xml: str) -> bytes:
    return edited(_WORD, DOCUMENT, "<w:body>", f"<w:body><w:p>{xml}</w:p>")


def _field(*codes: str) -> str:
    runs = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return f"{begin}{runs}{end}"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(with_part(_WORD, "word/vbaProject.bin", b"1"), "macro", id="macros"),
        pytest.param(
            edited(_WORD, "[Content_Types].xml", "document.main", "document.macroEnabled.main"),
            "macro",
            id="a macro type",
        ),
        pytest.param(with_part(_WORD, "word/embeddings/a.bin", b"1"), "OLE", id="an object"),
        pytest.param(with_part(_WORD, "word/activeX/a.xml", "<a/>"), "ActiveX", id="a control"),
        pytest.param(
            _related("attachedTemplate", "http://a/b.dotm"), "attachedTemplate", id="a template"
        ),
        pytest.param(
            _related("image", "http://a/b.png"), "http://a/b.png", id="a picture from afar"
        ),
        pytest.param(_related("hyperlink", "file:///c:/a"), "file:///c:/a", id="a link to a file"),
        pytest.param(_related("hyperlink", r"\\may\a"), r"\\may\a", id="a link to a share"),
        pytest.param(
            _related("aFChunk", "a.html", is_external=False), "altChunk", id="a chunk's part"
        ),
        pytest.param(_with_body('<w:altChunk r:id="rId1"/>'), "altChunk", id="a chunk"),
        pytest.param(_with_body("<w:r><w:object/></w:r>"), "OLE", id="an object in the text"),
        pytest.param(_with_body(_field(" DDEAUTO c:\\a ")), "DDEAUTO", id="a DDE field"),
        pytest.param(
            _with_body(_field(" INCLUDE", "TEXT a ")), "INCLUDETEXT", id="a field in pieces"
        ),
        pytest.param(
            _with_body(_field(" PAGE ") + _field(" REF ") + _field(" includepicture a")),
            "INCLUDEPICTURE",
            id="a field behind harmless ones",
        ),
        pytest.param(
            _with_body('<w:fldSimple w:instr=" LINK Excel.Sheet.8 a"/>'),
            "LINK",
            id="a simple field",
        ),
        pytest.param(
            _with_body('<w:r><w:pict><v:imagedata src="http://a/b.png"/></w:pict></w:r>'),
            "http://a/b.png",
            id="a picture by its address",
        ),
        pytest.param(
            edited(
                _WORD, "word/settings.xml", "<w:zoom", '<w:attachedTemplate r:id="rId9"/><w:zoom'
            ),
            "attachedTemplate",
            id="a template in the settings",
        ),
        pytest.param(
            with_part(_EXCEL, "xl/externalLinks/externalLink1.xml", "<a/>"),
            "liên kết tới tệp khác",
            id="a link between workbooks",
        ),
        pytest.param(with_part(_EXCEL, "xl/connections.xml", "<a/>"), "kết nối", id="a connection"),
    ],
)
def test_what_could_act_or_reach_outside_is_refused(data: bytes, reason: str):
    with pytest.raises(DocumentError) as caught:
        check_safe(read_package(data, file="mau.docx"))

    assert caught.value.code == "template_unsafe"
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(_WORD, id="the Word template"),
        pytest.param(_EXCEL, id="the Excel template"),
        pytest.param(_related("hyperlink", "https://dongthap.gov.vn"), id="a plain web link"),
        pytest.param(_related("hyperlink", "mailto:a@dongthap.gov.vn"), id="a mail address"),
        pytest.param(_with_body(_field(" NUMPAGES ")), id="a field that counts"),
    ],
)
def test_what_offices_use_is_safe(data: bytes):
    assert unsafe_contents(read_package(data, file="mau.docx")) == []


def test_everything_unsafe_is_named_at_once():
    data = with_part(_related("image", "http://a/b.png"), "word/vbaProject.bin", b"1")

    assert unsafe_contents(read_package(data, file="")) == [
        "macro",
        "liên kết ngoài tới http://a/b.png",
    ]


def test_a_part_that_is_no_xml_breaks_the_template():
    with pytest.raises(DocumentError) as caught:
        unsafe_contents(read_package(edited(_WORD, DOCUMENT, "<w:body>", "<w:bdy>"), file="a.docx"))

    assert caught.value.code == "template_broken"
    assert DOCUMENT in str(caught.value)
