"""Rules of the page: paper, margins, letters, page numbers (NĐ 30/2020, Phụ lục I, mục I)."""

import unicodedata
from collections.abc import Iterable, Iterator

from cds_desktop.office.document_reader import Document, Line, PageNumber, SectionPages
from cds_desktop.office.rule_finding import (
    TWIPS_PER_MM,
    RuleFinding,
    millimetres,
    points,
    quoted,
)

_FONT = "Times New Roman"
_A4 = (11906, 16838)
_PAPER_TOLERANCE = 20
_MARGINS = {
    "top": ("margin_top_bottom", "lề trên", 20, 25),
    "bottom": ("margin_top_bottom", "lề dưới", 20, 25),
    "left": ("margin_left", "lề trái", 30, 35),
    "right": ("margin_right", "lề phải", 15, 20),
}


def page_findings(document: Document) -> Iterator[RuleFinding]:
    """Yield every breach of the rules that hold for the pages as a whole."""
    for section in document.sections:
        yield from _paper(section, document)
        yield from _margins(section)
    yield from _page_numbers(document)
    yield from _letters([*document.lines, *document.margin_lines])


def _paper(section: SectionPages, document: Document) -> Iterator[RuleFinding]:
    place = _section_place(section)
    size = sorted((section.width, section.height))
    if any(abs(has - wants) > _PAPER_TOLERANCE for has, wants in zip(size, _A4, strict=True)):
        found = f"{millimetres(section.width)} x {millimetres(section.height)}"
        yield RuleFinding("page_size", place, found, "A4 (210 mm x 297 mm)")
    is_wide = section.width > section.height
    has_table = any(
        line.place.table and line.place.section == section.number for line in document.lines
    )
    if is_wide and not has_table:
        yield RuleFinding("page_orientation", place, "khổ ngang", "khổ dọc (ngang chỉ khi có bảng)")
    elif is_wide != section.is_landscape:
        yield RuleFinding(
            "page_orientation", place, "hướng giấy ghi sai", "hướng giấy theo khổ giấy"
        )


def _margins(section: SectionPages) -> Iterator[RuleFinding]:
    for side, (rule, name, least, most) in _MARGINS.items():
        width = section.margins[side]
        if not least * TWIPS_PER_MM - 1 <= width <= most * TWIPS_PER_MM + 1:
            place = f"{_section_place(section)}, {name}"
            yield RuleFinding(rule, place, millimetres(width), f"từ {least} mm đến {most} mm")


def _page_numbers(document: Document) -> Iterator[RuleFinding]:
    if not document.sections:
        return
    first = document.sections[0]
    shown = [number for number in first.page_numbers if number.is_in_header]
    centred = [number for number in shown if number.line.form.alignment == "center"]
    if not centred:
        found = _where(first.page_numbers)
        required = "ở giữa, trong lề trên"
        yield RuleFinding("page_number", _section_place(first), found, required)
    for number in centred[:1]:
        yield from _number_looks(number)
    on_first = first.first_page_numbers if first.has_own_first_page else first.page_numbers
    if on_first:
        yield RuleFinding("page_number_first", "trang 1", "có số trang", "không hiển thị số trang")
    if first.first_number not in (None, 1) or first.number_format != "decimal":
        found = f"bắt đầu từ {first.first_number or 1}, kiểu {first.number_format}"
        required = "từ số 1, chữ số Ả Rập"
        yield RuleFinding("page_number_start", _section_place(first), found, required)


def _where(numbers: Iterable[PageNumber]) -> str:
    listed = list(numbers)
    if not listed:
        return "không có số trang"
    return "không ở giữa" if any(number.is_in_header for number in listed) else "ở chân trang"


def _number_looks(number: PageNumber) -> Iterator[RuleFinding]:
    for _, form in number.line.runs[:1]:
        if not 26 <= form.size <= 28 or form.is_italic:
            slope = ", nghiêng" if form.is_italic else ""
            found = f"cỡ {points(form.size)}{slope}"
            yield RuleFinding("page_number_size", "số trang", found, "cỡ 13 đến 14, kiểu đứng")


def _letters(lines: Iterable[Line]) -> Iterator[RuleFinding]:
    for line in lines:
        for text, form in line.runs:
            if not text.strip():
                continue
            wrong = next((name for name in form.fonts[:3] if name != _FONT), "")
            if wrong or _FONT not in form.fonts:
                yield RuleFinding("font", quoted(line), wrong or "không ghi phông", _FONT)
            if form.color.lower() not in ("auto", "000000"):
                yield RuleFinding("font_color", quoted(line), f"màu #{form.color}", "màu đen")
            if not unicodedata.is_normalized("NFC", text):
                found, required = "Unicode tổ hợp", "Unicode dựng sẵn (TCVN 6909:2001)"
                yield RuleFinding("unicode", quoted(line), found, required)


def _section_place(section: SectionPages) -> str:
    return f"phần {section.number + 1}"
