"""There is one report for each form, unit and period, and it says when it last changed."""

import sqlite3
from dataclasses import replace
from decimal import Decimal

import pytest

from cds_desktop.model.period import Period
from cds_desktop.model.submission import SubmissionState
from cds_desktop.store import history, submissions
from cds_desktop.store.connection import Store
from tests.unit.store.making import ACTOR, REPORT, a_submission, an_answer, save


def test_a_report_comes_back_as_it_was_created(store: Store) -> None:
    found = submissions.submission_by_id(store, REPORT)
    assert found is not None
    assert replace(found, last_updated="") == a_submission(last_updated="")


def test_a_report_is_found_by_form_unit_and_period(store: Store) -> None:
    def find(form_id: str, org_unit: str, iso: str) -> bool:
        found = submissions.find_submission(
            store, form_id=form_id, org_unit=org_unit, period=Period(iso)
        )
        return found is not None

    assert find("huyen_cds", "866", "202309")
    assert not find("huyen_cds", "866", "202308")
    assert not find("huyen_cds", "867", "202309")
    assert not find("xa_cds", "866", "202309")


def test_an_unknown_report_is_not_found(store: Store) -> None:
    assert submissions.submission_by_id(store, "nobody") is None


def test_a_second_report_for_the_same_period_cannot_be(store: Store) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        submissions.create_submission(store, a_submission(instance_id="second"))
    assert len(submissions.list_submissions(store)) == 1


@pytest.mark.parametrize("iso", ["202310", "2023Q4", "2023S2", "2023"])
def test_every_kind_of_period_can_be_stored(store: Store, iso: str) -> None:
    period = Period(iso)
    submissions.create_submission(store, a_submission(instance_id=iso, period=period))
    assert {one.period for one in submissions.list_submissions(store)} == {
        Period("202309"),
        period,
    }


@pytest.mark.parametrize("state", list(SubmissionState))
def test_every_state_is_stored(store: Store, state: SubmissionState) -> None:
    returned = submissions.set_state(store, a_submission(), state, actor=ACTOR, reason="vì sao")
    assert returned == submissions.submission_by_id(store, REPORT)
    assert returned.state is state


def test_a_change_of_state_keeps_the_revision_that_is_stored(store: Store) -> None:
    stale = a_submission(revision=7)
    assert submissions.set_state(store, stale, SubmissionState.SENT, actor=ACTOR).revision == 0


def test_the_last_update_is_the_last_entry_of_the_history(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "_now", lambda: ("2030-01-01T00:00:00Z", 420))
    save(store, an_answer(Decimal(1)))
    [found] = submissions.list_submissions(store)
    assert found.last_updated == "2030-01-01T00:00:00Z"
