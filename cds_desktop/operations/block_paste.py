"""Paste a block of figures at a cell: understood, asked about or refused like an imported file.

A block with headings is understood by them (`sheet_import.understand_block`); one of bare figures
goes to the cells from the cursor on, row by row.
"""

import hashlib
from collections.abc import Iterator, Sequence

from cds_desktop import limits
from cds_desktop.errors import InputError
from cds_desktop.formdef.block import Block, block_from_text
from cds_desktop.formdef.figure_cells import CellReading, read_cell
from cds_desktop.formdef.table_plan import Line, Meaning, TablePlan
from cds_desktop.formdef.table_reading import TableCell
from cds_desktop.model.form import Question, QuestionType
from cds_desktop.model.submission import CellKey
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.sheet_import import ImportContext, understand_block
from cds_desktop.operations.sheet_preview import ImportDecisions, Preview
from cds_desktop.operations.sheet_verdicts import preview_cells

_SOURCE = "Vùng dán"


def paste_target(session: EntrySession, start: CellKey) -> tuple[tuple[CellKey, ...], ...]:
    """Return the cells that a block pasted at `start` may fill: rows downwards, columns right.

    A list may grow: rows called "+1", "+2" ... stand for new ones.
    """
    table = session.table_of(start.question)
    if table is None:
        return _column_target(session, start)
    names = [column.name for column in table.questions]
    columns = names[names.index(start.question) :]
    rows = list(session.rows(table))
    place = (start.area, start.row)
    below = rows[rows.index(place) :] if place in rows else [place]
    if table.type is QuestionType.LIST:
        own = session.workspace.org_unit.code
        below += [(own, f"+{number}") for number in range(1, limits.SHEET_ROWS)]
    return tuple(tuple(CellKey(area, name, row) for name in columns) for area, row in below)


def understand_paste(
    text: str,
    context: ImportContext,
    target: Sequence[Sequence[CellKey]],
    decisions: ImportDecisions | None = None,
) -> Preview:
    """Return the preview of a pasted block. Pure, may run in a job.

    Raises InputError `sheet_paste_too_large`.
    """
    chosen = decisions or ImportDecisions()
    data = text.encode("utf-8", errors="replace")
    if len(data) > limits.PASTE_BYTES:
        raise InputError("sheet_paste_too_large", most=limits.PASTE_BYTES // limits.MIB)
    block = block_from_text(text, _SOURCE)
    if any(cell.is_words for cell in block.rows.get(1, {}).values()):
        by_headings = understand_block(text, context, decisions)
        if by_headings.has_table:
            return by_headings
    cells = list(_placed(block, context, target))
    column = Line(1, "", "data", Meaning(is_value=True))
    return Preview(
        source=_SOURCE,
        sha256=hashlib.sha256(data).hexdigest(),
        sheet=_SOURCE,
        period=context.table.period,
        plan=TablePlan((), (column,), ()),
        cells=tuple(preview_cells(cells, context, chosen)),
        decisions=chosen,
    )


def is_block(text: str) -> bool:
    """Say whether a text from the clipboard is several cells, not the content of one."""
    return "\t" in text or "\n" in text.strip("\r\n")


def _column_target(session: EntrySession, start: CellKey) -> tuple[tuple[CellKey, ...], ...]:
    """Outside tables a column of figures fills the questions below."""
    for section in session.form.sections:
        plain = [question.name for question in section.questions if not question.is_group]
        if start.question in plain:
            below = plain[plain.index(start.question) :]
            return tuple((CellKey(start.area, name),) for name in below)
    return ((start,),)


def _placed(
    block: Block, context: ImportContext, target: Sequence[Sequence[CellKey]]
) -> Iterator[TableCell]:
    questions = {
        asked.name: asked
        for question in context.table.form.all_questions()
        for asked in (question, *question.questions)
    }
    for (row, column), cell in sorted(block.cells.items()):
        key = _key_at(target, row - 1, column - 1)
        if key is None:
            params: dict[str, object] = {"place": f"{row}, cột {column}"}
            yield TableCell(
                row, column, cell.text[:200], CellReading(code="paste_outside", params=params)
            )
            continue
        question = questions[key.question]
        yield _read(block, context, question, key, place=(row, column))


def _read(
    block: Block,
    context: ImportContext,
    question: Question,
    key: CellKey,
    *,
    place: tuple[int, int],
) -> TableCell:
    cell = block.cells[place]
    choices = context.table.form.choices.get(question.choices, ())
    reading = read_cell(cell, question, key, choices=choices)
    made = TableCell(*place, cell.text[:200], reading, question, key, context.table.period)
    params: dict[str, object] = {"place": made.place, **reading.params}
    named = CellReading(reading.answer, reading.code, params, reading.readings)
    return TableCell(*place, made.shown, named, question, key, context.table.period)


def _key_at(target: Sequence[Sequence[CellKey]], row: int, column: int) -> CellKey | None:
    if row >= len(target) or column >= len(target[row]):
        return None
    return target[row][column]
