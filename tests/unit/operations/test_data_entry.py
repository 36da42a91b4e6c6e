"""Entering a month: every edit stored, every rule followed, completion only without faults."""

from decimal import Decimal

import pytest

from cds_desktop.errors import InputError
from cds_desktop.model.finding import Severity
from cds_desktop.model.submission import AnswerStatus, CellKey, SubmissionState
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.months import last_cursor, open_month
from cds_desktop.operations.workspace import Workspace, close_workspace, open_workspace
from tests.unit.operations.conftest import DRAFT

UNIT = "872"
NEWS = CellKey(UNIT, "tin_bai")
NEWS_TO_DATE = CellKey(UNIT, "tin_bai_lk")
WIFI = CellKey(UNIT, "wifi_cong_cong")
EXPLANATION = "Ba điểm ngừng hoạt động do hết hợp đồng."


def findings(session: EntrySession, key: CellKey) -> list[Severity]:
    return [finding.severity for finding in session.findings_of(key)]


def resolve(session: EntrySession) -> None:
    """Mend the deliberate faults of the practice month."""
    for finding in session.outcome.findings:
        if finding.severity is Severity.ERROR:
            session.set_status(finding.key, AnswerStatus.NOT_COLLECTED)
    session.explain_all(EXPLANATION)


def test_a_typed_figure_is_there_after_the_program_was_closed(workspace: Workspace) -> None:
    session = open_month(workspace, DRAFT)
    session.enter(NEWS, "1.205")
    close_workspace(workspace)

    again = open_workspace(workspace.root)

    assert open_month(again, DRAFT).answer(NEWS).value == Decimal(1205)
    close_workspace(again)


def test_what_is_not_understood_is_kept_as_typed_and_is_an_error(draft: EntrySession) -> None:
    draft.enter(NEWS, "khoảng hai mươi")

    assert draft.answer(NEWS).raw == "khoảng hai mươi"
    assert draft.answer(NEWS).value is None
    assert Severity.ERROR in findings(draft, NEWS)


def test_zero_empty_not_applicable_and_not_collected_stay_apart(draft: EntrySession) -> None:
    draft.enter(NEWS, "0")
    seen = {draft.answer(NEWS)}
    draft.enter(NEWS, "")
    seen.add(draft.answer(NEWS))
    for status in (AnswerStatus.NOT_APPLICABLE, AnswerStatus.NOT_COLLECTED):
        draft.set_status(NEWS, status)
        seen.add(draft.answer(NEWS))

    assert len(seen) == 4


def test_one_edit_reports_the_cells_that_it_changed_on_the_screen(draft: EntrySession) -> None:
    before = draft.findings_of(NEWS_TO_DATE)

    saved = draft.enter(NEWS, "31")

    assert before and not draft.findings_of(NEWS_TO_DATE)  # 161 + 31 = 192
    assert {NEWS, NEWS_TO_DATE} <= saved.keys


def test_a_computed_cell_cannot_be_typed_into(draft: EntrySession) -> None:
    computed = next(q for q in draft.form.all_questions() if q.is_calculated and not q.is_group)

    with pytest.raises(InputError) as caught:
        draft.enter(CellKey(UNIT, computed.name), "5")

    assert caught.value.code == "cell_is_calculated"


@pytest.mark.parametrize(
    ("key", "code"),
    [
        pytest.param(CellKey(UNIT, "khong_co"), "question_unknown", id="no such question"),
        pytest.param(CellKey("29863", "tin_bai"), "cell_place_unknown", id="another unit's area"),
        pytest.param(
            CellKey(UNIT, "tin_bai", "r0001"), "cell_place_unknown", id="row without list"
        ),
    ],
)
def test_a_cell_that_does_not_exist_is_refused(
    draft: EntrySession, key: CellKey, code: str
) -> None:
    with pytest.raises(InputError) as caught:
        draft.enter(key, "1")

    assert caught.value.code == code


def test_several_cells_are_one_undo(draft: EntrySession) -> None:
    before = (draft.answer(NEWS), draft.answer(WIFI))
    draft.enter_many({NEWS: "77", WIFI: "78"}, action="paste")

    draft.undo()

    assert (draft.answer(NEWS), draft.answer(WIFI)) == before
    draft.redo()
    assert draft.answer(NEWS).value == Decimal(77)


def test_errors_and_unexplained_warnings_block_completion_and_say_how_many(
    draft: EntrySession,
) -> None:
    with pytest.raises(InputError) as caught:
        draft.complete()

    assert caught.value.code == "completion_blocked"
    assert caught.value.params == {"errors": 1, "warnings": 2}
    assert draft.submission.state is SubmissionState.DRAFT


def test_an_explanation_holds_for_the_value_it_was_given_for_only(draft: EntrySession) -> None:
    draft.explain(WIFI, EXPLANATION)
    assert draft.findings_of(WIFI)[0].is_explained

    draft.enter(WIFI, "17")

    assert not draft.findings_of(WIFI)[0].is_explained


def test_a_completed_month_is_frozen_and_refuses_edits(draft: EntrySession) -> None:
    resolve(draft)
    submission = draft.complete()

    assert (submission.state, submission.revision) == (SubmissionState.COMPLETE, 1)
    with pytest.raises(InputError) as caught:
        draft.enter(NEWS, "1")
    assert caught.value.code == "report_locked"


def test_an_amendment_needs_a_reason(draft: EntrySession) -> None:
    resolve(draft)
    draft.complete()
    draft.reopen()
    draft.enter(CellKey(UNIT, "bcd_hop"), "0")
    draft.explain_all(EXPLANATION)

    with pytest.raises(InputError) as caught:
        draft.complete()
    assert caught.value.code == "reason_missing"

    assert draft.complete(reason="Bổ sung số liệu").revision == 2


def test_a_deleted_row_of_a_list_never_lends_its_id_to_another(draft: EntrySession) -> None:
    documents = draft.question("van_ban")
    first = draft.add_row(documents)
    draft.enter(CellKey(UNIT, "vb_so_ky_hieu", first), "12/KH-UBND")
    draft.delete_row(documents, first)
    again = open_month(draft.workspace, draft.period)

    assert again.add_row(documents) > first


def test_the_cursor_is_found_again(workspace: Workspace, draft: EntrySession) -> None:
    draft.remember_cursor(WIFI)

    cursor = last_cursor(workspace)
    assert cursor is not None
    assert (cursor.period, cursor.key) == (draft.period, WIFI)


@pytest.mark.parametrize(
    ("key", "text", "code"),
    [
        pytest.param(WIFI, "đúng", "explanation_short", id="too short"),
        pytest.param(CellKey(UNIT, "khong_co"), EXPLANATION, "question_unknown", id="no question"),
        pytest.param(CellKey("1", "tin_bai"), EXPLANATION, "cell_place_unknown", id="other unit"),
    ],
)
def test_an_explanation_that_explains_nothing_is_refused_and_not_stored(
    draft: EntrySession, key: CellKey, text: str, code: str
) -> None:
    with pytest.raises(InputError) as caught:
        draft.explain(key, text)

    assert caught.value.code == code
    assert draft.explanation(key) is None
