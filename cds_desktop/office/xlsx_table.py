"""Build the rows of an annex's table: titles, figures, sums."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from cds_desktop.office import xlsx_figures as figures
from cds_desktop.office.sheet_xml import SheetCell, SheetRow
from cds_desktop.office.text_width import width_of, wrapped
from cds_desktop.office.xlsx_content import SheetContent, Value
from cds_desktop.office.xlsx_styles import StyleBook
from cds_desktop.office.xlsx_template import SheetTemplate

TWIPS_PER_CHARACTER = 105  # of an Excel column's width
LINE_HEIGHT = 0.6  # points a half-point of the letters
_TOTAL_LABEL = "Tổng cộng"
_PADDING = 2.0  # characters: for a number between its borders
_INDENT = 1.4  # characters: what is left of a column beside a text
_ROW_PADDING = 2.5  # points
_NARROW = 9  # characters: numbers of rows and codes, which stand in the middle


def column_widths(content: SheetContent) -> tuple[float, ...]:
    """Return the columns' widths in characters, wide enough for every number and title's word."""
    widths: list[float] = []
    for position, column in enumerate(content.columns):
        held: list[Value] = [row[position] for row in content.rows]
        if column.total == "sum":
            held.append(figures.total(position, content.rows))
        numbers = [value for value in held if isinstance(value, Decimal)]
        longest = sorted(numbers, key=lambda value: len(str(value)))[-1:]
        words = [*map(figures.grouped, longest), *column.title.split()]
        widest = max((width_of(word, size=24, is_bold=True) for word in words), default=0)
        widths.append(max(column.width, round(widest / TWIPS_PER_CHARACTER + _PADDING, 1)))
    return tuple(widths)


class TableRows:
    """Builds the table of one sheet, from the row `first` downwards."""

    def __init__(
        self,
        content: SheetContent,
        template: SheetTemplate,
        styles: StyleBook,
        *,
        widths: Sequence[float],
        first: int,
    ) -> None:
        self._content = content
        self._template = template
        self._styles = styles
        self._first = first
        self._specimens = template.specimens
        self._widths = widths

    def rows(self) -> Iterator[SheetRow]:
        """Yield the header row, the rows of figures and, where a column asks for it, the sums."""
        yield self._row(self._first, self._titles(), "column")
        number = self._first
        for number, values in enumerate(self._content.rows, start=self._first + 1):
            yield self._row(number, self._figures(number, values), "text")
        if self._has_totals:
            yield self._row(number + 1, self._totals(number), "total_text")

    @property
    def _has_totals(self) -> bool:
        return bool(self._content.rows) and any(c.total for c in self._content.columns)

    def _row(self, number: int, cells: Iterator[SheetCell], specimen: str) -> SheetRow:
        """Make a row as high as its longest text needs at the widths of the columns."""
        made = tuple(cells)
        size, is_bold = self._styles.font_of(self._specimens[specimen])
        lines = 1
        for cell in made:
            if isinstance(cell.value, str):
                room = round((self._widths[cell.column - 1] - _INDENT) * TWIPS_PER_CHARACTER)
                texts = cell.value.split("\n")
                wraps = [wrapped(t, size=size, is_bold=is_bold, available=room) for t in texts]
                lines = max(lines, sum(map(len, wraps)))
        return SheetRow(number, made, round(lines * size * LINE_HEIGHT + _ROW_PADDING, 1))

    def _titles(self) -> Iterator[SheetCell]:
        place = self._specimens["column"]
        for number, column in enumerate(self._content.columns, start=1):
            yield SheetCell(number, self._styles.style(place, text=column.title), column.title)

    def _figures(self, row: int, values: Sequence[Value]) -> Iterator[SheetCell]:
        for position, (column, value) in enumerate(zip(self._content.columns, values, strict=True)):
            found = figures.ratio(column, values)
            if isinstance(value, Decimal) and found and figures.agrees(value, found, column):
                formula = figures.ratio_formula(column, row)
                yield self._number(position, found, formula=formula)
            else:
                yield self._plain(position, value)

    def _totals(self, last: int) -> Iterator[SheetCell]:
        columns = self._content.columns
        sums = [
            figures.total(position, self._content.rows) if column.total == "sum" else None
            for position, column in enumerate(columns)
        ]
        for position, column in enumerate(columns):
            found = figures.ratio(column, sums) if column.total == "ratio" else None
            added = sums[position]
            if found is not None:
                formula = figures.ratio_formula(column, last + 1)
                yield self._number(position, found, formula=formula, is_total=True)
            elif isinstance(added, Decimal):
                formula = figures.sum_formula(position, first=self._first + 1, last=last)
                yield self._number(position, added, formula=formula, is_total=True)
            else:
                label = _TOTAL_LABEL if position == self._label_position else added
                yield self._plain(position, label, is_total=True)

    @property
    def _label_position(self) -> int:
        """Where "Tổng cộng" stands: the widest of the leading columns of text."""
        columns = self._content.columns
        leading = next((n for n, c in enumerate(columns) if c.kind != "text"), len(columns))
        return max(range(max(leading, 1)), key=lambda position: columns[position].width)

    def _plain(self, position: int, value: Value, *, is_total: bool = False) -> SheetCell:
        if isinstance(value, Decimal):
            is_percent = self._content.columns[position].kind == "percent"
            held = value.scaleb(-2) if is_percent else value
            if figures.is_exact(held):
                return self._number(position, held, is_total=is_total)
            value = figures.grouped(value) + ("%" if is_percent else "")
        place = self._place(position, is_total=is_total)
        column = self._content.columns[position]
        is_centred = column.kind == "text" and column.width <= _NARROW
        style = self._styles.style(place, text=value or "", is_centred=is_centred)
        return SheetCell(position + 1, style, value)

    def _number(
        self, position: int, value: Decimal, *, formula: str = "", is_total: bool = False
    ) -> SheetCell:
        column = self._content.columns[position]
        is_live = bool(formula) and column.kind == "percent"
        form = figures.number_format(column, value, is_live=is_live)
        place = self._place(position, is_total=is_total)
        style = self._styles.style(place, number_format=form)
        return SheetCell(position + 1, style, value, formula)

    def _place(self, position: int, *, is_total: bool) -> tuple[int, int]:
        kind = self._content.columns[position].kind
        return self._specimens[f"total_{kind}" if is_total else kind]
