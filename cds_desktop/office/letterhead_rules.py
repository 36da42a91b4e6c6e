"""Rules of the head of a document: E1-E8 of domain/document_format.md 2 and its section 3."""

import re
from collections.abc import Iterator

from cds_desktop.office.document_elements import Elements, following
from cds_desktop.office.document_reader import Document, Line
from cds_desktop.office.line_rules import Looks, looks_findings, rule_findings
from cds_desktop.office.rule_finding import RuleFinding, quoted

_NATIONAL = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_NUMBER = re.compile(r"Số: (0[1-9]|[1-9]\d+)/[A-ZĐ]+(-[A-ZĐ&]+)+|Số:\s+/[A-ZĐ]+(-[A-ZĐ&]+)+")
_DATE = re.compile(
    r".+, ngày ((0[1-9]|[12]\d|3[01])|\s*) tháng ((0[12]|[3-9]|1[0-2])|\s*) năm (\d{4}|\s*)"
)
_ON_TOP = "đầu trang 1"


def letterhead_findings(elements: Elements, document: Document) -> Iterator[RuleFinding]:
    """Yield what is wrong from the national title to the subject."""
    yield from _national(elements, document)
    yield from _bodies(elements, document)
    yield from _number_and_date(elements)
    yield from _title(elements, document)


def _national(elements: Elements, document: Document) -> Iterator[RuleFinding]:
    title, motto = elements.national_title, elements.motto
    if title is None or " ".join(title.text.split()) not in _NATIONAL:
        found = "không có" if title is None else quoted(title)
        yield RuleFinding("national_title", _ON_TOP, found, f"“{_NATIONAL[0]}”")
    if title is not None:
        looks = Looks(24, 26, is_bold=True, is_italic=False, is_upper=True)
        yield from looks_findings("national_title_looks", [title], looks)
    if motto is None or motto.text.strip() != _MOTTO:
        found = "không có" if motto is None else quoted(motto)
        yield RuleFinding("motto", _ON_TOP, found, f"“{_MOTTO}”")
    if motto is not None:
        looks = Looks(26, 28, is_bold=True, is_italic=False, is_upper=False, alignment="center")
        yield from looks_findings("motto_looks", [motto], looks)
        after = following(document, motto)
        yield from rule_findings("motto_rule", [motto], after, least=1, most=1)


def _bodies(elements: Elements, document: Document) -> Iterator[RuleFinding]:
    if not elements.bodies:
        required = "tên cơ quan ban hành, chữ in hoa, đậm"
        yield RuleFinding("issuing_body", _ON_TOP, "không có", required)
        return
    issuing = _issuing(elements.bodies)
    parents = elements.bodies[: -len(issuing)]
    looks = Looks(24, 26, is_bold=True, is_italic=False, is_upper=True, alignment="center")
    yield from looks_findings("issuing_body_looks", issuing, looks)
    looks = Looks(24, 26, is_bold=False, is_italic=False, is_upper=True, alignment="center")
    yield from looks_findings("parent_body_looks", parents, looks)
    after = following(document, issuing[-1])
    yield from rule_findings("issuing_body_rule", issuing, after, least=1 / 3, most=1 / 2)


def _issuing(bodies: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines of the issuing body: the bold ones at the end, at least the last one."""
    bold = [all(form.is_bold for _, form in line.runs) for line in bodies]
    start = len(bodies) - 1
    while start > 1 and bold[start] and bold[start - 1]:
        start -= 1
    return bodies[start:]


def _number_and_date(elements: Elements) -> Iterator[RuleFinding]:
    number, date = elements.number, elements.date
    required = "Số: 05/BC-PVHTT (số để trống khi chưa cấp)"
    if number is None or not _NUMBER.fullmatch(number.text.strip()):
        found = "không có" if number is None else quoted(number)
        yield RuleFinding("number", _ON_TOP, found, required)
    if number is not None:
        looks = Looks(26, 26, is_bold=False, is_italic=False, alignment="center")
        yield from looks_findings("number_looks", [number], looks)
    required = "Tháp Mười, ngày 05 tháng 9 năm 2023 (số 0 trước ngày dưới 10, tháng 1, 2)"
    if date is None or not _DATE.fullmatch(date.text.strip()):
        found = "không có" if date is None else quoted(date)
        yield RuleFinding("date", _ON_TOP, found, required)
    if date is not None:
        looks = Looks(26, 28, is_bold=False, is_italic=True, alignment="center")
        yield from looks_findings("date_looks", [date], looks)
    if number is not None and date is not None and not _on_one_line(number, date):
        yield RuleFinding("number_beside_date", _ON_TOP, "hai dòng khác nhau", "cùng một dòng")


def _on_one_line(number: Line, date: Line) -> bool:
    if not number.place.table:
        return number is date
    return (number.place.table, number.place.row) == (date.place.table, date.place.row)


def _title(elements: Elements, document: Document) -> Iterator[RuleFinding]:
    kind, subject = elements.kind, elements.subject
    if kind is None:
        yield RuleFinding("document_kind", _ON_TOP, "không có", "tên loại, ví dụ “BÁO CÁO”")
        return
    looks = Looks(26, 28, is_bold=True, is_italic=False, is_upper=True, alignment="center")
    yield from looks_findings("document_kind_looks", [kind], looks)
    if not subject:
        yield RuleFinding("subject", quoted(kind), "không có", "trích yếu ngay dưới tên loại")
        return
    looks = Looks(26, 28, is_bold=True, is_italic=False, is_upper=False, alignment="center")
    yield from looks_findings("subject_looks", subject, looks)
    after = following(document, subject[-1])
    yield from rule_findings("subject_rule", subject, after, least=1 / 3, most=1 / 2)
