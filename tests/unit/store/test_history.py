"""The history tells who changed what, in an order that no clock can change."""

from decimal import Decimal
from pathlib import Path

import pytest

from cds_desktop.model.submission import Answer, AnswerStatus, CellKey
from cds_desktop.store import answers, history, integrity
from cds_desktop.store.connection import Store
from cds_desktop.store.database import open_store
from cds_desktop.store.history import Head
from tests.unit.store.making import (
    ACTOR,
    EVERY_KIND_OF_ANSWER,
    KEY,
    REPORT,
    an_answer,
    new_store,
    save,
)


def test_a_cell_tells_everything_it_has_held(store: Store) -> None:
    first, second = an_answer(Decimal(1)), an_answer(None, status=AnswerStatus.NOT_COLLECTED)
    save(store, first)
    save(store, an_answer(Decimal(9), CellKey("866", "other")))
    answers.save_answers(
        store, REPORT, [second], actor="Người kiểm tra mẫu", action="status", reason="chưa có"
    )
    entries = history.cell_history(store, REPORT, KEY)
    assert [(entry.old, entry.new) for entry in entries] == [(Answer(KEY), first), (first, second)]
    last = entries[-1]
    assert (last.actor, last.action, last.reason) == ("Người kiểm tra mẫu", "status", "chưa có")
    assert last.ts.endswith("Z") and len(last.ts) == 20


@pytest.mark.parametrize(
    "answer", [pytest.param(answer, id=answer.key.question) for answer in EVERY_KIND_OF_ANSWER]
)
def test_every_kind_of_answer_comes_back_from_the_history(store: Store, answer: Answer) -> None:
    save(store, answer)
    save(store, Answer(answer.key), action="clear")
    entries = history.cell_history(store, REPORT, answer.key)
    assert [entry.new for entry in entries] == [answer, Answer(answer.key)]
    assert type(entries[1].old.value) is type(answer.value)


def test_an_empty_text_in_the_history_is_not_no_text(store: Store) -> None:
    save(store, an_answer(""))
    [entry] = history.cell_history(store, REPORT, KEY)
    assert entry.new.value == ""


def test_a_paste_is_one_step_and_two_saves_are_two(store: Store) -> None:
    keys = [CellKey("866", name) for name in ("a", "b", "c")]
    save(store, *(an_answer(Decimal(1), key) for key in keys), action="paste")
    save(store, an_answer(Decimal(2), keys[0]))
    steps = [[entry.step for entry in history.cell_history(store, REPORT, key)] for key in keys]
    assert steps[0][0] == steps[1][0] == steps[2][0] < steps[0][1]


def test_the_chain_is_the_same_whether_remembered_or_read_again(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    save(store, an_answer(Decimal(1)))
    before = history.head(store)
    store.close()
    store = open_store(tmp_path / "cds.db")
    assert history.head(store) == before
    save(store, an_answer(Decimal(2)))
    assert integrity.check(store).is_sound
    store.close()


def test_the_head_moves_with_every_edit(store: Store) -> None:
    heads = [history.head(store)]
    for value in range(3):
        save(store, an_answer(Decimal(value)))
        heads.append(history.head(store))
    assert [head.seq for head in heads] == [1, 2, 3, 4]
    assert len({head.hash for head in heads}) == 4


def test_an_empty_database_has_an_empty_history(tmp_path: Path) -> None:
    store = open_store(tmp_path / "new.db", create=True)
    assert history.head(store) == Head(0, "00" * 32)
    store.close()


def test_a_clock_that_goes_back_changes_no_order(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for hour in ("09", "07", "08"):
        monkeypatch.setattr(history, "_now", lambda hour=hour: (f"2023-10-01T{hour}:00:00Z", 420))
        save(store, an_answer(hour))
    entries = history.cell_history(store, REPORT, KEY)
    assert [entry.new.value for entry in entries] == ["09", "07", "08"]
    assert [entry.utc_offset for entry in entries] == [420, 420, 420]
    assert entries[0].actor == ACTOR and integrity.check(store).is_sound
