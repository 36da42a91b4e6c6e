"""Put charts into a Word report in the place of an annex's table, each with its own workbook.

An annex without columns holds charts only. Its pages stand upright: only tables need wide ones
(NĐ 30/2020, Phụ lục I, mục I.2).
"""

from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from cds_desktop.office.charts import (
    CHART_RELATION,
    CHART_TYPE,
    Chart,
    ChartCells,
    chart_part,
    data_rows,
    height_mm,
)
from cds_desktop.office.docx_tables import AnnexTable, marked_tables, section_after, text_room
from cds_desktop.office.package import inserted, write_package
from cds_desktop.office.sheet_xml import SheetCell, SheetRow, sheet_data
from cds_desktop.office.xml_tree import Element, W, parse

_EMU_PER_TWIP = 635
_EMU_PER_MM = 36_000
_SHEET = "Số liệu"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "[Content_Types].xml"
_RELATIONS = "word/_rels/document.xml.rels"


def turn_upright(document: Element, annexes: Sequence[AnnexTable]) -> None:
    """Give the annexes that hold charts upright pages; before anything is measured."""
    for table, annex in zip(marked_tables(document), annexes, strict=False):
        section = section_after(table) if annex.charts else None
        size = None if section is None else section.find(W + "pgSz")
        if size is not None and size.get(W + "orient") == "landscape":
            width, height = size.get(W + "w") or "", size.get(W + "h") or ""
            size.set(W + "w", height)
            size.set(W + "h", width)
            size.set(W + "orient", "portrait")


def place(tables: Sequence[Element], annexes: Sequence[AnnexTable]) -> None:
    """Replace the tables of annexes that hold charts by the pictures of these."""
    number = 0
    for table, annex in zip(tables, annexes, strict=True):
        if not annex.charts:
            continue
        section = section_after(table)
        room = 9354 if section is None else text_room(section)
        for chart in annex.charts:
            number += 1
            table.addprevious(_picture(chart, number, room))
        if (owner := table.getparent()) is not None:
            owner.remove(table)


def chart_parts(annexes: Sequence[AnnexTable], parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts that the charts need, relations and list of types included."""
    charts = [chart for annex in annexes for chart in annex.charts]
    if not charts:
        return {}
    made: dict[str, bytes] = {}
    for number, chart in enumerate(charts, start=1):
        made |= _parts_of(chart, number)
    relations = "".join(
        f'<Relationship Id="{_relation(number)}" Type="{CHART_RELATION}"'
        f' Target="charts/chart{number}.xml"/>'
        for number in range(1, len(charts) + 1)
    )
    types = (
        '<Default Extension="xlsx" ContentType="'
        + _WORKBOOK
        + '.sheet"/>'
        + "".join(
            f'<Override PartName="/word/charts/chart{number}.xml" ContentType="{CHART_TYPE}"/>'
            for number in range(1, len(charts) + 1)
        )
    )
    made[_RELATIONS] = inserted(parts[_RELATIONS], relations, "</Relationships>")
    made[_TYPES] = inserted(parts[_TYPES], types, "</Types>")
    return made


def _picture(chart: Chart, number: int, room: int) -> Element:
    width = room * _EMU_PER_TWIP
    height = round(height_mm(chart) * _EMU_PER_MM)
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    xml = (
        f'<w:p xmlns:w="{W[1:-1]}" xmlns:wp="{drawing}/wordprocessingDrawing"'
        f' xmlns:a="{drawing}/main" xmlns:c="{drawing}/chart" xmlns:r="{_OFFICE}"><w:pPr>'
        '<w:spacing w:before="120" w:after="120"/><w:jc w:val="center"/></w:pPr><w:r><w:drawing>'
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{9000 + number}" name="Biểu đồ {number}"'
        f" title={quoteattr(chart.title)} descr={quoteattr(chart.description)}/>"
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{drawing}/chart">'
        f'<c:chart r:id="{_relation(number)}"/></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r></w:p>"
    )
    return parse(xml.encode())


def _relation(number: int) -> str:
    return f"rIdBieuDo{number}"


def _parts_of(chart: Chart, number: int) -> dict[str, bytes]:
    columns = tuple(range(2, 2 + len(chart.series)))
    cells = ChartCells(_SHEET, 1, 2, 1, columns)
    relations = (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/package" Target="../embeddings/so_lieu_{number}.xlsx"/></Relationships>'
    )
    return {
        f"word/charts/chart{number}.xml": chart_part(chart, cells, workbook_relation="rId1"),
        f"word/charts/_rels/chart{number}.xml.rels": relations.encode(),
        f"word/embeddings/so_lieu_{number}.xlsx": write_package(dict(_workbook(chart))),
    }


def _workbook(chart: Chart) -> Iterator[tuple[str, bytes]]:
    """Yield the parts of the workbook that Word opens at "Edit Data"."""
    rows = [
        SheetRow(n, tuple(SheetCell(c, 0, value) for c, value in enumerate(row, start=1)))
        for n, row in enumerate(data_rows(chart), start=1)
    ]
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    texts = {
        _TYPES: (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_WORKBOOK}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_WORKBOOK}'
            '.worksheet+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
            f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{main}" xmlns:r="{_OFFICE}"><sheets><sheet'
            f' name="{escape(_SHEET)}" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
            f' Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}">{sheet_data(rows)}</worksheet>',
    }
    for name, text in texts.items():
        yield name, (_HEAD + text).encode()
