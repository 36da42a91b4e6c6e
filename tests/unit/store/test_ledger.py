"""A number once used is never used for other content, and sent bytes never change."""

from decimal import Decimal
from pathlib import Path

import pytest

from cds_desktop.errors import StoreError
from cds_desktop.store import ledger, meta, revisions
from cds_desktop.store.connection import Store
from cds_desktop.store.database import new_epoch, open_store
from tests.unit.store.making import (
    ACTOR,
    BUNDLE_ID,
    REPORT,
    a_full_store,
    a_submission,
    an_answer,
    edit_behind_the_back,
    send,
)

SECOND = "cd" * 32


@pytest.fixture
def completed(store: Store) -> Store:
    """Return a store whose report was completed once."""
    revisions.freeze(
        store,
        a_submission(),
        answers=[an_answer(Decimal(1))],
        explanations=[],
        reason="",
        actor=ACTOR,
    )
    return store


def test_the_first_bundle_has_number_one_and_nothing_before_it(completed: Store) -> None:
    following = ledger.next_sequence(completed)
    assert (following.seq, following.prev) == (1, "0" * 64)
    assert following.epoch == meta.get(completed, "epoch")
    assert ledger.next_sequence(completed) == following


def test_a_sent_bundle_uses_its_number_up(completed: Store) -> None:
    send(completed)
    following = ledger.next_sequence(completed)
    assert (following.seq, following.prev) == (2, BUNDLE_ID)


def test_a_bundle_comes_back_byte_for_byte(completed: Store) -> None:
    data = bytes(range(256)) * 400
    send(completed, data)
    assert ledger.bundle_bytes(completed, BUNDLE_ID) == data
    sent = ledger.sent_bundle(completed, REPORT, 1)
    assert sent is not None and (sent.bundle_id, sent.size) == (BUNDLE_ID, len(data))
    assert ledger.outbox(completed) == (sent,)


def test_what_was_not_sent_is_not_found(completed: Store) -> None:
    assert ledger.outbox(completed) == ()
    assert ledger.sent_bundle(completed, REPORT, 1) is None
    with pytest.raises(KeyError):
        ledger.bundle_bytes(completed, BUNDLE_ID)


def test_a_number_that_another_bundle_took_is_refused(completed: Store) -> None:
    planned = ledger.next_sequence(completed)
    send(completed)
    with pytest.raises(StoreError) as caught:
        ledger.record_sent(
            completed,
            bundle_id=SECOND,
            sequence=planned,
            instance_id=REPORT,
            revision=1,
            file_name="b.zip",
            data=b"other",
            actor=ACTOR,
        )
    assert caught.value.code == "store_sequence_used"
    assert [sent.bundle_id for sent in ledger.outbox(completed)] == [BUNDLE_ID]


def test_the_newest_bundle_of_a_revision_is_the_one_to_send_again(completed: Store) -> None:
    send(completed)
    send(completed, b"again", SECOND)
    sent = ledger.sent_bundle(completed, REPORT, 1)
    assert sent is not None and (sent.bundle_id, sent.seq, sent.prev) == (SECOND, 2, BUNDLE_ID)
    assert [one.seq for one in ledger.outbox(completed)] == [1, 2]


def test_a_new_epoch_starts_at_one_again(completed: Store) -> None:
    send(completed)
    meta.put(completed, "epoch", new_epoch())
    following = ledger.next_sequence(completed)
    assert (following.seq, following.prev) == (1, ledger.FIRST_PREV)
    send(completed, b"again", SECOND)
    assert len(ledger.outbox(completed)) == 2


def test_changed_bytes_are_never_handed_out(tmp_path: Path) -> None:
    a_full_store(tmp_path).close()
    edit_behind_the_back(tmp_path / "cds.db", "UPDATE outbox SET bytes = x'00'")
    store = open_store(tmp_path / "cds.db")
    with pytest.raises(StoreError) as caught:
        ledger.bundle_bytes(store, BUNDLE_ID)
    assert caught.value.code == "store_damaged"
    store.close()
