"""Rules of the end of a document: E20-E28 of domain/document_format.md 2 and its section 4."""

import re
from collections.abc import Iterator

from cds_desktop.office.document_elements import AnnexHead, Elements, folded
from cds_desktop.office.document_reader import Document
from cds_desktop.office.line_rules import Looks, looks_findings
from cds_desktop.office.rule_finding import RuleFinding, quoted

_TITLES_BEFORE_NAME = re.compile(r"^\s*(GS|PGS|TS|TSKH|ThS|Ths|ThSĐ|BS|KS|CN|Tiến sĩ|Thạc sĩ)\b\.?")
_END = "cuối văn bản"


def signature_findings(elements: Elements) -> Iterator[RuleFinding]:
    """Yield what is wrong with the signature and the list of recipients."""
    yield from _signature(elements)
    word = elements.recipients_word
    if word is None:
        yield RuleFinding("recipients_word", _END, "không có", "từ “Nơi nhận:”")
        return
    if word.text.strip() != "Nơi nhận:":
        yield RuleFinding("recipients_word", quoted(word), quoted(word), "“Nơi nhận:”")
    looks = Looks(24, 24, is_bold=True, is_italic=True, is_upper=False)
    yield from looks_findings("recipients_word_looks", [word], looks)
    looks = Looks(22, 22, is_bold=False, is_italic=False)
    yield from looks_findings("recipients_looks", elements.recipients, looks)
    yield from _recipient_marks(elements)


def annex_findings(elements: Elements, document: Document) -> Iterator[RuleFinding]:
    """Yield what is wrong with the heads and page numbers of annexes, and references to them."""
    content = " ".join(folded(line.text) for line in elements.content)
    for number, annex in enumerate(elements.annexes, start=1):
        yield from _annex_head(annex)
        yield from _annex_number(annex, number, len(elements.annexes))
        yield from _annex_pages(annex, document)
        is_named = re.search(rf"\b{re.escape(folded(annex.number.text))}\b", content)
        if not is_named:
            found = "nội dung không nhắc tới phụ lục này"
            required = "có chỉ dẫn tới từng phụ lục"
            yield RuleFinding("annex_reference", quoted(annex.number), found, required)


def _signature(elements: Elements) -> Iterator[RuleFinding]:
    looks = Looks(26, 28, is_bold=True, is_italic=False, is_upper=True, alignment="center")
    yield from looks_findings("signer_looks", elements.signers, looks)
    name = elements.signer_name
    if name is None or not elements.signers:
        found = "không có họ tên" if elements.signers else "không có chức vụ"
        required = "chức vụ và họ tên người ký ở bên phải"
        yield RuleFinding("signer", _END, found, required)
    if name is None:
        return
    looks = Looks(26, 28, is_bold=True, is_italic=False, is_upper=False, alignment="center")
    yield from looks_findings("signer_name_looks", [name], looks)
    if title := _TITLES_BEFORE_NAME.match(name.text):
        required = "không ghi học hàm, học vị trước họ tên"
        yield RuleFinding("signer_title", quoted(name), f"“{title[0].strip()}”", required)


def _recipient_marks(elements: Elements) -> Iterator[RuleFinding]:
    lines = elements.recipients
    for line in lines:
        sign = "." if line is lines[-1] else ";"
        text = line.text.strip()
        if not (text.startswith("- ") and text.endswith(sign)):
            required = f"“- …{sign}” (gạch đầu dòng, cuối dòng có dấu “{sign}”)"
            yield RuleFinding("recipients_marks", quoted(line), quoted(line), required)
    if lines and not folded(lines[-1].text).startswith("- luu: vt"):
        required = "dòng cuối “- Lưu: VT, …”"
        yield RuleFinding("recipients_file", quoted(lines[-1]), quoted(lines[-1]), required)


def _annex_head(annex: AnnexHead) -> Iterator[RuleFinding]:
    looks = Looks(28, 28, is_bold=True, is_italic=False, is_upper=False, alignment="center")
    yield from looks_findings("annex_number_looks", [annex.number], looks)
    looks = Looks(26, 28, is_bold=True, is_italic=False, is_upper=True, alignment="center")
    yield from looks_findings("annex_title_looks", annex.titles, looks)
    if not annex.titles:
        required = "tên phụ lục, chữ in hoa, đậm"
        yield RuleFinding("annex_title", quoted(annex.number), "không có", required)
    if annex.note is not None:
        looks = Looks(26, 28, is_bold=False, is_italic=True, alignment="center")
        yield from looks_findings("annex_note_looks", [annex.note], looks)


def _annex_number(annex: AnnexHead, number: int, count: int) -> Iterator[RuleFinding]:
    wanted = f"Phụ lục {_roman(number)}" if count > 1 else "Phụ lục"
    found = " ".join(annex.number.text.split())
    if folded(found) != folded(wanted) and not (count == 1 and folded(found) == "phu luc i"):
        yield RuleFinding("annex_number", quoted(annex.number), f"“{found}”", f"“{wanted}”")


def _annex_pages(annex: AnnexHead, document: Document) -> Iterator[RuleFinding]:
    section = document.sections[annex.number.place.section]
    if not annex.is_first or section.first_number != 1:
        found = "không sang trang riêng" if not annex.is_first else "số trang nối tiếp"
        required = "mỗi phụ lục đánh số trang riêng, từ 1"
        yield RuleFinding("annex_page_number", quoted(annex.number), found, required)


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    digits = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * tens + digits[ones]
