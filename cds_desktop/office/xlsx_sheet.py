"""Lay one sheet of an annex out from top to bottom: letterhead, title, table, signature."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from cds_desktop.office.charts import Chart, height_mm
from cds_desktop.office.sheet_xml import Merge, SheetCell, SheetRow
from cds_desktop.office.text_width import wrapped
from cds_desktop.office.xlsx_content import SheetContent
from cds_desktop.office.xlsx_styles import StyleBook
from cds_desktop.office.xlsx_table import (
    LINE_HEIGHT,
    TWIPS_PER_CHARACTER,
    TableRows,
    column_widths,
)
from cds_desktop.office.xlsx_template import SheetTemplate, TemplateCell, filled_text

_CHART_ROW_POINTS = 15.0
_MOST_CHART_MM = 130  # a sheet lies across: higher, and the table would print too small
_POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """A sheet ready to be written; `header_row` is where the columns' titles stand.

    A chart begins below row `chart_row` and covers `chart_rows`.
    """

    name: str
    rows: tuple[SheetRow, ...] = field(repr=False)
    merges: tuple[Merge, ...]
    widths: tuple[float, ...]
    header_row: int
    chart: Chart | None = None
    chart_row: int = 0
    chart_rows: int = 0


def lay_out(content: SheetContent, template: SheetTemplate, styles: StyleBook) -> SheetLayout:
    """Return the sheet with this content in the template's looks."""
    widths = column_widths(content)
    if len(widths) == 1:
        widths *= 2  # letterhead and signature need two halves
    above = _Frame(content, template, styles, widths=widths, first=1)
    above.add(range(1, template.header_row))
    table = TableRows(content, template, styles, widths=widths, first=len(above.rows) + 1)
    rows = [*above.rows, *table.rows()]
    chart_row = len(rows) + 1
    covered = _rows_of(content.chart)
    rows += [SheetRow(len(rows) + n, (), _CHART_ROW_POINTS) for n in range(1, covered + 3)]
    below = _Frame(content, template, styles, widths=widths, first=len(rows) + 1)
    below.add(range(template.total_row + 1, max(cell.row for cell in template.cells) + 1))
    return SheetLayout(
        name=content.name,
        rows=(*rows, *below.rows),
        merges=(*above.merges, *below.merges),
        widths=widths,
        header_row=len(above.rows) + 1,
        chart=content.chart,
        chart_row=chart_row,
        chart_rows=covered,
    )


def _rows_of(chart: Chart | None) -> int:
    """Return how many empty rows a chart covers; with one above and one below it if any."""
    if chart is None:
        return -2
    height = min(height_mm(chart), _MOST_CHART_MM)
    return round(height * _POINTS_PER_MM / _CHART_ROW_POINTS)


class _Frame:
    """The rows above or below the table, kept from the template and filled."""

    def __init__(
        self,
        content: SheetContent,
        template: SheetTemplate,
        styles: StyleBook,
        *,
        widths: Sequence[float],
        first: int,
    ) -> None:
        self.rows: list[SheetRow] = []
        self.merges: list[Merge] = []
        self._first = first
        self._content = content
        self._template = template
        self._styles = styles
        self._widths = widths

    def add(self, template_rows: Sequence[int]) -> None:
        """Add these rows of the template."""
        for row in template_rows:
            self._add_row(row, [cell for cell in self._template.cells if cell.row == row])

    def _add_row(self, row: int, cells: Sequence[TemplateCell]) -> None:
        number = self._first + len(self.rows)
        made: list[SheetCell] = []
        taller = 0.0
        for cell in cells:
            merge = self._stretched(cell, number)
            text = filled_text(cell.text, self._content.texts)
            style = self._styles.style((row, cell.column), text=text)
            made.append(SheetCell(merge.first, style, text or None))
            made += [SheetCell(n, style) for n in range(merge.first + 1, merge.last + 1)]
            taller = max(taller, self._growth(cell, merge, text))
            if merge.last > merge.first:
                self.merges.append(merge)
        made.sort(key=lambda cell: cell.column)
        height = self._template.sheet.row_dimensions[row].height
        fitted = None if height is None else float(height) + taller
        self.rows.append(SheetRow(number, tuple(made), fitted))

    def _stretched(self, cell: TemplateCell, row: int) -> Merge:
        """Stretch a merged cell to this sheet's columns: all of them, the left or right half."""
        count = len(self._widths)
        if cell.last_column == cell.column:
            return Merge(row, min(cell.column, count), min(cell.column, count))
        middle = self._middle
        first = 1 if cell.column == 1 else min(middle + 1, count)
        last = count if cell.last_column == self._template.columns else middle
        return Merge(row, first, max(first, last))

    @property
    def _middle(self) -> int:
        """The column where the left half of the sheet ends, as near as the columns allow."""
        half = sum(self._widths) / 2
        reached = list(accumulate(self._widths))
        return 1 + min(range(len(reached)), key=lambda n: abs(reached[n] - half))

    def _growth(self, cell: TemplateCell, merge: Merge, text: str) -> float:
        """Return by how many points the text is taller than the template's own.

        Excel finds the height of a row, but not for merged cells.
        """
        room = round(sum(self._widths[merge.first - 1 : merge.last]) * TWIPS_PER_CHARACTER)
        size, is_bold = self._styles.font_of((cell.row, cell.column))
        lines = [
            len(wrapped(line, size=size, is_bold=is_bold, available=room))
            for line in text.split("\n")
        ]
        return (sum(lines) - 1 - cell.text.count("\n")) * size * LINE_HEIGHT
