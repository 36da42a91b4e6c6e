"""Read a finished report again and compare it with what went in; nothing may be lost on the way."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from cds_desktop import limits
from cds_desktop.errors import DocumentError
from cds_desktop.office.charts import is_written
from cds_desktop.office.docx_tables import AnnexTable
from cds_desktop.office.docx_template import DOCUMENT
from cds_desktop.office.package import read_package
from cds_desktop.office.report_content import ReportContent
from cds_desktop.office.xml_tree import BrokenXml, Element, W, parse

_TEXTPATH = "{urn:schemas-microsoft-com:vml}textpath"


@dataclass(frozen=True, slots=True)
class _Read:
    """What a reader of the file finds: paragraphs in order, tables, and the words of its shapes."""

    paragraphs: list[str]
    tables: list[list[list[str]]]
    shapes: list[str]
    charts: dict[str, bytes]


def compare(data: bytes, content: ReportContent, *, used: frozenset[str], file: str) -> None:
    """Raise DocumentError `document_differs` unless every text that was used is there, in order."""
    read = _read(data, file)
    for path, texts in _texts_by_field(content.texts, used).items():
        if not _stand_in_order(texts, read):
            raise DocumentError("document_differs", file=file, place=path)
    _compare_tables(content.annexes, read.tables, file)
    charts = [chart for annex in content.annexes for chart in annex.charts]
    for number, chart in enumerate(charts, start=1):
        part = read.charts.get(f"word/charts/chart{number}.xml", b"<none/>")
        if not is_written(part, chart):
            raise DocumentError("document_differs", file=file, place=f"biểu đồ {number}")


def _read(data: bytes, file: str) -> _Read:
    parts = read_package(data, file=file, max_bytes=limits.DOCUMENT_BYTES).parts
    try:
        roots = {name: parse(part) for name, part in parts.items() if _is_xml(name)}
    except BrokenXml as error:
        raise DocumentError("document_differs", file=file, place="XML") from error
    ordered = [roots[DOCUMENT], *(roots[name] for name in sorted(roots) if name != DOCUMENT)]
    return _Read(
        paragraphs=[_text(p) for root in ordered for p in root.iter(W + "p")],
        tables=[_cells(table) for table in roots[DOCUMENT].iter(W + "tbl")],
        charts={name: part for name, part in parts.items() if name.startswith("word/charts/")},
        shapes=[path.get("string") or "" for root in ordered for path in root.iter(_TEXTPATH)],
    )


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _text(paragraph: Element) -> str:
    pieces = ("\n" if e.tag == W + "br" else e.text or "" for e in _text_elements(paragraph))
    return "".join(pieces)


def _text_elements(paragraph: Element) -> Iterator[Element]:
    return paragraph.iter(W + "t", W + "br")


def _cells(table: Element) -> list[list[str]]:
    return [
        ["\n".join(_text(p) for p in cell.findall(W + "p")) for cell in row.findall(W + "tc")]
        for row in table.findall(W + "tr")
    ]


def _texts_by_field(texts: Mapping[str, object], used: frozenset[str]) -> dict[str, list[str]]:
    """Return the texts of each used field in print order."""
    found: dict[str, list[str]] = {}
    for path, text in _leaves(texts, ""):
        if path in used:
            found.setdefault(path, []).append(text)
    return found


def _leaves(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for item in cast(list[object], value):
            yield from _leaves(item, path)
    else:
        for name, inner in cast(Mapping[str, object], value).items():
            yield from _leaves(inner, f"{path}.{name}" if path else name)


def _stand_in_order(texts: list[str], read: _Read) -> bool:
    """Say whether each text is found, the next one not before the last; `upper` is allowed for."""
    places = [*read.paragraphs, *read.shapes]
    index = position = 0
    for text in filter(None, texts):
        while index < len(places) and _find(places[index], text, position) < 0:
            index, position = index + 1, 0
        if index == len(places):
            return False
        position = _find(places[index], text, position) + len(text)
    return True


def _find(paragraph: str, text: str, position: int) -> int:
    found = paragraph.find(text, position)
    return found if found >= 0 else paragraph.find(text.upper(), position)


def _compare_tables(
    annexes: tuple[AnnexTable, ...], tables: list[list[list[str]]], file: str
) -> None:
    remaining = iter(tables)
    for annex in (annex for annex in annexes if not annex.charts):
        wanted = [list(annex.titles), *(list(row) for row in annex.rows)]
        if not any(table == wanted for table in remaining):
            raise DocumentError("document_differs", file=file, place=annex.title)
