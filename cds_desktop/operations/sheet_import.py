"""Take figures from a foreign Excel or CSV file, or from the clipboard, into a month.

The way of a file: `read_file` (a limited child process), `take_context` (plain data of the open
month), `understand_file` (pure: a preview of every cell; again after each decision), `apply` (one
transaction, one undo, one entry in the history with the file's name and hash).
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from cds_desktop import limits
from cds_desktop.errors import DocumentError, InputError
from cds_desktop.formdef.block import Block, BlockCell, Merge, block_from_text
from cds_desktop.formdef.org_unit_catalog import load_org_units
from cds_desktop.formdef.table_plan import Problem, TableContext
from cds_desktop.formdef.table_reading import ReadTable, read_table
from cds_desktop.legacy_text import Encoding
from cds_desktop.model.period import Period
from cds_desktop.model.submission import Answer, CellKey, SubmissionState
from cds_desktop.office import sheet_reader
from cds_desktop.office.number_formats import is_percent_format
from cds_desktop.office.sheet_cells import Book, Sheet, SheetCell
from cds_desktop.operations import months, sheet_memory
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.sheet_letters import read_letters
from cds_desktop.operations.sheet_preview import (
    ImportDecisions,
    LegacyLetters,
    Preview,
    PreviewCell,
)
from cds_desktop.operations.sheet_verdicts import preview_cells

Progress = Callable[[int, int], None]

_ENCODING_NAMES = {Encoding.TCVN3: "TCVN3 (ABC)", Encoding.VNI: "VNI"}
_CLIPBOARD = "Vùng dán"
_TRIED_SHEETS = 12


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """One sheet to choose from."""

    name: str
    cell_count: int
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A foreign file as plain cells."""

    file: str
    sha256: str
    book: Book = field(repr=False)

    @property
    def sheets(self) -> tuple[SheetChoice, ...]:
        """The sheets of the file."""
        return tuple(SheetChoice(s.name, len(s.cells), s.is_hidden) for s in self.book.sheets)


@dataclass(frozen=True, slots=True)
class ImportContext:
    """What an import is compared with: plain data, taken from the open month before a job.

    `held` are the answers by period; `locked` the completed months, `remembered` what was decided
    for the sender before.
    """

    table: TableContext
    held: Mapping[Period, Mapping[CellKey, Answer]] = field(repr=False)
    calculated: Mapping[CellKey, object] = field(repr=False)
    locked: frozenset[Period] = frozenset()
    remembered: Mapping[str, Mapping[str, str]] = field(
        default_factory=dict[str, Mapping[str, str]]
    )


@dataclass(frozen=True, slots=True)
class Applied:
    """What an import wrote; sessions of these periods must be opened again, but the one given."""

    count: int
    periods: tuple[Period, ...]


def read_file(path: Path) -> OpenedFile:
    """Read an .xlsx or .csv in a limited child process; touches no store: may run in a job.

    Raises DocumentError `sheet_*`.
    """
    from cds_desktop.limited_process import run_limited  # not with the entry page, at start-up

    try:
        with path.open("rb") as file:
            data = file.read(limits.SHEET_BYTES + 1)
    except OSError as error:
        raise DocumentError("sheet_file_unreadable", file=path.name) from error
    book = run_limited(
        sheet_reader.read_sheets,
        data,
        path.name,
        seconds=limits.CHILD_SECONDS,
        mebibytes=limits.CHILD_MIB,
        failure=DocumentError("sheet_takes_too_long", file=path.name),
    )
    return OpenedFile(path.name, hashlib.sha256(data).hexdigest(), book)


def take_context(
    session: EntrySession, *, sender: str = "", area: str = "", has_history: bool = False
) -> ImportContext:
    """Take what understanding needs from the open month."""
    workspace = session.workspace
    listed = months.list_months(workspace)
    table = TableContext(
        form=session.form,
        org_unit=workspace.org_unit,
        areas=session.areas,
        units=load_org_units(),
        period=session.period,
        area=area,
        has_history=has_history,
    )
    return ImportContext(
        table=table,
        held={**session.data.history, session.period: dict(session.data.answers)},
        calculated=dict(session.outcome.calculated),
        locked=frozenset(m.period for m in listed if m.state is not SubmissionState.DRAFT),
        remembered=sheet_memory.recall(workspace.root, sender, session.form.form_id),
    )


def _no_progress(done: int, total: int) -> None:
    """Show nothing."""


def understand_file(
    opened: OpenedFile,
    context: ImportContext,
    decisions: ImportDecisions | None = None,
    *,
    progress: Progress = _no_progress,
) -> Preview:
    """Return the preview of one sheet; without a choice, of the sheet that the form knows best.

    Pure, may run in a job; `progress(done, total)` may raise Cancelled. Raises InputError
    `sheet_missing`.
    """
    chosen = decisions or ImportDecisions()
    candidates = _sheets_to_try(opened, chosen.sheet)
    previews = (
        _understand_sheet(opened, sheet, context, chosen, progress=progress) for sheet in candidates
    )
    return max(previews, key=lambda preview: (preview.has_table, len(preview.cells)))


def understand_block(
    text: str,
    context: ImportContext,
    decisions: ImportDecisions | None = None,
    *,
    progress: Progress = _no_progress,
) -> Preview:
    """Return the preview of what a spreadsheet put on the clipboard (tabs and lines).

    Raises InputError `sheet_paste_too_large`.
    """
    data = text.encode("utf-8", errors="replace")
    if len(data) > limits.PASTE_BYTES:
        most = limits.PASTE_BYTES // limits.MIB
        raise InputError("sheet_paste_too_large", most=most)
    block = block_from_text(text, _CLIPBOARD)
    cells = tuple(
        SheetCell(row, column, "text", cell.text) for (row, column), cell in block.cells.items()
    )
    book = Book(_CLIPBOARD, (Sheet(_CLIPBOARD, cells),))
    opened = OpenedFile(_CLIPBOARD, hashlib.sha256(data).hexdigest(), book)
    return understand_file(opened, context, decisions, progress=progress)


def apply(
    session: EntrySession, preview: Preview, *, only_correct: bool = False, sender: str = ""
) -> Applied:
    """Write what the preview shows, all or nothing; remember the decisions for the sender.

    Raises InputError `import_unresolved` while something is open (unless `only_correct`: rows with
    a doubt are left out), `import_outdated` when the month changed since, `import_nothing`,
    `report_locked`.
    """
    if preview.blocking or (preview.open_count and not only_correct):
        raise InputError("import_unresolved", count=preview.open_count)
    answers = writable_answers(session, preview.writable(only_correct=only_correct))
    reason = f"{preview.source} [{preview.sheet}] sha256:{preview.sha256}"[-limits.REASON_CHARS :]
    write_months(session, answers, reason=reason)
    if sender:
        _remember(session, preview, sender)
    return Applied(sum(map(len, answers.values())), tuple(sorted(answers)))


def write_months(
    session: EntrySession, answers: Mapping[Period, Iterable[Answer]], *, reason: str
) -> None:
    """Write answers into one or more months in one transaction; the open month comes last."""
    workspace = session.workspace
    with workspace.store.atomic():
        for period in sorted(answers, key=lambda period: (period == session.period, period)):
            is_own = period == session.period
            month = session if is_own else months.open_month(workspace, period)
            month.take_in(_with_rows(month, answers[period]), reason=reason)


def writable_answers(
    session: EntrySession, cells: Iterable[PreviewCell]
) -> dict[Period, list[Answer]]:
    """Return the answers of some cells by month; raises `import_outdated`, `import_nothing`."""
    answers: dict[Period, list[Answer]] = {}
    for cell in cells:
        if cell.answer is None or cell.period is None:
            continue
        held = cell.held or Answer(cell.answer.key)
        if cell.period == session.period and session.answer(cell.answer.key) != held:
            raise InputError("import_outdated")
        answers.setdefault(cell.period, []).append(cell.answer)
    if not answers:
        raise InputError("import_nothing")
    return answers


def _with_rows(session: EntrySession, answers: Iterable[Answer]) -> list[Answer]:
    """Give the new rows of a list ids that were never used."""
    rows: dict[str, str] = {}
    placed: list[Answer] = []
    for answer in answers:
        table = session.table_of(answer.key.question)
        if table is None or not answer.key.row.startswith("+"):
            placed.append(answer)
            continue
        if answer.key.row not in rows:
            first = int(session.add_row(table)[1:])
            rows[answer.key.row] = f"r{first + len(rows):04d}"
        placed.append(replace(answer, key=answer.key._replace(row=rows[answer.key.row])))
    return placed


def _remember(session: EntrySession, preview: Preview, sender: str) -> None:
    decisions = preview.decisions
    sheet_memory.remember(
        session.workspace.root,
        sender,
        session.form.form_id,
        columns=sheet_memory.by_words(preview.plan.columns, decisions.columns),
        rows=sheet_memory.by_words(preview.plan.rows, decisions.rows),
        choices=decisions.choices,
    )


def _sheets_to_try(opened: OpenedFile, wanted: str) -> list[Sheet]:
    sheets = opened.book.sheets
    if not wanted:
        visible = [sheet for sheet in sheets if not sheet.is_hidden and sheet.cells]
        return (visible or list(sheets))[:_TRIED_SHEETS]
    for number, sheet in enumerate(sheets, start=1):
        if wanted in (sheet.name, str(number)):
            return [sheet]
    named = ", ".join(f"“{sheet.name}”" for sheet in sheets)
    raise InputError("sheet_missing", file=opened.file, sheet=wanted, sheets=named)


def _understand_sheet(
    opened: OpenedFile,
    sheet: Sheet,
    context: ImportContext,
    decisions: ImportDecisions,
    *,
    progress: Progress,
) -> Preview:
    read, legacy = read_letters(opened.book, sheet, decisions.encoding)
    block = _block(opened.book, read)
    table_context = replace(
        context.table,
        area=decisions.area or context.table.area,
        has_history=decisions.has_history or context.table.has_history,
    )
    table = read_table(block, table_context, decisions.table, progress=progress)
    settled = _with_remembered(table, context.remembered, decisions)
    if settled != decisions:
        table = read_table(block, table_context, settled.table, progress=progress)
    cells = preview_cells(table.cells, context, settled) if table.plan.columns else ()
    problems = (*table.plan.problems, *_sheet_problems(opened, sheet, legacy, decisions))
    return Preview(
        source=opened.file,
        sha256=opened.sha256,
        sheet=sheet.name,
        period=context.table.period,
        plan=table.plan,
        cells=tuple(cells),
        problems=problems,
        legacy=legacy,
        decisions=settled,
    )


def _with_remembered(
    table: ReadTable, remembered: Mapping[str, Mapping[str, str]], decisions: ImportDecisions
) -> ImportDecisions:
    columns = sheet_memory.decided(table.plan.columns, remembered.get("columns", {}))
    rows = sheet_memory.decided(table.plan.rows, remembered.get("rows", {}))
    return replace(
        decisions,
        columns={**columns, **decisions.columns},
        rows={**rows, **decisions.rows},
        choices={**remembered.get("choices", {}), **decisions.choices},
    )


def _block(book: Book, sheet: Sheet) -> Block:
    percent = [is_percent_format(look.number_format) for look in book.looks]
    cells = {
        (cell.row, cell.column): BlockCell(
            cell.kind, cell.text, percent[cell.look], cell.has_formula
        )
        for cell in sheet.cells
    }
    merges = tuple(Merge(*merge) for merge in sheet.merges)
    return Block(sheet.name, cells, merges, sheet.hidden_rows, sheet.hidden_columns)


def _sheet_problems(
    opened: OpenedFile, sheet: Sheet, legacy: LegacyLetters | None, decisions: ImportDecisions
) -> list[Problem]:
    problems: list[Problem] = []
    if sheet.is_cut:
        size = {"rows": limits.SHEET_ROWS, "columns": limits.SHEET_COLUMNS}
        problems.append(Problem("import_cut", size))
    hidden = [other.name for other in opened.book.sheets if other.is_hidden and other.cells]
    if hidden:
        problems.append(Problem("import_hidden_sheet", {"sheets": ", ".join(hidden)}))
    if legacy is not None:
        is_open = decisions.encoding is None
        name = _ENCODING_NAMES.get(legacy.encoding)
        code = "import_legacy" if name else "import_legacy_unclear"
        problems.append(Problem(code, {"encoding": name or ""}, is_blocking=is_open))
    return problems
