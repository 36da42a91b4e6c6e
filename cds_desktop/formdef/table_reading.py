"""Understand a foreign table: every cell placed and read, asked about, or refused with a reason.

Pure: the same block, context and decisions give the same result. A door shows it, the user
decides, and it is understood again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from cds_desktop.formdef.block import Block, BlockCell, place_name
from cds_desktop.formdef.figure_cells import CellReading, read_cell
from cds_desktop.formdef.label_words import Nature, other_span, periods_in
from cds_desktop.formdef.question_labels import fits
from cds_desktop.formdef.table_columns import plan_columns
from cds_desktop.formdef.table_layout import Layout, find_layout
from cds_desktop.formdef.table_names import TableNames
from cds_desktop.formdef.table_plan import (
    Line,
    Meaning,
    Problem,
    TableContext,
    TableDecisions,
    TablePlan,
)
from cds_desktop.formdef.table_rows import Progress, plan_rows
from cds_desktop.formdef.table_totals import differing_totals
from cds_desktop.model.form import Question, QuestionType
from cds_desktop.model.period import Period
from cds_desktop.model.submission import Answer, CellKey, Value

NOWHERE = CellKey("", "")


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell of the data: its place in the sheet, its place in a report, what it was read as.

    Without `question` the cell has no place yet: its row or column is asked about (`reading.code`
    says which). `line` counts the rows of a free list.
    """

    row: int
    column: int
    shown: str
    reading: CellReading
    question: Question | None = None
    key: CellKey = NOWHERE
    period: Period | None = None
    is_hidden: bool = False

    @property
    def place(self) -> str:
        """Where the cell stands: "C7"."""
        return place_name(self.row, self.column)


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table as it was understood; without `plan.columns` nothing in it is known to the form."""

    plan: TablePlan
    cells: tuple[TableCell, ...] = field(repr=False)


def _no_progress(done: int, total: int) -> None:
    """Show nothing."""


def read_table(
    block: Block,
    context: TableContext,
    decisions: TableDecisions | None = None,
    *,
    progress: Progress = _no_progress,
) -> ReadTable:
    """Return what a block means; `progress` may raise to stop."""
    chosen = decisions or TableDecisions()
    names = TableNames(context)
    layout = find_layout(block, names, chosen.header_row)
    if layout is None:
        return ReadTable(TablePlan((), (), ()), ())
    columns = plan_columns(block, layout, names, chosen)
    rows = tuple(
        plan_rows(block, layout, names, columns=columns, decisions=chosen, progress=progress)
    )
    reader = _CellReader(block, names, columns=columns, list_table=layout.list_table)
    cells = tuple(_without_doubles(_read_rows(reader, rows, progress)))
    problems = (
        *_title_problems(block, layout, context, chosen),
        *_named_area(block, layout, names, cells),
        *differing_totals(block, rows, columns, _figures(cells)),
    )
    plan = TablePlan(layout.header_rows, columns, rows, layout.list_table, tuple(problems))
    return ReadTable(plan, cells)


def _read_rows(
    reader: "_CellReader", rows: Sequence[Line], progress: Progress
) -> Iterator[TableCell]:
    for count, row in enumerate(rows):
        if count % 500 == 0:
            progress(count, len(rows))
        if row.role in ("data", "asked"):
            yield from reader.read_row(row)


class _CellReader:
    def __init__(
        self, block: Block, names: TableNames, *, columns: Sequence[Line], list_table: str
    ) -> None:
        self._block = block
        self._names = names
        self._context = names.context
        self._list_table = list_table
        self._columns = [line for line in columns if line.role in ("data", "asked")]
        form = names.context.form
        self._questions = {question.name: question for question in form.all_questions()}
        self._table_of = {
            column.name: table for table in form.all_questions() for column in table.questions
        }
        self._above: dict[int, Answer | None] = {}

    def read_row(self, row: Line) -> Iterator[TableCell]:
        cells = self._block.rows[row.number]
        for column in self._columns:
            cell = cells.get(column.number)
            if cell is not None and (cell.text.strip() or cell.kind != "text"):
                yield self._read(cell, row, column)

    def _read(self, cell: BlockCell, row: Line, column: Line) -> TableCell:
        is_hidden = (
            row.number in self._block.hidden_rows or column.number in self._block.hidden_columns
        )
        made = TableCell(
            row.number, column.number, cell.text.strip()[:200], CellReading(), is_hidden=is_hidden
        )
        for line, code in ((column, "cell_column_unresolved"), (row, "cell_row_unresolved")):
            if line.role == "asked":
                return _refused(made, code)
        question, key, period = self._place(row, column)
        if question is None:
            return _refused(made, "cell_not_in_report")
        placed = replace(made, question=question, key=key, period=period)
        merge = self._block.merge_of.get((row.number, column.number))
        if merge is not None:
            first = place_name(merge.first_row, merge.first_column)
            last = place_name(merge.last_row, merge.last_column)
            return _refused(placed, "cell_merged", range=f"{first}:{last}")
        choices = self._context.form.choices.get(question.choices, ())
        above = self._above.get(column.number)
        asked = self._with_target_unit(question, key)
        reading = read_cell(cell, asked, key, choices=choices, above=above)
        self._above[column.number] = reading.answer
        return replace(placed, reading=_with_place(reading, placed.place))

    def _with_target_unit(self, question: Question, key: CellKey) -> Question:
        """Read the result of a target in per cent as a percentage: 0,78 may be 78 %."""
        targets = self._context.form.targets
        is_share = any(one.id == key.row and one.unit_of_measure == "%" for one in targets)
        if not is_share or not question.is_figure:
            return question
        return replace(question, type=QuestionType.PERCENTAGE)

    def _place(self, row: Line, column: Line) -> tuple[Question | None, CellKey, Period]:
        nowhere = (None, NOWHERE, self._context.period)
        meaning = _merged(row.meaning, column.meaning)
        question = self._questions.get(self._question_name(row, column, meaning))
        if question is None or question.is_group or not fits(question, column.meaning.nature):
            return nowhere
        period = Period(meaning.period) if meaning.period else self._context.period
        table = self._table_of.get(question.name)
        key = self._key(question, table, meaning, row)
        if key is None:
            return nowhere
        return question, key, period

    def _question_name(self, row: Line, column: Line, meaning: Meaning) -> str:
        """Return the question; a row's label may speak of a pair that the column decides."""
        if not row.meaning.question or column.meaning.nature is Nature.ANY:
            return meaning.question
        partner = self._names.any_question.partner
        return partner(row.meaning.question, column.meaning.nature)

    def _key(
        self, question: Question, table: Question | None, meaning: Meaning, row: Line
    ) -> CellKey | None:
        own = self._context.org_unit.code
        area = meaning.area or self._context.area
        if table is None:
            return None if meaning.area or meaning.target else CellKey(own, question.name)
        if table.type is QuestionType.ROSTER:
            return CellKey(area, question.name) if area and not meaning.target else None
        if table.type is QuestionType.TARGETS:
            return CellKey(own, question.name, meaning.target) if meaning.target else None
        return CellKey(own, question.name, f"+{row.number}") if self._list_table else None


def _named_area(
    block: Block, layout: Layout, names: TableNames, cells: Sequence[TableCell]
) -> Iterator[Problem]:
    """Offer the commune that a title or the sheet's name gives, where the rows give none."""
    if not any(cell.reading.code == "cell_not_in_report" for cell in cells):
        return
    above = [row for row in block.rows if row < layout.first_row and row not in layout.header_rows]
    texts = [block.text(row, column) for row in above for column in block.rows[row]]
    found = {names.area(text).best for text in (block.name, *texts) if names.may_be_area(text)}
    areas = [unit for unit in names.context.areas if unit.code in found]
    if len(areas) == 1:
        yield Problem("import_area_named", {"name": areas[0].name, "code": areas[0].code})


def _merged(row: Meaning, column: Meaning) -> Meaning:
    return Meaning(
        area=row.area or column.area,
        question=row.question or column.question,
        target=row.target or column.target,
        period=row.period or column.period,
        nature=column.nature,
    )


def _refused(cell: TableCell, code: str, **params: object) -> TableCell:
    known = {"place": cell.place, "text": cell.shown[:60], **params}
    return replace(cell, reading=CellReading(code=code, params=known))


def _with_place(reading: CellReading, place: str) -> CellReading:
    return replace(reading, params={"place": place, **reading.params}) if reading.code else reading


def _without_doubles(cells: Iterator[TableCell]) -> Iterator[TableCell]:
    """Refuse cells that claim the same place in a report, unless they say the same."""
    listed = list(cells)
    first: dict[tuple[CellKey, Period | None], TableCell] = {}
    doubled: dict[tuple[CellKey, Period | None], TableCell] = {}
    for cell in listed:
        place = (cell.key, cell.period)
        if cell.question is not None and place in first:
            doubled.setdefault(place, cell)
        elif cell.question is not None:
            first[place] = cell
    for cell in listed:
        place = (cell.key, cell.period)
        if cell.question is None or place not in doubled:
            yield cell
            continue
        other = doubled[place] if first[place] is cell else first[place]
        yield _refused(cell, "cell_duplicate", other=other.place)


def _figures(cells: Sequence[TableCell]) -> Iterator[tuple[int, Value]]:
    for cell in cells:
        yield cell.column, cell.reading.answer.value if cell.reading.answer else None


def _title_problems(
    block: Block, layout: Layout, context: TableContext, decisions: TableDecisions
) -> Iterator[Problem]:
    """Compare the month in the titles with the one that is entered."""
    above = [row for row in block.rows if row < layout.first_row and row not in layout.header_rows]
    texts = [" ".join(cell.text for cell in block.rows[row].values()) for row in above]
    named = {period for text in (*texts, block.name) for period in periods_in(text)}
    spans = [span for text in texts if (span := other_span(text, context.period))]
    is_other = context.period not in named and bool(named or spans)
    if is_other and not context.has_history:
        found = ", ".join([period.label for period in sorted(named)] or spans)
        yield Problem(
            "import_other_period",
            {"found": found, "expected": context.period.label},
            is_blocking="import_other_period" not in decisions.confirmed,
        )
    hidden_rows = len([row for row in block.hidden_rows if row in block.rows])
    hidden_columns = len([column for column in block.hidden_columns if column in block.columns])
    if hidden_rows or hidden_columns:
        yield Problem("import_hidden", {"rows": hidden_rows, "columns": hidden_columns})
