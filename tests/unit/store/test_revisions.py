"""A frozen revision stays what it was, whatever is entered afterwards."""

from decimal import Decimal
from pathlib import Path

import pytest

from cds_desktop.errors import StoreError
from cds_desktop.model.submission import Answer, CellKey, Explanation, Submission, SubmissionState
from cds_desktop.store import revisions, submissions
from cds_desktop.store.connection import Store
from cds_desktop.store.database import open_store
from tests.unit.store.making import (
    ACTOR,
    EVERY_KIND_OF_ANSWER,
    KEY,
    REPORT,
    a_submission,
    an_answer,
    edit_behind_the_back,
    new_store,
    save,
)

EXPLANATION = Explanation(KEY, "1", "Đã đối chiếu với hệ thống một cửa")


def freeze(store: Store, *answers: Answer, reason: str = "") -> Submission:
    """Complete the one report with these answers and one explanation."""
    return revisions.freeze(
        store,
        a_submission(),
        answers=answers,
        explanations=[EXPLANATION],
        reason=reason,
        actor=ACTOR,
    )


def test_a_revision_comes_back_as_it_was_frozen(store: Store) -> None:
    freeze(store, *EVERY_KIND_OF_ANSWER)
    frozen = revisions.frozen(store, REPORT, 1)
    assert frozen.answers == {answer.key: answer for answer in EVERY_KIND_OF_ANSWER}
    assert frozen.explanations == {KEY: EXPLANATION}
    assert (frozen.revision, frozen.reason, frozen.completed_by) == (1, "", ACTOR)


def test_calculated_cells_are_frozen_and_named(store: Store) -> None:
    total = an_answer(Decimal(9), CellKey("866", "total"))
    revisions.freeze(
        store,
        a_submission(),
        answers=[an_answer(Decimal(1)), total],
        explanations=[],
        reason="",
        actor=ACTOR,
        calculated=[total.key],
    )
    frozen = revisions.frozen(store, REPORT, 1)
    assert frozen.answers[total.key] == total and frozen.calculated == {total.key}


def test_freezing_completes_the_report(store: Store) -> None:
    returned = freeze(store, an_answer(Decimal(1)))
    assert (returned.state, returned.revision) == (SubmissionState.COMPLETE, 1)
    assert returned == submissions.submission_by_id(store, REPORT)


def test_later_edits_do_not_touch_a_revision(store: Store) -> None:
    freeze(store, an_answer(Decimal(1)))
    save(store, an_answer(Decimal(2)))
    freeze(store, an_answer(Decimal(2)), reason="Sửa số liệu")
    assert revisions.frozen(store, REPORT, 1).answers == {KEY: an_answer(Decimal(1))}
    assert revisions.frozen(store, REPORT, 2).answers == {KEY: an_answer(Decimal(2))}
    heads = revisions.list_revisions(store, REPORT)
    assert [(head.revision, head.reason) for head in heads] == [(1, ""), (2, "Sửa số liệu")]


def test_the_same_answers_have_the_same_content_hash_in_any_order(store: Store) -> None:
    freeze(store, *EVERY_KIND_OF_ANSWER)
    freeze(store, *reversed(EVERY_KIND_OF_ANSWER))
    freeze(store, *EVERY_KIND_OF_ANSWER[1:])
    contents = [head.content for head in revisions.list_revisions(store, REPORT)]
    assert contents[0] == contents[1] != contents[2]
    assert contents[0] == revisions.frozen(store, REPORT, 1).content


def test_an_unknown_revision_is_a_mistake_of_the_program(store: Store) -> None:
    with pytest.raises(KeyError):
        revisions.frozen(store, REPORT, 1)


def test_a_failed_freezing_leaves_the_report_as_it_was(store: Store) -> None:
    with pytest.raises(ValueError, match="not a figure"):
        freeze(store, an_answer(Decimal(1)), an_answer(Decimal("NaN"), CellKey("866", "bad")))
    found = submissions.submission_by_id(store, REPORT)
    assert found is not None and (found.state, found.revision) == (SubmissionState.DRAFT, 0)
    assert revisions.list_revisions(store, REPORT) == ()


DAMAGES = [
    "UPDATE revision_answers SET value = '2' WHERE question = 'hs_tiep_nhan'",
    "UPDATE revision_answers SET status = 'E'",
    "DELETE FROM revision_answers",
    "UPDATE revision_explanations SET text = 'khác'",
    "INSERT INTO revision_answers SELECT submission, revision, area, 'more', row, kind, value,"
    " status, qualifier, note, raw, is_carried_over, is_calculated FROM revision_answers",
]


@pytest.mark.parametrize("sql", DAMAGES)
def test_a_changed_revision_is_neither_printed_nor_sent(tmp_path: Path, sql: str) -> None:
    store = new_store(tmp_path)
    freeze(store, an_answer(Decimal(1)))
    store.close()
    assert edit_behind_the_back(tmp_path / "cds.db", sql)
    store = open_store(tmp_path / "cds.db")
    with pytest.raises(StoreError) as caught:
        revisions.frozen(store, REPORT, 1)
    assert caught.value.code == "store_damaged"
    store.close()
