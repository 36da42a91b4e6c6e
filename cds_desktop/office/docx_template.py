"""Read a Word template: is it safe, does it use the right fields, what code does it hold.

Everything wrong with a template is known before anything is written. Each fault names the field and
the place, quoted from the page, because officials mend templates in Word.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from docxtpl import DocxTemplate

from cds_desktop.errors import DocumentError
from cds_desktop.office.docx_tables import mark_specimens
from cds_desktop.office.package import Package, read_package
from cds_desktop.office.report_fields import REPORT_FIELDS, TABLE_ROWS, report_fields
from cds_desktop.office.sandbox import CodeFault
from cds_desktop.office.template_code import FieldUse, Inspection, inspect
from cds_desktop.office.template_fault import TemplateFault
from cds_desktop.office.template_safety import check_safe
from cds_desktop.office.xml_tree import BrokenXml, Element, W, parse, to_text

DOCUMENT = "word/document.xml"
_TEXT_PART = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_PLACES = {"document": "phần thân", "header": "đầu trang", "footer": "chân trang"}
_WORD_TYPE = b"wordprocessingml."
_TAGS = re.compile(r"<[^>]*>")
_CODE = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|\{#[^{}]*#\}")
_BRACES = re.compile(r"\{[{%#]|[}%#]\}")
_QUOTED = 50
_PARAGRAPH = re.compile(r"<w:p[ >]")
# What begins a new page, as Word has laid it out when the file was saved last, or by command.
_PAGE_BREAK = re.compile(
    r'<w:lastRenderedPageBreak|<w:br [^>]*w:type="page"|<w:sectPr|<w:pageBreakBefore/>'
)


@dataclass(frozen=True, slots=True)
class WordTemplate:
    """A template that may be filled: its parts, the code of its text parts, what they print."""

    package: Package
    sources: dict[str, str] = field(repr=False)
    printed: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Reading:
    """A template as read: nothing is judged yet. `rows` are the specimen rows that were found."""

    package: Package
    sources: dict[str, str]
    rows: frozenset[str]
    inspections: dict[str, Inspection]

    @property
    def uses(self) -> Iterator[FieldUse]:
        """Every use of a field, in the order of the document."""
        return (use for inspection in self.inspections.values() for use in inspection.fields)


def load_template(path: Path) -> WordTemplate:
    """Read a template; raises DocumentError with its first fault."""
    reading = _read(path)
    for fault in _faults(reading):
        raise DocumentError(fault.code, **fault.params)
    printed = frozenset(use.path for use in reading.uses if use.is_printed)
    return WordTemplate(reading.package, reading.sources, printed)


def check_template(path: Path) -> list[TemplateFault]:
    """Return everything that is wrong with a template, in the order of the document."""
    try:
        return list(_faults(_read(path)))
    except DocumentError as error:
        return [TemplateFault(error.code, {key: str(v) for key, v in error.params.items()})]


def _read(path: Path) -> _Reading:
    package = read_package(_bytes_of(path), file=path.name)
    check_safe(package)
    if _WORD_TYPE not in package.parts["[Content_Types].xml"] or DOCUMENT not in package.parts:
        reason = "đây không phải tài liệu Word"
        raise DocumentError("template_broken", file=path.name, reason=reason)
    names = [DOCUMENT, *sorted(set(package.parts) - {DOCUMENT})]
    rows: set[str] = set()
    sources = {name: _source(package, name, rows) for name in names if _TEXT_PART.fullmatch(name)}
    inspections = {part: _inspected(path.name, part, code) for part, code in sources.items()}
    return _Reading(package, sources, frozenset(rows), inspections)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DocumentError("template_missing", file=path.name) from error


def _source(package: Package, name: str, rows: set[str]) -> str:
    """Turn a part into Jinja's language, one line a paragraph, so that a line says the place."""
    try:
        root = parse(package.parts[name])
    except BrokenXml as error:
        reason = f"phần {name} không đọc được"
        raise DocumentError("template_broken", file=package.file, reason=reason) from error
    _check_code_is_closed(package.file, name, root)
    rows |= mark_specimens(root)
    lines = re.sub(r"(?=<w:p[ >])", "\n", to_text(root).replace("\n", " "))
    return str(DocxTemplate(package.file).patch_xml(lines))  # pyright: ignore[reportUnknownMemberType]


def _check_code_is_closed(file: str, part: str, root: Element) -> None:
    """An open brace would swallow the paragraphs that follow, up to the next closing one."""
    paragraphs = list(root.iter(W + "p"))
    for number, paragraph in enumerate(paragraphs, start=1):
        text = "".join(paragraph.itertext(W + "t"))
        if _BRACES.search(_CODE.sub("", text)):
            page = _page("".join(map(to_text, paragraphs[: number - 1])))
            place = _place_of_text(part, text, paragraph=number, page=page)
            raise DocumentError("template_broken", file=file, reason=f"câu lệnh viết sai ở {place}")


def _inspected(file: str, part: str, source: str) -> Inspection:
    try:
        return inspect(source, REPORT_FIELDS)
    except CodeFault as error:
        reason = f"câu lệnh viết sai ở {_place(part, source, error.line)}"
        raise DocumentError("template_broken", file=file, reason=reason) from error


def _faults(reading: _Reading) -> Iterator[TemplateFault]:
    file = reading.package.file
    for part, inspection in reading.inspections.items():
        source = reading.sources[part]
        for command, line in inspection.refused:
            reason = f"câu lệnh không được phép ({command}) ở {_place(part, source, line)}"
            yield TemplateFault("template_unsafe", {"file": file, "reason": reason})
        for use in inspection.fields:
            if not use.path:
                yield _unknown(file, use.name, _place(part, source, use.line))
    there = {use.path for use in reading.uses} | {f"annexes.{name}" for name in reading.rows}
    for listed in report_fields():
        if listed.is_required and listed.path not in there:
            yield TemplateFault("template_field_missing", {"file": file, "field": listed.path})


def _unknown(file: str, name: str, place: str) -> TemplateFault:
    is_row = name.rpartition(".")[2] in TABLE_ROWS
    code = "template_row_misplaced" if is_row else "template_field_unknown"
    return TemplateFault(code, {"file": file, "field": name, "place": place})


def _place(part: str, source: str, line: int) -> str:
    lines = source.splitlines()
    text = html.unescape(_TAGS.sub("", lines[line - 1])) if line <= len(lines) else ""
    before = "".join(lines[: line - 1])
    number = len(_PARAGRAPH.findall("".join(lines[:line])))
    return _place_of_text(part, text.strip(), paragraph=number, page=_page(before))


def _page(before: str) -> int:
    return 1 + len(_PAGE_BREAK.findall(before))


def _place_of_text(part: str, text: str, *, paragraph: int, page: int) -> str:
    """Name a place as a reader finds it: part, page, paragraph and the paragraph's words."""
    kind = part.removeprefix("word/").removesuffix(".xml").rstrip("0123456789")
    where = _PLACES.get(kind, "chú thích")
    if kind == "document":
        where = f"{where}, trang {page}"
    quoted = text if len(text) <= _QUOTED else text[:_QUOTED].rstrip() + "…"
    return f"{where}, đoạn {paragraph} “{quoted}”" if quoted else where
