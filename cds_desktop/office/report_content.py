"""Take a report's context apart: texts for the template, tables for the annexes, all of it cleaned.

The context is plain data made by the program itself, so a wrong shape is our mistake: it raises
TypeError or KeyError, never a DocumentError.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from cds_desktop.office.charts import read_chart
from cds_desktop.office.docx_tables import AnnexTable, Column
from cds_desktop.office.report_fields import REPORT_FIELDS
from cds_desktop.office.template_code import Shape
from cds_desktop.text_rules import clean


@dataclass(frozen=True, slots=True)
class ReportContent:
    """What goes into a report: `texts` by field as the template sees them, and the annex tables."""

    texts: dict[str, object] = field(repr=False)
    annexes: tuple[AnnexTable, ...] = field(repr=False)


def read_content(context: Mapping[str, object]) -> ReportContent:
    """Check and clean a context; fields that no template can use are left out."""
    texts = cast(dict[str, object], _fitted(context, REPORT_FIELDS))
    annexes = cast(list[Mapping[str, object]], context["annexes"])
    return ReportContent(texts, tuple(_annex(annex) for annex in annexes))


def text_of(value: object) -> str:
    """Return the value as text that may be written; raises TypeError when it is no text."""
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not a text")
    return clean(value).text


def _fitted(value: object, shape: Shape) -> object:
    if isinstance(shape, str):
        return text_of(value)
    if isinstance(shape, list):
        return [_fitted(item, shape[0]) for item in cast(list[object], value)]
    fields = cast(Mapping[str, object], value)
    return {name: _fitted(fields[name], inner) for name, inner in shape.items()}


def _annex(annex: Mapping[str, object]) -> AnnexTable:
    columns = tuple(_column(c) for c in cast(list[Mapping[str, object]], annex["columns"]))
    rows = tuple(
        tuple(text_of(cell) for cell in row) for row in cast(list[list[object]], annex["rows"])
    )
    if any(len(row) != len(columns) for row in rows):
        raise TypeError(f"a row of {annex['title']!r} has not {len(columns)} cells")
    return AnnexTable(
        title=text_of(annex["title"]),
        columns=columns,
        rows=rows,
        has_total=bool(annex["total_row"]),
        charts=tuple(read_chart(chart) for chart in cast(list[object], annex.get("charts", []))),
    )


def _column(column: Mapping[str, object]) -> Column:
    width = column["width_mm"]
    if not isinstance(width, int | float):
        raise TypeError(f"{width!r} is not a width")
    return Column(text_of(column["title"]), text_of(column["align"]), float(width))
