"""The NĐ 30/2020 checker: silent about our own reports, awake for every seeded fault."""

import re
import unicodedata
from typing import Any

import pytest

from cds_desktop.errors import DocumentError
from cds_desktop.messages import explain
from cds_desktop.messages.tables import MESSAGES
from cds_desktop.office.document_rules import RULES, check
from cds_desktop.office.docx import render_report
from tests.unit.office.office_files import (
    DOCUMENT,
    EXCEL_TEMPLATE,
    STYLES,
    WORD_TEMPLATE,
    edited,
    restyled,
    text_of,
)
from tests.unit.office.report_sample import report, small_report

_BLOCKS = [
    {"kind": "heading", "text": "1. Chính quyền số"},
    {"kind": "paragraph", "text": "a) Tiếp nhận 1.205.780 hồ sơ của người dân, doanh nghiệp."},
    {"kind": "paragraph", "text": "b) Trả kết quả 573.230 hồ sơ."},
    {"kind": "item", "text": "- Chi tiết tại Phụ lục I và Phụ lục II./."},
]
_ANNEXES = small_report()["annexes"]
_CONTEXT: dict[str, Any] = small_report(
    addressees=["Sở Thông tin và Truyền thông", "Ủy ban nhân dân huyện"],
    parts=[{"heading": "I. KẾT QUẢ THỰC HIỆN", "blocks": _BLOCKS}],
    annexes=[{**_ANNEXES[0], "number": "Phụ lục I"}, {**_ANNEXES[0], "number": "Phụ lục II"}],
)
_RIGHT = render_report(WORD_TEMPLATE, _CONTEXT)


def _said(old: str, new: str) -> bytes:
    return edited(_RIGHT, DOCUMENT, old, new)


def _styled(style: str, old: str, new: str) -> bytes:
    return restyled(_RIGHT, style, old, new)


def _unbold(style: str) -> bytes:
    return _styled(style, "<w:b/><w:bCs/>", "")


def _sized(style: str, old: int, new: int) -> bytes:
    return _styled(style, f'<w:sz w:val="{old}"/>', f'<w:sz w:val="{new}"/>')


def _indented(style: str, number: int, indent: int) -> bytes:
    """Return the document with other indents at the n-th rule of this style."""
    pieces = text_of(_RIGHT).split(f'<w:pStyle w:val="{style}"/>')
    other = re.sub(r'(w:(?:left|right))="\d+"', rf'\1="{indent}"', pieces[number], count=2)
    return edited(_RIGHT, DOCUMENT, pieces[number], other)


_CENTRED = '<w:jc w:val="center"/>'
_PORTRAIT = '<w:pgSz w:w="11906" w:h="16838"/>'
_OLD_FONT = '<w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr>'
_NFD = unicodedata.normalize("NFD", "người dân")

_FAULTS = [
    pytest.param(
        _said(_PORTRAIT, '<w:pgSz w:w="12240" w:h="15840"/>'), "page_size", id="letter paper"
    ),
    pytest.param(
        _said('w:w="16838" w:h="11906" w:orient="landscape"', 'w:w="16838" w:h="11906"'),
        "page_orientation",
        id="landscape that says it is not",
    ),
    pytest.param(
        _said('w:top="1134"', 'w:top="850"'), "margin_top_bottom", id="a top margin of 15 mm"
    ),
    pytest.param(
        _said('w:bottom="1134"', 'w:bottom="1700"'), "margin_top_bottom", id="a deep foot"
    ),
    pytest.param(
        _said('w:left="1701"', 'w:left="1418"'), "margin_left", id="a left margin of 25 mm"
    ),
    pytest.param(
        _said('w:right="851"', 'w:right="1418"'), "margin_right", id="a right margin of 25 mm"
    ),
    pytest.param(
        _styled("NoiDung", "<w:rPr>", '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'),
        "font",
        id="Arial in the text",
    ),
    pytest.param(
        _styled("BangO", "<w:rPr>", '<w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/>'),
        "font",
        id="a theme font in the tables",
    ),
    pytest.param(
        edited(_RIGHT, "word/header1.xml", "<w:r><w:t ", _OLD_FONT + "<w:t "),
        "font",
        id="an old font in the header",
    ),
    pytest.param(
        _styled("Khoan", "<w:rPr>", '<w:rPr><w:color w:val="FF0000"/>'),
        "font_color",
        id="red letters",
    ),
    pytest.param(_said("người dân", _NFD), "unicode", id="decomposed letters"),
    pytest.param(
        edited(_RIGHT, "word/header1.xml", " PAGE ", " DATE "), "page_number", id="no page number"
    ),
    pytest.param(_styled("SoTrang", _CENTRED, ""), "page_number", id="a page number on the left"),
    pytest.param(_sized("SoTrang", 26, 20), "page_number_size", id="a small page number"),
    pytest.param(
        _styled("SoTrang", "<w:rPr>", "<w:rPr><w:i/>"),
        "page_number_size",
        id="a sloping page number",
    ),
    pytest.param(_said("<w:titlePg/>", ""), "page_number_first", id="a number on the first page"),
    pytest.param(
        edited(_RIGHT, DOCUMENT, 'w:start="1"', 'w:start="5"', count=1),
        "page_number_start",
        id="pages that begin with 5",
    ),
    pytest.param(
        edited(_RIGHT, DOCUMENT, 'w:start="1"', 'w:start="1" w:fmt="lowerRoman"', count=1),
        "page_number_start",
        id="pages in Roman numbers",
    ),
    pytest.param(_said("VIỆT NAM<", "VIỆT NAM.<"), "national_title", id="no national title"),
    pytest.param(_unbold("QuocHieu"), "national_title_looks", id="a light national title"),
    pytest.param(_sized("QuocHieu", 24, 28), "national_title_looks", id="a large national title"),
    pytest.param(_said("Độc lập - Tự do", "Độc lập-Tự do"), "motto", id="a motto without spaces"),
    pytest.param(_styled("TieuNgu", _CENTRED, ""), "motto_looks", id="a motto on the left"),
    pytest.param(
        _styled("KeBangChu", '"single"', '"none"'), "motto_rule", id="no rule under the motto"
    ),
    pytest.param(
        _styled("KeBangChu", '"single"', '"dotted"'),
        "motto_rule",
        id="a dotted rule under the motto",
    ),
    pytest.param(_indented("KeBangChu", 1, 100), "motto_rule", id="a rule that is too long"),
    pytest.param(
        _said(">PHÒNG VĂN HÓA VÀ", ">Phòng Văn hóa và"), "issuing_body_looks", id="small letters"
    ),
    pytest.param(_unbold("CoQuanBanHanh"), "issuing_body_looks", id="a light issuing body"),
    pytest.param(
        _styled("CoQuanChuQuan", "<w:rPr>", "<w:rPr><w:b/>"),
        "parent_body_looks",
        id="a bold parent body",
    ),
    pytest.param(_indented("KeNgan", 1, 100), "issuing_body_rule", id="a long rule under the body"),
    pytest.param(
        _said("Số:      /BC-PVHTT<", "Số:15/BC-PVHTT<"), "number", id="a number without space"
    ),
    pytest.param(
        _said("Số:      /BC-PVHTT<", "Số: 5/BC-PVHTT<"), "number", id="a number without zero"
    ),
    pytest.param(
        _said("Số:      /BC-PVHTT<", "Số: 05/Bc-pvhtt<"), "number", id="a symbol in small letters"
    ),
    pytest.param(_sized("SoKyHieu", 26, 24), "number_looks", id="a small number"),
    pytest.param(_said("tháng 10 năm", "tháng 09 năm"), "date", id="a September with a zero"),
    pytest.param(_said("ngày      tháng 10", "ngày 5 tháng 10"), "date", id="a day without a zero"),
    pytest.param(_said("Tháp Mười, ngày", "Tháp Mười ngày"), "date", id="a date without its comma"),
    pytest.param(_styled("DiaDanhNgay", "<w:i/>", ""), "date_looks", id="an upright date"),
    pytest.param(_said(">BÁO CÁO<", ">THƯ NGỎ<"), "document_kind", id="no kind of document"),
    pytest.param(_unbold("TenLoai"), "document_kind_looks", id="a light kind"),
    pytest.param(_sized("TrichYeu", 28, 24), "subject_looks", id="a small title"),
    pytest.param(_indented("KeNgan", 2, 100), "subject_rule", id="a long rule under the title"),
    pytest.param(
        render_report(WORD_TEMPLATE, {**_CONTEXT, "addressees": []}),
        "addressee",
        id="nobody addressed",
    ),
    pytest.param(
        _said("và Truyền thông;", "và Truyền thông,"),
        "addressee_marks",
        id="a comma after an addressee",
    ),
    pytest.param(
        _styled("KinhGuiNoi", "<w:rPr>", "<w:rPr><w:b/>"), "addressee_looks", id="bold addressees"
    ),
    pytest.param(
        _said(">I. KẾT QUẢ THỰC HIỆN", ">I. Kết quả thực hiện"),
        "heading_looks",
        id="a small heading",
    ),
    pytest.param(_unbold("Muc"), "heading_looks", id="a light heading"),
    pytest.param(_sized("NoiDung", 28, 24), "body_looks", id="text of 12 points"),
    pytest.param(_styled("NoiDung", '"both"', '"left"'), "body_alignment", id="ragged text"),
    pytest.param(_styled("NoiDung", '"720"', '"0"'), "body_indent", id="no indent"),
    pytest.param(
        _styled("NoiDung", 'w:line="276"', 'w:line="480"'), "body_line_spacing", id="double lines"
    ),
    pytest.param(
        _styled("NoiDung", 'w:line="276" w:lineRule="auto"', 'w:line="240" w:lineRule="exact"'),
        "body_line_spacing",
        id="lines that touch",
    ),
    pytest.param(_styled("NoiDung", 'w:before="120"', 'w:before="0"'), "body_gap", id="no gaps"),
    pytest.param(_said(">b) Trả", ">c) Trả"), "point_order", id="point b left out"),
    pytest.param(_said("Phụ lục II./.", "Phụ lục II."), "end_mark", id="no end mark"),
    pytest.param(
        _said(">TRƯỞNG PHÒNG<", ">Trưởng phòng<"), "signer_looks", id="a position in small letters"
    ),
    pytest.param(_said(">Người Ký Mẫu<", "><"), "signer", id="nobody's name"),
    pytest.param(
        _said(">Người Ký Mẫu<", ">NGƯỜI KÝ MẪU<"), "signer_name_looks", id="a name in capitals"
    ),
    pytest.param(
        _said(">Người Ký Mẫu<", ">ThS. Người Ký Mẫu<"), "signer_title", id="a degree before a name"
    ),
    pytest.param(
        _said(">Nơi nhận:<", ">Nơi nhận :<"), "recipients_word", id="a space before the colon"
    ),
    pytest.param(
        _styled("NoiNhan", "<w:i/>", ""), "recipients_word_looks", id="upright recipients"
    ),
    pytest.param(_sized("NoiNhanDong", 22, 28), "recipients_looks", id="large recipients"),
    pytest.param(_said(">- Như trên;<", ">- Như trên<"), "recipients_marks", id="no semicolon"),
    pytest.param(
        _said(">- Lưu: VT, CĐS.<", ">- Sở Nội vụ.<"), "recipients_file", id="nothing filed"
    ),
    pytest.param(_said("Phụ lục II", "Phụ lục 2"), "annex_number", id="an Arabic annex"),
    pytest.param(_sized("PhuLucSo", 28, 26), "annex_number_looks", id="a small annex number"),
    pytest.param(
        _said(">KẾT QUẢ THEO XÃ<", ">Kết quả theo xã<"),
        "annex_title_looks",
        id="a small annex title",
    ),
    pytest.param(_styled("PhuLucKem", "<w:i/>", ""), "annex_note_looks", id="an upright note"),
    pytest.param(
        edited(_RIGHT, DOCUMENT, '<w:pgNumType w:start="1"/>', ""),
        "annex_page_number",
        id="an annex that goes on counting",
    ),
    pytest.param(
        _said("tại Phụ lục I và", "tại phần I và"), "annex_reference", id="an annex nobody names"
    ),
]


@pytest.mark.parametrize(
    "context",
    [
        pytest.param(_CONTEXT, id="two addressees, two annexes"),
        pytest.param(report(), id="a full report"),
        pytest.param(report(annexes=[], content_code="", data_window_line=""), id="no annex"),
        pytest.param(small_report(draft_mark="TẬP NHẬP - KHÔNG GỬI"), id="practice, one annex"),
        pytest.param(
            report(
                parent_body="",
                issuing_body="ỦY BAN NHÂN DÂN HUYỆN THÁP MƯỜI",
                number_line="Số:      /BC-UBND",
                signer_lines=["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
            ),
            id="the committee's own report",
        ),
        pytest.param(
            report(
                place_and_date="Tháp Mười, ngày 05 tháng 02 năm 2024", number_line="Số: 05/BC-PVHTT"
            ),
            id="numbered and dated",
        ),
    ],
)
def test_our_own_reports_keep_every_rule(context: dict[str, Any]):
    assert check(render_report(WORD_TEMPLATE, context)) == []


@pytest.mark.parametrize(("data", "rule"), _FAULTS)
def test_a_seeded_fault_is_found_and_nothing_else(data: bytes, rule: str):
    assert {finding.rule for finding in check(data)} == {rule}


def test_a_finding_says_where_what_and_what_belongs_there():
    (finding,) = check(_sized("NoiDung", 28, 24))

    sentence = explain(f"nd30_{finding.rule}", _params(finding)).text
    assert sentence == (
        "Cỡ chữ nội dung (“Thực hiện chế độ báo cáo định kỳ hằng th…” và 3 chỗ khác): cỡ 12;"
        " quy định: cỡ 13 đến 14."
    )


def test_every_rule_has_its_sentence_and_its_paragraph_of_the_decree():
    sentences = {code: message for code, message in MESSAGES.items() if code.startswith("nd30_")}

    assert set(sentences) == {f"nd30_{rule}" for rule in RULES}
    assert all("Phụ lục I, mục" in message.way_out for message in sentences.values())


def test_the_seeded_faults_reach_nearly_every_rule():
    seeded = {str(fault.values[1]) for fault in _FAULTS}

    assert seeded <= set(RULES)
    assert len(seeded) >= len(RULES) - 6


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="an empty file"),
        pytest.param(EXCEL_TEMPLATE.read_bytes(), id="a workbook"),
        pytest.param(edited(_RIGHT, STYLES, "<w:docDefaults>", "<w:doc>"), id="broken styles"),
        pytest.param(
            edited(_RIGHT, DOCUMENT, 'w:top="1134"', 'w:top="hai"'), id="a margin in words"
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(data: bytes):
    with pytest.raises(DocumentError) as caught:
        check(data, file="bao_cao.docx")

    assert caught.value.code == "document_unreadable"
    assert "bao_cao.docx" in str(caught.value)


def _params(finding: Any) -> dict[str, object]:
    return {name: getattr(finding, name) for name in ("place", "found", "required")}
