"""Undo and redo are read off the history, so they survive a crash and never reach too far."""

from decimal import Decimal
from pathlib import Path

from cds_desktop.model.submission import Answer, CellKey, SubmissionState
from cds_desktop.store import submissions
from cds_desktop.store.connection import Store
from cds_desktop.store.database import open_store
from cds_desktop.store.undo import step_to_redo, step_to_undo
from tests.unit.store.making import (
    ACTOR,
    KEY,
    REPORT,
    a_submission,
    an_answer,
    new_store,
    save,
    saved,
)

OTHER = CellKey("866", "other")


def enter(store: Store, *values: int) -> None:
    """Enter one value after the other into the one cell."""
    for value in values:
        save(store, an_answer(Decimal(value)))


def undo(store: Store) -> None:
    """Undo the newest step."""
    step = step_to_undo(store, REPORT)
    assert step is not None
    save(store, *step.before, action="undo")


def redo(store: Store) -> None:
    """Do the step again that was undone last."""
    step = step_to_redo(store, REPORT)
    assert step is not None
    save(store, *step.after, action="redo")


def value(store: Store) -> object:
    """Return what the one cell holds."""
    found = saved(store)
    return found.value if found else None


def test_steps_are_undone_and_done_again_one_by_one(store: Store) -> None:
    enter(store, 1, 2, 3)
    seen: list[object] = []
    for act in (undo, undo, redo, undo, undo, redo, redo, redo):
        act(store)
        seen.append(value(store))
    assert seen == [2, 1, 2, 1, None, 1, 2, 3]
    assert step_to_redo(store, REPORT) is None


def test_nothing_entered_is_nothing_to_undo(store: Store) -> None:
    assert step_to_undo(store, REPORT) is None and step_to_redo(store, REPORT) is None


def test_a_new_entry_ends_what_could_be_done_again(store: Store) -> None:
    enter(store, 1, 2)
    undo(store)
    enter(store, 5)
    assert step_to_redo(store, REPORT) is None
    undo(store)
    assert value(store) == 1


def test_a_pasted_block_is_undone_at_once(store: Store) -> None:
    enter(store, 1)
    save(store, an_answer(Decimal(8)), an_answer(Decimal(9), OTHER), action="paste")
    undo(store)
    assert (value(store), saved(store, OTHER)) == (1, None)
    redo(store)
    assert (value(store), saved(store, OTHER)) == (8, an_answer(Decimal(9), OTHER))


def test_a_cell_pasted_twice_in_one_block_goes_back_to_before_the_block(store: Store) -> None:
    enter(store, 1)
    save(store, an_answer(Decimal(2)), an_answer(Decimal(3)), action="paste")
    step = step_to_undo(store, REPORT)
    assert step is not None
    assert step.before == (an_answer(Decimal(1)),) and step.after == (an_answer(Decimal(3)),)


def test_a_status_and_a_note_come_back_with_the_figure(store: Store) -> None:
    noted = an_answer(Decimal(1), note="theo báo cáo tuần", qualifier="ước")
    save(store, noted)
    save(store, Answer(KEY), action="clear")
    undo(store)
    assert saved(store) == noted


def test_what_the_program_filled_in_is_not_a_step(store: Store) -> None:
    enter(store, 1)
    save(store, an_answer(Decimal(7), OTHER), action="carry_over")
    save(store, an_answer(Decimal(8), OTHER), action="calculate")
    undo(store)
    assert (value(store), saved(store, OTHER)) == (None, an_answer(Decimal(8), OTHER))


def test_undo_survives_a_restart(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    enter(store, 1, 2)
    undo(store)
    store.close()
    store = open_store(tmp_path / "cds.db")
    redo(store)
    assert value(store) == 2
    undo(store)
    undo(store)
    assert value(store) is None
    store.close()


def test_undo_does_not_reach_behind_a_completed_report(store: Store) -> None:
    enter(store, 1)
    for state in (SubmissionState.COMPLETE, SubmissionState.DRAFT):
        submissions.set_state(store, a_submission(), state, actor=ACTOR)
    assert step_to_undo(store, REPORT) is None
    enter(store, 2)
    undo(store)
    assert value(store) == 1 and step_to_undo(store, REPORT) is None


def test_a_step_that_changes_nothing_any_more_can_still_be_undone(store: Store) -> None:
    enter(store, 1, 2)
    save(store, an_answer(Decimal(1)), action="import")
    save(store, an_answer(Decimal(5)), action="carry_over")
    save(store, an_answer(Decimal(2)), action="carry_over")
    undo(store)
    step = step_to_undo(store, REPORT)
    assert value(store) == 2 and step is not None and step.action == "enter"


def test_reports_are_undone_apart(store: Store) -> None:
    other = a_submission(instance_id="other", org_unit="867")
    submissions.create_submission(store, other)
    enter(store, 1)
    assert step_to_undo(store, "other") is None
