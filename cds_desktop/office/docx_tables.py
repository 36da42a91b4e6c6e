"""Fill the annex tables of a report: rows copied from the specimen rows of the template.

In the template such a table has one row that says `{{ annex.columns }}`, one `{{ annex.rows }}`
and, if the sums shall look different, one `{{ annex.total }}`. The first cell of each is the
specimen: its borders, style and size hold for the whole row. Widths come with the data and are
widened until no number breaks over two lines; when nothing else helps the letters get smaller.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cds_desktop.errors import DocumentError
from cds_desktop.office.charts import Chart
from cds_desktop.office.column_widths import fit_widths, needed_widths
from cds_desktop.office.report_fields import TABLE_ROWS
from cds_desktop.office.word_styles import Styles
from cds_desktop.office.word_xml import child, drop_property, set_property
from cds_desktop.office.xml_tree import Element, W, copy_of, make, value_of

_SPECIMEN = re.compile(r"\s*\{\{\s*\w+\.(" + "|".join(TABLE_ROWS) + r")\s*\}\}\s*")
_MARK = "cds-annex"
_CELL_MARGIN = 85  # 1,5 mm; written into the table, so that its columns can be reckoned
_SMALLEST = 16
_LAST_TOGETHER = 3  # rows: sums never stand alone on a page


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an annex table; `align` is left, right or center."""

    title: str
    align: str
    width_mm: float


@dataclass(frozen=True, slots=True)
class AnnexTable:
    """The table of one annex; `has_total` says that the last row holds the sums.

    An annex with `charts` has no table.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    has_total: bool
    charts: tuple[Chart, ...] = ()

    @property
    def titles(self) -> tuple[str, ...]:
        """The cells of the header row."""
        return tuple(column.title for column in self.columns)


def mark_specimens(document: Element) -> set[str]:
    """Turn the specimen rows into inert marks before the template runs; return what was found."""
    found: set[str] = set()
    for table in document.iter(W + "tbl"):
        for row in table.findall(W + "tr"):
            if match := _SPECIMEN.fullmatch("".join(row.itertext(W + "t"))):
                _keep_one_text(row, match[1])
                set_property(child(table, "tblPr"), make("tblDescription", val=_MARK))
                found.add(match[1])
    return found


def fill(document: Element, annexes: Sequence[AnnexTable], *, styles: Styles, file: str) -> None:
    """Fill the marked tables, the first with the first annex and so on."""
    tables = marked_tables(document)
    if len(tables) != len(annexes):
        reason = "bảng phụ lục phải nằm trong vòng lặp qua các phụ lục"
        raise DocumentError("template_broken", file=file, reason=reason)
    for table, annex in zip(tables, annexes, strict=True):
        if not annex.charts:
            _fill_table(table, annex, styles)


def marked_tables(document: Element) -> list[Element]:
    """Return the tables that are still to be filled, in the order of the annexes."""
    return [table for table in document.iter(W + "tbl") if _is_marked(table)]


def text_room(section: Element) -> int:
    """Return the width between a section's margins, in twentieths of a point."""
    width = int(value_of(section, W + "pgSz", "w") or 11906)
    left = int(value_of(section, W + "pgMar", "left") or 1701)
    right = int(value_of(section, W + "pgMar", "right") or 851)
    return width - left - right


def section_after(element: Element) -> Element | None:
    """Return the section that a paragraph or table of the body belongs to: the next one closed."""
    following: Element | None = element
    while (following := following.getnext()) is not None:
        if following.tag == W + "sectPr":
            return following
        if (section := following.find(f"{W}pPr/{W}sectPr")) is not None:
            return section
    return None


def _fill_table(table: Element, annex: AnnexTable, styles: Styles) -> None:
    specimens = {_name_of(row): row for row in table.findall(W + "tr")}
    section = section_after(table)
    room = 9354 if section is None else text_room(section)
    designed = min(_size(row, styles) for row in specimens.values())
    size, widths = _size_and_widths(annex, designed, room=room)
    _set_table(table, annex.title, widths)
    smaller = size if size < designed else 0
    for row in _rows(annex, specimens, widths=widths, size=smaller):
        table.append(row)
    for specimen in specimens.values():
        table.remove(specimen)


def _size_and_widths(annex: AnnexTable, designed: int, *, room: int) -> tuple[int, list[int]]:
    wanted = [column.width_mm for column in annex.columns]
    for size in range(designed, _SMALLEST - 1, -1):
        needed = needed_widths(
            annex.titles, annex.rows, size=size, margins=2 * _CELL_MARGIN, room=room
        )
        if sum(needed) <= room or size == _SMALLEST:
            return size, fit_widths(wanted, needed, room=room)
    return designed, fit_widths(wanted, [0] * len(wanted), room=room)


def _rows(
    annex: AnnexTable, specimens: dict[str, Element], *, widths: Sequence[int], size: int
) -> Iterable[Element]:
    aligns = [column.align for column in annex.columns]
    centred = ["center"] * len(aligns)
    header = _prototype(specimens["columns"], centred, widths=widths, size=size)
    set_property(child(header, "trPr"), make("tblHeader"))
    body = _prototype(specimens["rows"], aligns, widths=widths, size=size)
    total = _prototype(specimens.get("total", specimens["rows"]), aligns, widths=widths, size=size)
    yield _filled(header, annex.titles)
    for left, row in enumerate(annex.rows, start=1 - len(annex.rows)):
        filled = _filled(total if annex.has_total and left == 0 else body, row)
        if -_LAST_TOGETHER < left < 0:
            _keep_with_next(filled)
        yield filled


def _prototype(
    specimen: Element, aligns: Sequence[str], *, widths: Sequence[int], size: int
) -> Element:
    """Make a whole row from the first cell of a specimen row."""
    row = make("tr")
    properties = specimen.find(W + "trPr")
    row.append(make("trPr") if properties is None else copy_of(properties))
    set_property(child(row, "trPr"), make("cantSplit"))
    for cell in specimen.findall(W + "tc")[:1]:
        for align, width in zip(aligns, widths, strict=True):
            row.append(_cell(cell, align, width=width, size=size))
    return row


def _cell(specimen: Element, align: str, *, width: int, size: int) -> Element:
    cell = copy_of(specimen)
    properties = child(cell, "tcPr")
    drop_property(properties, W + "gridSpan")
    set_property(properties, make("tcW", w=str(width), type="dxa"))
    for paragraph in cell.findall(W + "p"):
        set_property(child(paragraph, "pPr"), make("jc", val=align))
    for run in cell.iter(W + "r"):
        if size:
            set_property(child(run, "rPr"), make("sz", val=str(size)))
            set_property(child(run, "rPr"), make("szCs", val=str(size)))
    return cell


def _filled(prototype: Element, texts: Sequence[str]) -> Element:
    row = copy_of(prototype)
    for holder, text in zip(row.iter(W + "t"), texts, strict=True):
        holder.text = text
    return row


def _keep_with_next(row: Element) -> None:
    for paragraph in row.iter(W + "p"):
        set_property(child(paragraph, "pPr"), make("keepNext"))


def _set_table(table: Element, title: str, widths: Sequence[int]) -> None:
    """Fix the table's layout and widths; its alternative text is the annex's title."""
    properties = child(table, "tblPr")
    drop_property(properties, W + "tblDescription")
    drop_property(properties, W + "tblInd")
    margins = make("tblCellMar")
    for side in ("left", "right"):
        margins.append(make(side, w=str(_CELL_MARGIN), type="dxa"))
    for element in (
        make("tblW", w=str(sum(widths)), type="dxa"),
        make("jc", val="center"),
        make("tblLayout", type="fixed"),
        margins,
        make("tblCaption", val=title),
    ):
        set_property(properties, element)
    grid = child(table, "tblGrid")
    for column in list(grid):
        grid.remove(column)
    for width in widths:
        grid.append(make("gridCol", w=str(width)))


def _size(row: Element, styles: Styles) -> int:
    paragraph, run = row.find(f".//{W}p"), row.find(f".//{W}r")
    return 24 if paragraph is None or run is None else styles.run(run, paragraph).size


def _keep_one_text(row: Element, text: str) -> None:
    first, *others = row.iter(W + "t")
    first.text = text
    for holder in others:
        if (run := holder.getparent()) is not None:
            run.remove(holder)


def _name_of(row: Element) -> str:
    return "".join(row.itertext(W + "t"))


def _is_marked(table: Element) -> bool:
    return value_of(table, f"{W}tblPr/{W}tblDescription") == _MARK
