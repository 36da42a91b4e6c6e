"""Draw the chart of a sheet under its table: a native Excel chart, live on the cells above."""

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from cds_desktop.errors import DocumentError
from cds_desktop.office.charts import (
    CHART_RELATION,
    CHART_TYPE,
    Chart,
    ChartCells,
    chart_part,
    is_written,
)
from cds_desktop.office.package import inserted
from cds_desktop.office.xlsx_sheet import SheetLayout

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_TYPES = "[Content_Types].xml"
_RELATION = "rIdBieuDo"
_AFTER_IGNORED = "</ignoredErrors>"


def add_charts(parts: dict[str, bytes], layouts: Sequence[SheetLayout]) -> None:
    """Add the charts' parts and point the sheets at them; sheets are numbered from 1."""
    types = ""
    for number, layout in enumerate(layouts, start=1):
        if layout.chart is not None:
            types += _add(parts, number, layout, layout.chart)
    if types:
        parts[_TYPES] = inserted(parts[_TYPES], types, "</Types>")


def verify_charts(parts: dict[str, bytes], layouts: Sequence[SheetLayout], *, file: str) -> None:
    """Raise DocumentError `document_differs` unless each chart holds the figures that went in."""
    for number, layout in enumerate(layouts, start=1):
        part = parts.get(_chart_name(number), b"<none/>")
        if layout.chart is not None and not is_written(part, layout.chart):
            raise DocumentError("document_differs", file=file, place=f"trang “{layout.name}”")


def _add(parts: dict[str, bytes], number: int, layout: SheetLayout, chart: Chart) -> str:
    """Add one chart; return what the list of types has to say of it."""
    columns = tuple(range(2, 2 + len(chart.series)))
    header = layout.header_row
    cells = ChartCells(layout.name, header, header + 1, 1, columns)
    drawing = f"xl/drawings/bieu_do{number}.xml"
    parts[_chart_name(number)] = chart_part(chart, cells)
    parts[drawing] = _drawing(layout, chart)
    parts[f"xl/drawings/_rels/bieu_do{number}.xml.rels"] = _relations(
        _relation(CHART_RELATION, f"../charts/bieu_do{number}.xml")
    )
    sheet, relations = _sheet_names(number)
    mine = _relation(f"{_OFFICE}/drawing", f"../drawings/bieu_do{number}.xml")
    parts[relations] = (
        inserted(parts[relations], mine, "</Relationships>")
        if relations in parts
        else _relations(mine)
    )
    parts[sheet] = parts[sheet].replace(
        _AFTER_IGNORED.encode(),
        f'{_AFTER_IGNORED}<drawing xmlns:r="{_OFFICE}" r:id="{_RELATION}"/>'.encode(),
        1,
    )
    return (
        f'<Override PartName="/{_chart_name(number)}" ContentType="{CHART_TYPE}"/>'
        f'<Override PartName="/{drawing}" ContentType="{_DRAWING_TYPE}"/>'
    )


def _drawing(layout: SheetLayout, chart: Chart) -> bytes:
    return (
        f'{_HEAD}<xdr:wsDr xmlns:xdr="{_DRAWING}/spreadsheetDrawing" xmlns:a="{_DRAWING}/main"'
        f' xmlns:r="{_OFFICE}" xmlns:c="{_DRAWING}/chart"><xdr:twoCellAnchor editAs="oneCell">'
        f"{_corner('from', 0, layout.chart_row)}"
        f"{_corner('to', len(layout.widths), layout.chart_row + layout.chart_rows)}"
        '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="Biểu đồ"'
        f" title={quoteattr(chart.title)} descr={quoteattr(chart.description)}/>"
        "<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm>"
        '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>'
        f'<a:graphic><a:graphicData uri="{_DRAWING}/chart"><c:chart r:id="{_RELATION}"/>'
        "</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>"
        "</xdr:wsDr>"
    ).encode()


def _corner(name: str, column: int, row: int) -> str:
    return (
        f"<xdr:{name}><xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff>"
        f"<xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:{name}>"
    )


def _relations(listed: str) -> bytes:
    return f'{_HEAD}<Relationships xmlns="{_RELATIONSHIPS}">{listed}</Relationships>'.encode()


def _relation(kind: str, target: str) -> str:
    return f'<Relationship Id="{_RELATION}" Type="{kind}" Target="{target}"/>'


def _chart_name(number: int) -> str:
    return f"xl/charts/bieu_do{number}.xml"


def _sheet_names(number: int) -> tuple[str, str]:
    folder = "xl/worksheets/"
    return f"{folder}sheet{number}.xml", f"{folder}_rels/sheet{number}.xml.rels"
