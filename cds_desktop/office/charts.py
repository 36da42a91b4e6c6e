"""Write native charts (DrawingML): Word and Excel show them and let people edit them.

One chart is one part of the file, text only, so the same figures always make the same bytes. Fills
differ in lightness and pattern, lines in their marks and dashes: a greyscale print stays readable.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import cast
from xml.sax.saxutils import escape

from cds_desktop.office.sheet_xml import column_letters, number_text
from cds_desktop.office.xml_tree import Element, parse
from cds_desktop.text_rules import clean

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
CHART_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
KINDS = ("bar", "stacked", "line")
_FILLS = ("1F3864", "9DC3E6", "2E75B6", "DEEBF7", "7F7F7F")
_PATTERNS = ("", "", "wdUpDiag", "", "smGrid")
_MARKS = ("circle", "square", "triangle", "diamond", "x")
_DASHES = ("solid", "dash", "sysDot", "lgDash", "dashDot")
_LINE_COLORS = ("1F3864", "C55A11", "2E75B6", "7F7F7F", "000000")
_FONT = '<a:latin typeface="Times New Roman"/><a:cs typeface="Times New Roman"/>'
_INK = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
_GRID = '<a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln>'
_BORDER = f'<a:ln w="6350">{_INK}</a:ln>'
_WHOLE = "[$-42A]#,##0"
_LEAST_MM, _MOST_MM, _FRAME_MM = 88, 190, 42
_BAR_MM = 7.2
_CATEGORY_AXIS, _VALUE_AXIS = "111111111", "222222222"


@dataclass(frozen=True, slots=True)
class Series:
    """One row of figures of a chart; None leaves a gap."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: bar (side by side), stacked (one bar each) or line; `description` is read aloud."""

    kind: str
    title: str
    unit: str
    decimals: int
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    description: str


@dataclass(frozen=True, slots=True)
class ChartCells:
    """Where a chart's figures stand: sheet, header row, first category row, columns from 1."""

    sheet: str
    header_row: int
    first_row: int
    category_column: int
    value_columns: tuple[int, ...]


def read_chart(value: object) -> Chart:
    """Take one chart out of a context; a wrong shape raises TypeError or KeyError."""
    chart = cast(Mapping[str, object], value)
    kind = str(chart["kind"])
    if kind not in KINDS:
        raise TypeError(f"unknown kind of chart: {kind!r}")
    categories = tuple(_text(c) for c in cast(Sequence[object], chart["categories"]))
    series = tuple(
        Series(_text(one["name"]), tuple(cast(Sequence[Decimal | None], one["values"])))
        for one in cast(Sequence[Mapping[str, object]], chart["series"])
    )
    if not series or any(len(one.values) != len(categories) for one in series):
        raise TypeError(f"the figures of {chart['title']!r} do not fit its categories")
    return Chart(
        kind=kind,
        title=_text(chart["title"]),
        unit=_text(chart["unit"]),
        decimals=cast(int, chart["decimals"]),
        categories=categories,
        series=series,
        description=_text(chart["description"]),
    )


def chart_part(chart: Chart, cells: ChartCells, *, workbook_relation: str = "") -> bytes:
    """Return the chart's XML; `workbook_relation` names the workbook embedded for Word."""
    plot = _line_plot(chart, cells) if chart.kind == "line" else _bar_plot(chart, cells)
    legend = (
        f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_letters(1100)}</c:legend>'
        if len(chart.series) > 1
        else ""
    )
    data = (
        f'<c:externalData r:id="{workbook_relation}"><c:autoUpdate val="0"/></c:externalData>'
        if workbook_relation
        else ""
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace {_SPACES}><c:date1904 val="0"/><c:lang val="vi-VN"/>'
        f'<c:roundedCorners val="0"/><c:chart>{_title(chart.title, 1300, is_bold=True)}'
        f'<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>{plot}{_axes(chart)}</c:plotArea>'
        f'{legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln>"
        f"</c:spPr>{_letters(1100)}{data}</c:chartSpace>"
    ).encode()


def is_written(part: bytes, chart: Chart) -> bool:
    """Read a chart's part again: are its names, categories and figures those that went in?"""
    categories = dict(enumerate(chart.categories))
    wanted = [({0: one.name}, categories, _figures(one)) for one in chart.series]
    found = [
        tuple(_points(one.find(C + name)) for name in ("tx", "cat", "val"))
        for one in parse(part).iter(C + "ser")
    ]
    return found == wanted


def height_mm(chart: Chart) -> float:
    """Return how high a chart should be: room for each bar, half a page for lines."""
    bars = 1 if chart.kind == "stacked" else len(chart.series) * 0.62 + 0.38
    wanted = _FRAME_MM + _BAR_MM * bars * len(chart.categories)
    return _LEAST_MM if chart.kind == "line" else min(max(wanted, _LEAST_MM), _MOST_MM)


def data_rows(chart: Chart) -> list[list[str | Decimal | None]]:
    """Return a chart's figures as a table: a header row, then a row for each category."""
    header: list[str | Decimal | None] = ["", *(one.name for one in chart.series)]
    columns = [one.values for one in chart.series]
    rows = [[name, *(c[n] for c in columns)] for n, name in enumerate(chart.categories)]
    return [header, *rows]


# --- plots ----------------------------------------------------------------------------------------


def _bar_plot(chart: Chart, cells: ChartCells) -> str:
    is_stacked = chart.kind == "stacked"
    series = "".join(
        _series(chart, cells, number, _fill(number), _value_labels(chart, number))
        for number in range(len(chart.series))
    )
    overlap = '<c:overlap val="100"/>' if is_stacked else '<c:overlap val="-5"/>'
    grouping = "stacked" if is_stacked else "clustered"
    return (
        f'<c:barChart><c:barDir val="bar"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="45"/>{overlap}{_axis_ids()}</c:barChart>'
    )


def _line_plot(chart: Chart, cells: ChartCells) -> str:
    series = "".join(
        _series(chart, cells, number, _stroke(number), "") for number in range(len(chart.series))
    )
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}'
        f'<c:marker val="1"/>{_axis_ids()}</c:lineChart>'
    )


def _series(chart: Chart, cells: ChartCells, number: int, looks: str, labels: str) -> str:
    one = chart.series[number]
    column = cells.value_columns[number]
    last = cells.first_row + len(chart.categories) - 1
    name = _reference(cells.sheet, column, cells.header_row, cells.header_row)
    categories = _reference(cells.sheet, cells.category_column, cells.first_row, last)
    values = _reference(cells.sheet, column, cells.first_row, last)
    smooth = '<c:smooth val="0"/>' if chart.kind == "line" else ""
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>'
        f"<c:tx>{_texts(name, [one.name])}</c:tx>{looks}{labels}"
        f"<c:cat>{_texts(categories, chart.categories)}</c:cat>"
        f"<c:val><c:numRef><c:f>{values}</c:f><c:numCache><c:formatCode>"
        f"{escape(_number_format(chart))}</c:formatCode>"
        f'<c:ptCount val="{len(one.values)}"/>{_number_points(one)}'
        f"</c:numCache></c:numRef></c:val>{smooth}</c:ser>"
    )


def _fill(number: int) -> str:
    color = _FILLS[number % len(_FILLS)]
    pattern = _PATTERNS[number % len(_PATTERNS)]
    fill = f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'
    if pattern:
        fill = (
            f'<a:pattFill prst="{pattern}"><a:fgClr><a:srgbClr val="{color}"/></a:fgClr>'
            '<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>'
        )
    return f'<c:spPr>{fill}{_BORDER}</c:spPr><c:invertIfNegative val="0"/>'


def _stroke(number: int) -> str:
    color = (
        f'<a:solidFill><a:srgbClr val="{_LINE_COLORS[number % len(_LINE_COLORS)]}"/></a:solidFill>'
    )
    return (
        f'<c:spPr><a:ln w="25400">{color}<a:prstDash val="{_DASHES[number % len(_DASHES)]}"/>'
        f'</a:ln></c:spPr><c:marker><c:symbol val="{_MARKS[number % len(_MARKS)]}"/>'
        f'<c:size val="7"/><c:spPr>{color}{_BORDER}</c:spPr></c:marker>'
    )


def _value_labels(chart: Chart, number: int) -> str:
    """Print the figures at the bars; in a stack white on the dark fill, and no zeros."""
    is_dark = chart.kind == "stacked" and _FILLS[number % len(_FILLS)] in ("1F3864", "7F7F7F")
    color = "FFFFFF" if is_dark else "000000"
    form = _number_format(chart) + (";;" if chart.kind == "stacked" else "")
    position = "" if chart.kind == "stacked" else '<c:dLblPos val="outEnd"/>'
    return (
        f'<c:dLbls><c:numFmt formatCode="{escape(form)}" sourceLinked="0"/>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_letters(900, color)}{position}"
        '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    )


# --- axes, titles, letters ------------------------------------------------------------------------


def _axes(chart: Chart) -> str:
    is_line = chart.kind == "line"
    unit = _title(chart.unit, 1000, is_bold=False) if chart.unit else ""
    category = (
        f'<c:catAx><c:axId val="{_CATEGORY_AXIS}"/><c:scaling><c:orientation val='
        f'"{"minMax" if is_line else "maxMin"}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"b" if is_line else "l"}"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'<c:spPr>{_BORDER}</c:spPr>{_letters(1000)}<c:crossAx val="{_VALUE_AXIS}"/>'
        '<c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )
    # In the order of the schema: what is a share of a whole ends at 100, bars begin at 0.
    start = '<c:max val="100"/>' if is_line and chart.unit == "%" else ""
    start += "" if is_line else '<c:min val="0"/>'
    value = (
        f'<c:valAx><c:axId val="{_VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/>{start}'
        f'</c:scaling><c:delete val="0"/><c:axPos val="{"l" if is_line else "b"}"/>'
        f"<c:majorGridlines><c:spPr>{_GRID}</c:spPr></c:majorGridlines>{unit}"
        f'<c:numFmt formatCode="{_WHOLE}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f"<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_letters(1000)}"
        f'<c:crossAx val="{_CATEGORY_AXIS}"/>'
        f'<c:crosses val="{"autoZero" if is_line else "max"}"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )
    return category + value


def _axis_ids() -> str:
    return f'<c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/>'


def _title(text: str, size: int, *, is_bold: bool) -> str:
    run = f'<a:rPr lang="vi-VN" sz="{size}" b="{int(is_bold)}">{_INK}{_FONT}</a:rPr>'
    return (
        "<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr/></a:pPr>"
        f"<a:r>{run}<a:t>{escape(text)}</a:t></a:r></a:p></c:rich></c:tx>"
        '<c:overlay val="0"/></c:title>'
    )


def _letters(size: int, color: str = "000000") -> str:
    ink = f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'
    return (
        f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="{size}" b="0">{ink}{_FONT}</a:defRPr>'
        '</a:pPr><a:endParaRPr lang="vi-VN"/></a:p></c:txPr>'
    )


# --- figures --------------------------------------------------------------------------------------


def _number_format(chart: Chart) -> str:
    """Return the format: Office shows 1.205,5 by it on a Vietnamese machine."""
    return _WHOLE + ("." + "0" * chart.decimals if chart.decimals else "")


def _number_points(series: Series) -> str:
    return "".join(
        f'<c:pt idx="{n}"><c:v>{text}</c:v></c:pt>' for n, text in _figures(series).items()
    )


def _texts(reference: str, texts: Sequence[str]) -> str:
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{escape(text)}</c:v></c:pt>' for n, text in enumerate(texts)
    )
    return (
        f'<c:strRef><c:f>{reference}</c:f><c:strCache><c:ptCount val="{len(texts)}"/>{points}'
        "</c:strCache></c:strRef>"
    )


def _reference(sheet: str, column: int, first: int, last: int) -> str:
    name = sheet.replace("'", "''")
    letters = column_letters(column)
    area = f"${letters}${first}" + (f":${letters}${last}" if last != first else "")
    return escape(f"'{name}'!{area}")


def _points(holder: Element | None) -> dict[int, str]:
    if holder is None:
        return {}
    return {
        int(point.get("idx") or 0): "".join(point.itertext()) for point in holder.iter(C + "pt")
    }


def _figures(series: Series) -> dict[int, str]:
    return {n: number_text(v) for n, v in enumerate(series.values) if v is not None}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return " ".join(clean(value).text.split())
