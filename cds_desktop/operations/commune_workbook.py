"""Send each commune a workbook to fill in, and read it back by its hidden codes.

`plan_workbooks` reads the open month; `write_workbooks` and `understand` may run in a job;
`apply_all` writes several filled workbooks in one transaction, one undo.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cds_desktop import limits
from cds_desktop.atomic_file import write_atomically
from cds_desktop.errors import InputError
from cds_desktop.formdef.block import BlockCell, place_name
from cds_desktop.formdef.figure_cells import CellReading, read_cell
from cds_desktop.formdef.table_plan import Line, Meaning, TablePlan
from cds_desktop.formdef.table_reading import TableCell
from cds_desktop.model.form import Question, QuestionType
from cds_desktop.model.org_unit import OrgUnit
from cds_desktop.model.period import Period
from cds_desktop.model.submission import CellKey
from cds_desktop.office.entry_workbook import (
    FIRST_ROW,
    MARK_SHEET,
    EntryCheck,
    EntryColumn,
    EntryRow,
    EntrySheet,
    entry_workbook,
)
from cds_desktop.office.number_formats import is_percent_format
from cds_desktop.office.sheet_cells import Book, Sheet, SheetCell
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.month_view import previous_text
from cds_desktop.operations.sheet_import import (
    Applied,
    ImportContext,
    OpenedFile,
    writable_answers,
    write_months,
)
from cds_desktop.operations.sheet_preview import ImportDecisions, Preview, PreviewCell
from cds_desktop.operations.sheet_verdicts import preview_cells

_VALUE = "value"
_NOTE = "Chỉ nhập vào các ô màu vàng; để trống ô chưa có số liệu; không chèn hay xóa dòng, cột."
_MARKS = ("form", "version", "period", "unit", "area")
_PER_CENT = 100


@dataclass(frozen=True, slots=True)
class PlannedWorkbook:
    """One workbook to write: plain data."""

    file: str
    title: str
    sheets: tuple[EntrySheet, ...]
    marks: Mapping[str, str]


def plan_workbooks(
    session: EntrySession, *, roster: str = "", is_one_file: bool = False
) -> tuple[PlannedWorkbook, ...]:
    """Plan a workbook for each commune, or one for all; `roster` limits them to one table.

    Raises InputError `workbook_has_no_rosters`.
    """
    rosters = [
        question
        for question in session.form.all_questions()
        if question.type is QuestionType.ROSTER and roster in ("", question.name)
    ]
    if not rosters or not session.areas:
        raise InputError("workbook_has_no_rosters")
    if is_one_file:
        sheets = tuple(_sheet_of_all(session, table) for table in rosters)
        return (_workbook(session, sheets, area=None),)
    return tuple(
        _workbook(session, (_sheet_of_one(session, rosters, area),), area=area)
        for area in session.areas
    )


def write_workbooks(plans: Iterable[PlannedWorkbook], folder: Path) -> Iterator[Path]:
    """Write each workbook into `folder`; one of the same name is replaced.

    Raises DocumentError `output_*`.
    """
    for plan in plans:
        data = entry_workbook(plan.sheets, plan.marks, title=plan.title)
        write_atomically(folder / plan.file, data)
        yield folder / plan.file


def understand(
    opened: OpenedFile, context: ImportContext, decisions: ImportDecisions | None = None
) -> Preview:
    """Return the preview of a filled workbook, matched by code.

    Raises InputError `workbook_foreign`, `workbook_stamp_wrong`, and with both values
    `workbook_wrong_form`, `workbook_wrong_period`, `workbook_wrong_unit`.
    """
    chosen = decisions or ImportDecisions()
    _check_marks(opened, context)
    sheets = [sheet for sheet in opened.book.sheets if sheet.name != MARK_SHEET]
    cells = [cell for sheet in sheets for cell in _read_sheet(opened.book, sheet, context)]
    column = Line(1, "", "data", Meaning(is_value=True))
    return Preview(
        source=opened.file,
        sha256=opened.sha256,
        sheet=", ".join(sheet.name for sheet in sheets),
        period=context.table.period,
        plan=TablePlan((), (column,), ()),
        cells=tuple(preview_cells(_without_doubles(cells), context, chosen)),
        decisions=chosen,
    )


def is_commune_workbook(opened: OpenedFile) -> bool:
    """Say whether a file is such a workbook, so that a door can read it by its codes."""
    return any(sheet.name == MARK_SHEET for sheet in opened.book.sheets)


def apply_all(
    session: EntrySession, previews: Sequence[Preview], *, only_correct: bool = False
) -> Applied:
    """Write several filled workbooks in one transaction.

    Raises InputError `import_unresolved`, `import_outdated`, `import_nothing`, `report_locked`,
    `workbooks_overlap` when two files give a cell different figures.
    """
    count = sum(preview.open_count for preview in previews)
    if count and not only_correct:
        raise InputError("import_unresolved", count=count)
    _check_overlaps(previews)
    cells = [cell for one in previews for cell in one.writable(only_correct=only_correct)]
    answers = writable_answers(session, cells)
    files = "; ".join(f"{one.source} sha256:{one.sha256}" for one in previews)
    write_months(session, answers, reason=files[: limits.REASON_CHARS])
    return Applied(sum(map(len, answers.values())), tuple(sorted(answers)))


def _check_overlaps(previews: Sequence[Preview]) -> None:
    seen: dict[CellKey, tuple[Preview, PreviewCell]] = {}
    for preview in previews:
        for cell in preview.cells:
            if cell.key is None or cell.answer is None:
                continue
            other, former = seen.setdefault(cell.key, (preview, cell))
            if former.answer != cell.answer:
                files = {"file": other.source, "other": preview.source}
                raise InputError("workbooks_overlap", name=cell.name, **files)


# --- planning -----------------------------------------------------------------------------------


def _workbook(
    session: EntrySession, sheets: tuple[EntrySheet, ...], *, area: OrgUnit | None
) -> PlannedWorkbook:
    unit, period = session.workspace.org_unit, session.period
    marks = {
        "form": session.form.form_id,
        "version": str(session.form.version),
        "period": period.iso,
        "unit": unit.code,
        "area": area.code if area else "",
    }
    place = area.code if area else unit.code
    return PlannedWorkbook(
        file=f"bieu_{place}_{period.iso}.xlsx",
        title=f"Biểu nhập {(area or unit).name}, {period.label}",
        sheets=sheets,
        marks={**marks, "stamp": _stamp(marks)},
    )


def _sheet_of_one(session: EntrySession, rosters: Sequence[Question], area: OrgUnit) -> EntrySheet:
    rows: list[EntryRow] = []
    for table in rosters:
        rows.append(EntryRow("", ("", f"{table.code} {table.label}"), is_heading=True))
        for question in table.questions:
            if question.is_calculated:
                continue
            key = CellKey(area.code, question.name)
            texts = (
                question.code,
                question.label,
                question.unit_of_measure,
                previous_text(session, key),
                "",
            )
            checks = {4: _check(session, question)}
            rows.append(EntryRow(f"{area.code}|{question.name}", texts, checks))
    return EntrySheet(
        "Số liệu",
        f"Số liệu của {area.name}, {session.period.label}",
        _NOTE,
        (
            EntryColumn("Mã số", "text", 9),
            EntryColumn("Chỉ tiêu", "text", 48),
            EntryColumn("Đơn vị tính", "text", 14),
            EntryColumn("Kỳ trước", "previous", 14),
            EntryColumn("Kỳ này", "entry", 16, code=_VALUE),
        ),
        rows,
    )


def _sheet_of_all(session: EntrySession, table: Question) -> EntrySheet:
    questions = [question for question in table.questions if not question.is_calculated]
    columns = [EntryColumn("STT", "text", 6), EntryColumn("Xã, phường, thị trấn", "text", 26)]
    for question in questions:
        unit = f" ({question.unit_of_measure})" if question.unit_of_measure else ""
        columns.append(EntryColumn(f"{question.label}: kỳ trước", "previous", 12))
        columns.append(EntryColumn(f"{question.label}{unit}", "entry", 14, code=question.name))
    rows = [
        EntryRow(
            area.code,
            (str(number), area.name, *_texts_of(session, area, questions)),
            {3 + 2 * place: _check(session, q) for place, q in enumerate(questions)},
        )
        for number, area in enumerate(session.areas, start=1)
    ]
    title = f"{table.label}, {session.period.label}"
    return EntrySheet(table.code, title, _NOTE, columns, rows)


def _texts_of(session: EntrySession, area: OrgUnit, questions: Iterable[Question]) -> Iterator[str]:
    for question in questions:
        yield previous_text(session, CellKey(area.code, question.name))
        yield ""


def _check(session: EntrySession, question: Question) -> EntryCheck:
    labels = tuple(c.label for c in session.form.choices.get(question.choices, ()))
    if not question.is_figure:
        return EntryCheck(is_figure=False, choices=labels)
    if question.type is QuestionType.PERCENTAGE:
        return EntryCheck(decimals=question.decimals, largest=_PER_CENT)
    return EntryCheck(decimals=question.decimals)


def _stamp(marks: Mapping[str, str]) -> str:
    named = "\n".join(f"{name}={marks.get(name, '')}" for name in _MARKS)
    return hashlib.sha256(f"cds_desktop\n{named}".encode()).hexdigest()[:32]


# --- reading back -------------------------------------------------------------------------------


def _check_marks(opened: OpenedFile, context: ImportContext) -> None:
    found = _marks(opened.book)
    if found is None:
        raise InputError("workbook_foreign", file=opened.file)
    if found.get("stamp") != _stamp(found):
        raise InputError("workbook_stamp_wrong", file=opened.file)
    table = context.table
    form = f"{table.form.form_id} phiên bản {table.form.version}"
    theirs = f"{found['form']} phiên bản {found['version']}"
    if theirs != form:
        raise InputError("workbook_wrong_form", file=opened.file, found=theirs, expected=form)
    if found["period"] != table.period.iso:
        label = _period_label(found["period"])
        expected = table.period.label
        raise InputError("workbook_wrong_period", file=opened.file, found=label, expected=expected)
    if found["unit"] != table.org_unit.code:
        names = {unit.code: unit.name for unit in table.units}
        named = names.get(found["unit"], found["unit"])
        own = table.org_unit.name
        raise InputError("workbook_wrong_unit", file=opened.file, found=named, expected=own)


def _marks(book: Book) -> dict[str, str] | None:
    sheet = next((sheet for sheet in book.sheets if sheet.name == MARK_SHEET), None)
    if sheet is None:
        return None
    texts = {(cell.row, cell.column): cell.text for cell in sheet.cells}
    rows = {row for row, _ in texts}
    found = {texts.get((row, 1), ""): texts.get((row, 2), "") for row in sorted(rows)}
    return found if all(name in found for name in ("form", "version", "period", "unit")) else None


def _period_label(iso: str) -> str:
    try:
        return Period(iso).label
    except ValueError:
        return iso


def _read_sheet(book: Book, sheet: Sheet, context: ImportContext) -> Iterator[TableCell]:
    columns = {c.column: c.text for c in sheet.cells if c.row == 1 and c.column > 1}
    rows = {c.row: c.text for c in sheet.cells if c.column == 1 and c.row >= FIRST_ROW}
    for cell in sheet.cells:
        code = columns.get(cell.column)
        row_code = rows.get(cell.row)
        if code and cell.row >= FIRST_ROW:
            yield _read(book, cell, context, names=(row_code or "", code))


def _read(
    book: Book, cell: SheetCell, context: ImportContext, *, names: tuple[str, str]
) -> TableCell:
    area, _, question_name = names[0].partition("|")
    place = place_name(cell.row, cell.column)
    made = TableCell(cell.row, cell.column, cell.text[:200], CellReading())
    question = _question(context, question_name or names[1])
    if question is None or area not in {unit.code for unit in context.table.areas}:
        params: dict[str, object] = {"place": place}
        refused = CellReading(code="cell_not_in_report", params=params)
        return TableCell(cell.row, cell.column, cell.text[:200], refused)
    key = CellKey(area, question.name)
    percent = is_percent_format(book.looks[cell.look].number_format)
    choices = context.table.form.choices.get(question.choices, ())
    read = BlockCell(cell.kind, cell.text, percent, cell.has_formula)
    reading = read_cell(read, question, key, choices=choices)
    named = CellReading(
        reading.answer, reading.code, {"place": place, **reading.params}, reading.readings
    )
    return TableCell(made.row, made.column, made.shown, named, question, key, context.table.period)


def _question(context: ImportContext, name: str) -> Question | None:
    for table in context.table.form.all_questions():
        if table.type is QuestionType.ROSTER:
            for question in table.questions:
                if question.name == name:
                    return question
    return None


def _without_doubles(cells: Sequence[TableCell]) -> Iterator[TableCell]:
    """Refuse both of two cells with the same codes: a row was copied."""
    places: dict[CellKey, list[TableCell]] = {}
    for cell in cells:
        if cell.question is not None:
            places.setdefault(cell.key, []).append(cell)
    for cell in cells:
        others = [other for other in places.get(cell.key, []) if other is not cell]
        if not others:
            yield cell
            continue
        params: dict[str, object] = {"place": cell.place, "other": others[0].place}
        reading = CellReading(code="cell_duplicate", params=params)
        yield TableCell(
            cell.row, cell.column, cell.shown, reading, cell.question, cell.key, cell.period
        )
