"""A block of bare figures goes to the cells from the cursor on, each read without guessing."""

import pytest

from cds_desktop import limits
from cds_desktop.errors import InputError
from cds_desktop.model.form import Question, QuestionType
from cds_desktop.model.submission import AnswerStatus, CellKey
from cds_desktop.operations import sheet_import
from cds_desktop.operations.block_paste import is_block, paste_target, understand_paste
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.filling import fill
from cds_desktop.operations.find_cells import find_cells
from cds_desktop.operations.sheet_preview import Preview, Verdict


def table_of(session: EntrySession, kind: QuestionType) -> Question:
    """Return the first table of a kind."""
    return next(q for q in session.form.all_questions() if q.type is kind)


def first_cell(session: EntrySession) -> CellKey:
    """Return the first cell of the first table of communes."""
    table = table_of(session, QuestionType.ROSTER)
    return CellKey(session.areas[0].code, table.questions[0].name)


def preview_of(session: EntrySession, text: str, start: CellKey) -> Preview:
    """Return what a block pasted at `start` is understood as."""
    context = sheet_import.take_context(session)
    return understand_paste(text, context, paste_target(session, start))


def test_rows_go_down_and_columns_to_the_right(draft: EntrySession):
    table = table_of(draft, QuestionType.ROSTER)
    preview = preview_of(draft, "1\t2\n3\t4", first_cell(draft))
    assert [cell.key for cell in preview.cells] == [
        CellKey(draft.areas[row].code, table.questions[column].name)
        for row in (0, 1)
        for column in (0, 1)
    ]


def test_a_gap_in_the_block_leaves_its_cell_alone(draft: EntrySession):
    preview = preview_of(draft, "1\n\n3", first_cell(draft))
    assert [cell.key.area for cell in preview.cells if cell.key] == [
        draft.areas[0].code,
        draft.areas[2].code,
    ]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        pytest.param("khong ro", Verdict.REFUSED, id="words"),
        pytest.param("-", Verdict.ASKED, id="a dash is asked about"),
        pytest.param("#REF!", Verdict.REFUSED, id="an error of the sheet"),
        pytest.param("1.205", Verdict.CHANGED, id="a figure with a dot for thousands"),
    ],
)
def test_a_cell_is_understood_asked_about_or_refused(
    draft: EntrySession, text: str, verdict: Verdict
):
    assert [cell.verdict for cell in preview_of(draft, text, first_cell(draft)).cells] == [verdict]


def test_a_block_below_the_table_is_refused_there(draft: EntrySession):
    last = first_cell(draft)._replace(area=draft.areas[-1].code)
    preview = preview_of(draft, "1\n2", last)
    assert preview.cells[1].verdict is Verdict.REFUSED
    assert preview.cells[1].code == "paste_outside"
    assert preview.cells[1].message is not None


def test_a_list_grows_by_the_rows_that_are_pasted(draft: EntrySession):
    table = table_of(draft, QuestionType.LIST)
    rows = draft.rows(table)
    area, row = rows[-1]
    target = paste_target(draft, CellKey(area, table.questions[0].name, row))
    assert [line[0].row for line in target[:3]] == [row, "+1", "+2"]


def test_outside_tables_a_column_fills_the_questions_below(draft: EntrySession):
    own = draft.workspace.org_unit.code
    target = paste_target(draft, CellKey(own, "tram_5g"))
    assert target[0] == (CellKey(own, "tram_5g"),)
    assert len(target) > 1 and all(len(line) == 1 for line in target)


def test_a_clipboard_of_more_than_five_megabytes_is_refused(draft: EntrySession):
    with pytest.raises(InputError) as caught:
        preview_of(draft, "1\n" * (limits.PASTE_BYTES // 2 + 1), first_cell(draft))
    assert caught.value.code == "sheet_paste_too_large"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("12", False, id="one cell"),
        pytest.param("12\r\n", False, id="one cell as Excel copies it"),
        pytest.param("1\t2", True, id="two columns"),
        pytest.param("1\n2\n", True, id="two rows"),
    ],
)
def test_a_block_is_told_from_one_cell(text: str, expected: bool):
    assert is_block(text) is expected


def test_filling_keeps_the_note_of_each_cell(draft: EntrySession):
    source = first_cell(draft)
    target = source._replace(area=draft.areas[1].code)
    draft.set_note(target, "đã gọi điện hỏi")
    draft.set_status(source, AnswerStatus.NOT_COLLECTED)
    fill(draft, {target: source})
    assert draft.answer(target).status is AnswerStatus.NOT_COLLECTED
    assert draft.answer(target).note == "đã gọi điện hỏi"


def test_a_commune_is_found_in_every_table_of_communes(draft: EntrySession):
    rosters = [q for q in draft.form.all_questions() if q.type is QuestionType.ROSTER]
    unit = draft.areas[-1]
    found = [one for one in find_cells(draft, unit.name) if one.key.area == unit.code]
    assert len(found) == len(rosters)
