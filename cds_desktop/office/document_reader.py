"""Read a Word document as an examiner sees it: lines with their looks, sections, page numbers.

Works on any .docx, not only on ours; what a document is made of beyond text is left out.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from cds_desktop import limits
from cds_desktop.errors import DocumentError
from cds_desktop.office.docx_tables import text_room
from cds_desktop.office.package import Package, read_package
from cds_desktop.office.word_styles import ParagraphFormat, RunFormat, Styles
from cds_desktop.office.xml_tree import BrokenXml, Element, W, parse, value_of

_DOCUMENT = "word/document.xml"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_VML_LINE = "{urn:schemas-microsoft-com:vml}line"
_EMU_PER_TWIP = 635
_FLAT = 20 * _EMU_PER_TWIP  # a drawn rule is at most a point high


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands: its section, and table, row and column from 1 (0: in no table)."""

    section: int
    table: int = 0
    row: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: its text, the looks of its runs, the rules drawn in it, its width."""

    text: str
    form: ParagraphFormat
    runs: tuple[tuple[str, RunFormat], ...]
    place: Place
    room: int
    drawn_rules: tuple[int, ...] = ()

    @property
    def size(self) -> int:
        """The size of the first letters, in half-points."""
        return self.runs[0][1].size if self.runs else 0

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written in it."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A field that prints the page's number, in a header or footer."""

    line: Line
    is_in_header: bool


@dataclass(frozen=True, slots=True)
class SectionPages:
    """The pages of a section; lengths in twentieths of a point."""

    number: int
    width: int
    height: int
    is_landscape: bool
    margins: dict[str, int]
    first_number: int | None
    number_format: str
    has_own_first_page: bool
    page_numbers: tuple[PageNumber, ...]
    first_page_numbers: tuple[PageNumber, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """Everything the rules look at; `margin_lines` stand in headers and footers."""

    sections: tuple[SectionPages, ...]
    lines: tuple[Line, ...] = field(repr=False)
    margin_lines: tuple[Line, ...] = field(repr=False)


def read_document(data: bytes, *, file: str) -> Document:
    """Read a .docx; raises DocumentError `document_unreadable` when it is none."""
    try:
        return _Reader(read_package(data, file=file, max_bytes=limits.DOCUMENT_BYTES)).read()
    except (BrokenXml, KeyError, ValueError) as error:
        raise DocumentError("document_unreadable", file=file) from error
    except DocumentError as error:
        raise DocumentError("document_unreadable", file=file) from error


class _Reader:
    def __init__(self, package: Package) -> None:
        self._parts = package.parts
        styles = self._parts.get("word/styles.xml")
        self._styles = Styles(parse(styles) if styles else None)
        self._targets = self._relationships()

    def read(self) -> Document:
        body = parse(self._parts[_DOCUMENT]).find(W + "body")
        if body is None:
            raise KeyError("body")
        blocks = list(_blocks(body))
        properties = [section for _, section in blocks if section is not None]
        sections = tuple(self._sections(properties))
        lines: list[Line] = []
        number = tables = 0
        for block, closing in blocks:
            here = min(number, len(properties) - 1) if properties else 0
            room = text_room(properties[here]) if properties else 9354
            if block.tag == W + "tbl":
                tables += 1
                lines.extend(self._table(block, Place(here, tables)))
            elif block.tag == W + "p":
                lines.extend(self._paragraph(block, Place(here), room))
            number += closing is not None
        margin_lines = [line for name in self._margin_parts() for line in self._margin(name)]
        return Document(sections, tuple(lines), tuple(margin_lines))

    # --- lines -----------------------------------------------------------------------------------

    def _table(self, table: Element, place: Place) -> Iterator[Line]:
        margins = sum(
            int(value_of(table, f"{W}tblPr/{W}tblCellMar/{W}{side}", "w") or 108)
            for side in ("left", "right")
        )
        for row, tr in enumerate(table.findall(W + "tr"), start=1):
            for column, tc in enumerate(tr.findall(W + "tc"), start=1):
                here = Place(place.section, place.table, row, column)
                room = int(value_of(tc, f"{W}tcPr/{W}tcW", "w") or 0) - margins
                for paragraph in tc.iter(W + "p"):
                    yield from self._paragraph(paragraph, here, room)

    def _paragraph(self, paragraph: Element, place: Place, room: int) -> Iterator[Line]:
        if next(paragraph.iterancestors(_FALLBACK), None) is not None:
            return
        runs: list[tuple[str, RunFormat]] = []
        for run in paragraph.iter(W + "r"):
            text = _run_text(run)
            if text and next(run.iterancestors(W + "p"), None) is paragraph:
                runs.append((text, self._styles.run(run, paragraph)))
        text = "".join(text for text, _ in runs)
        form = self._styles.paragraph(paragraph)
        yield Line(text, form, tuple(runs), place, room, tuple(_drawn_rules(paragraph)))

    # --- sections --------------------------------------------------------------------------------

    def _sections(self, properties: list[Element]) -> Iterator[SectionPages]:
        inherited: dict[str, str] = {}
        for number, section in enumerate(properties):
            for reference in section.iter(W + "headerReference", W + "footerReference"):
                key = f"{reference.tag}:{reference.get(W + 'type') or 'default'}"
                inherited[key] = self._targets.get(reference.get(_R + "id") or "", "")
            yield self._section(number, section, inherited)

    def _section(self, number: int, section: Element, parts: dict[str, str]) -> SectionPages:
        start = value_of(section, W + "pgNumType", "start")
        own_first = section.find(W + "titlePg")
        is_off = own_first is not None and (own_first.get(W + "val") or "1") in (
            "0",
            "false",
            "off",
        )
        return SectionPages(
            number=number,
            width=int(value_of(section, W + "pgSz", "w") or 12240),
            height=int(value_of(section, W + "pgSz", "h") or 15840),
            is_landscape=value_of(section, W + "pgSz", "orient") == "landscape",
            margins={
                side: int(value_of(section, W + "pgMar", side) or 0)
                for side in ("top", "bottom", "left", "right")
            },
            first_number=None if start is None else int(start),
            number_format=value_of(section, W + "pgNumType", "fmt") or "decimal",
            has_own_first_page=own_first is not None and not is_off,
            page_numbers=tuple(self._page_numbers(parts, "default")),
            first_page_numbers=tuple(self._page_numbers(parts, "first")),
        )

    def _page_numbers(self, parts: dict[str, str], kind: str) -> Iterator[PageNumber]:
        for name in ("headerReference", "footerReference"):
            part = parts.get(f"{W}{name}:{kind}", "")
            if part in self._parts:
                for paragraph in parse(self._parts[part]).iter(W + "p"):
                    if _has_page_field(paragraph):
                        for line in self._paragraph(paragraph, Place(0), 0):
                            yield PageNumber(line, is_in_header=name.startswith("header"))

    def _margin_parts(self) -> list[str]:
        return [
            name for name in sorted(self._parts) if re.match(r"word/(header|footer)\d*\.xml", name)
        ]

    def _margin(self, name: str) -> Iterator[Line]:
        for paragraph in parse(self._parts[name]).iter(W + "p"):
            yield from self._paragraph(paragraph, Place(0), 0)

    def _relationships(self) -> dict[str, str]:
        part = self._parts.get("word/_rels/document.xml.rels")
        relations = [] if part is None else list(parse(part))
        return {
            relation.get("Id") or "": posixpath.normpath(
                posixpath.join("word", relation.get("Target") or "")
            )
            for relation in relations
        }


def _blocks(body: Element) -> Iterator[tuple[Element, Element | None]]:
    """Yield paragraphs and tables in order, each with the section that it closes, if any."""
    for block in body:
        if block.tag == W + "sectPr":
            yield block, block
        elif block.tag in (W + "p", W + "tbl"):
            yield block, block.find(f"{W}pPr/{W}sectPr")
        else:  # content controls and their like
            for inner in block.iter(W + "p"):
                yield inner, inner.find(f"{W}pPr/{W}sectPr")


def _run_text(run: Element) -> str:
    signs = {W + "tab": "\t", W + "br": "\n", W + "noBreakHyphen": "-"}
    return "".join(signs.get(e.tag, e.text if e.tag == W + "t" else "") or "" for e in run)


def _has_page_field(paragraph: Element) -> bool:
    simple = [field.get(W + "instr") or "" for field in paragraph.iter(W + "fldSimple")]
    codes = [code.text or "" for code in paragraph.iter(W + "instrText")]
    return any(text.split()[:1] == ["PAGE"] for text in [*simple, "".join(codes)])


def _drawn_rules(paragraph: Element) -> Iterator[int]:
    """Yield the lengths of the lines drawn with the shape tool."""
    for extent in paragraph.iter(_EXTENT):
        if int(extent.get("cy") or 0) <= _FLAT:
            yield int(extent.get("cx") or 0) // _EMU_PER_TWIP
    for line in paragraph.iter(_VML_LINE):
        points = [
            float(x) for x in re.findall(r"(-?[\d.]+)pt,", f"{line.get('from')} {line.get('to')}")
        ]
        if len(points) == 2:
            yield round(abs(points[1] - points[0]) * 20)
