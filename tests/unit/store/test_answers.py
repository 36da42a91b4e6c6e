"""Answers come back as the Python values they were, and nothing is stored by halves."""

import sqlite3
import unicodedata
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cds_desktop.errors import StoreError
from cds_desktop.model.period import Period
from cds_desktop.model.submission import Answer, AnswerStatus, CellKey, Explanation, Value
from cds_desktop.store import answers, history, revisions, submissions
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
    saved,
)


@pytest.mark.parametrize(
    "answer", [pytest.param(answer, id=answer.key.question) for answer in EVERY_KIND_OF_ANSWER]
)
def test_an_answer_comes_back_as_it_was(tmp_path: Path, answer: Answer) -> None:
    store = new_store(tmp_path)
    save(store, answer)
    store.close()
    store = open_store(tmp_path / "cds.db")
    assert answers.answers(store, REPORT) == {answer.key: answer}
    assert type(answers.answers(store, REPORT)[answer.key].value) is type(answer.value)
    store.close()


def test_empty_zero_not_applicable_and_not_collected_are_four_different_things(
    store: Store,
) -> None:
    keys = [CellKey("866", name) for name in ("zero", "not_applicable", "not_collected", "empty")]
    save(
        store,
        an_answer(Decimal(0), keys[0]),
        an_answer(None, keys[1], status=AnswerStatus.NOT_APPLICABLE),
        an_answer(None, keys[2], status=AnswerStatus.NOT_COLLECTED),
    )
    found = answers.answers(store, REPORT)
    assert found[keys[0]].value == Decimal(0) and not found[keys[0]].is_empty
    assert found[keys[1]].status is AnswerStatus.NOT_APPLICABLE and found[keys[1]].value is None
    assert found[keys[2]].status is AnswerStatus.NOT_COLLECTED and found[keys[2]].value is None
    assert keys[3] not in found


FIGURES = [
    pytest.param("999999999999999999.999999", id="18 and 6 digits"),
    pytest.param("-999999999999999999.999999", id="negative"),
    pytest.param("0.000001", id="smallest"),
    pytest.param("0.1", id="no binary fraction"),
    pytest.param("100", id="zeros before the comma"),
]


@pytest.mark.parametrize("text", FIGURES)
def test_a_figure_is_exact(store: Store, text: str) -> None:
    save(store, an_answer(Decimal(text)))
    found = saved(store)
    assert found is not None and str(found.value) == text


CANONICAL = [
    pytest.param("12.50", "12.5", id="zeros after the comma"),
    pytest.param("1E+3", "1000", id="exponent"),
    pytest.param("-0", "0", id="negative zero"),
    pytest.param("-0.00", "0", id="negative zero with decimals"),
    pytest.param("7.000", "7", id="whole number"),
]


@pytest.mark.parametrize(("typed", "stored"), CANONICAL)
def test_the_same_figure_is_always_stored_as_the_same_text(
    store: Store, typed: str, stored: str
) -> None:
    save(store, an_answer(Decimal(typed)))
    assert store.select("SELECT value FROM answers") == [(stored,)]


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity", "sNaN"])
def test_what_is_no_figure_is_never_stored(store: Store, text: str) -> None:
    with pytest.raises(ValueError, match="not a figure"):
        save(store, an_answer(Decimal(text)))
    assert answers.answers(store, REPORT) == {}


def test_a_text_that_looks_like_a_figure_or_a_day_stays_a_text(store: Store) -> None:
    values: list[Value] = ["12", "2023-09-30", ""]
    save(store, *(an_answer(value, CellKey("866", f"q{n}")) for n, value in enumerate(values)))
    assert [answer.value for answer in answers.answers(store, REPORT).values()] == values


def test_text_is_stored_in_nfc(store: Store) -> None:
    decomposed = unicodedata.normalize("NFD", "Huyện Tháp Mười")
    save(store, an_answer(decomposed, note=decomposed, qualifier=decomposed))
    found = saved(store)
    assert found == an_answer(
        "Huyện Tháp Mười", note="Huyện Tháp Mười", qualifier="Huyện Tháp Mười"
    )


def test_text_outside_the_basic_plane_and_with_quotes_comes_back(store: Store) -> None:
    text = "'; DROP TABLE answers; -- \" 𠀀 \n\t %s {0} ?"
    save(store, an_answer(text))
    found = saved(store)
    assert found is not None and found.value == text


def test_a_cleared_cell_holds_nothing_but_its_history(store: Store) -> None:
    save(store, an_answer(Decimal(5)))
    save(store, Answer(KEY), action="clear")
    assert answers.answers(store, REPORT) == {}
    assert [entry.old.value for entry in history.cell_history(store, REPORT, KEY)] == [None, 5]


def test_clearing_an_empty_cell_stores_nothing(store: Store) -> None:
    before = history.head(store)
    save(store, Answer(KEY), action="clear")
    assert history.head(store) == before
    assert store.select("SELECT count(*) FROM answers") == [(0,)]


def test_saving_the_same_answer_again_adds_no_history(store: Store) -> None:
    save(store, an_answer(Decimal("1.5")))
    before = history.head(store)
    save(store, an_answer(Decimal("1.50")))
    assert history.head(store) == before


def test_many_answers_are_stored_together_or_not_at_all(store: Store) -> None:
    good = an_answer(Decimal(1), CellKey("866", "good"))
    bad = an_answer("x" * 100_001, CellKey("866", "bad"))
    with pytest.raises(StoreError) as caught:
        save(store, good, bad)
    assert caught.value.code == "store_text_too_long"
    assert answers.answers(store, REPORT) == {}
    save(store, good)
    assert saved(store, good.key) == good


TOO_LONG = [
    pytest.param(an_answer("x" * 100_001), id="value"),
    pytest.param(an_answer(None, raw="x" * 100_001), id="raw"),
    pytest.param(an_answer(Decimal(1), note="x" * 100_001), id="note"),
]


@pytest.mark.parametrize("answer", TOO_LONG)
def test_a_text_too_long_for_the_store_is_refused_with_a_way_out(
    store: Store, answer: Answer
) -> None:
    with pytest.raises(StoreError, match=r"100000 ký tự.*rút gọn"):
        save(store, answer)


def test_a_text_as_long_as_the_store_takes_is_kept(store: Store) -> None:
    save(store, an_answer("ư" * 100_000))
    found = saved(store)
    assert found is not None and found.value == "ư" * 100_000


def test_an_unknown_action_is_a_mistake_of_the_program(store: Store) -> None:
    with pytest.raises(ValueError, match="fiddle"):
        save(store, an_answer(Decimal(1)), action="fiddle")


def test_an_unknown_report_is_a_mistake_of_the_program(store: Store) -> None:
    with pytest.raises(KeyError):
        answers.save_answers(store, "nobody", [an_answer(Decimal(1))], actor=ACTOR)


def test_a_status_without_figure_cannot_hold_one(store: Store) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        save(store, an_answer(Decimal(1), status=AnswerStatus.NOT_COLLECTED))
    assert answers.answers(store, REPORT) == {}


def test_deleted_rows_are_still_used_rows(store: Store) -> None:
    places = [CellKey("866", "loai", row) for row in ("r0001", "r0002")]
    save(store, *(an_answer("ke_hoach", key) for key in places))
    save(store, an_answer("khac", CellKey("866", "khac", "r0009")))
    save(store, Answer(places[1]), action="clear")
    assert answers.used_rows(store, REPORT, ["loai"]) == ("r0001", "r0002")


def test_an_explanation_comes_back_and_can_be_withdrawn(store: Store) -> None:
    explanation = Explanation(KEY, "12", "Do thay đổi cách tính")
    answers.save_explanations(store, REPORT, [explanation], actor=ACTOR)
    assert answers.explanations(store, REPORT) == {KEY: explanation}
    answers.save_explanations(store, REPORT, [Explanation(KEY, "12", "")], actor=ACTOR)
    assert answers.explanations(store, REPORT) == {}


def test_a_damaged_answer_is_refused_and_not_shown(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    save(store, an_answer(Decimal(41)))
    store.close()
    edit_behind_the_back(tmp_path / "cds.db", "UPDATE answers SET value = '40'")
    store = open_store(tmp_path / "cds.db")
    with pytest.raises(StoreError) as shown:
        answers.answers(store, REPORT)
    with pytest.raises(StoreError) as overwritten:
        save(store, an_answer(Decimal(42)))
    assert (shown.value.code, overwritten.value.code) == ("store_damaged", "store_damaged")
    store.close()


# --- earlier periods ----------------------------------------------------------------------------


def past(store: Store, *periods: str) -> dict[str, dict[CellKey, Answer]]:
    """Read periods of the one unit and form."""
    found = answers.answers_of_periods(
        store, form_id="huyen_cds", org_unit="866", periods=[Period(iso) for iso in periods]
    )
    return {period.iso: dict(rows) for period, rows in found.items()}


def test_a_period_in_work_gives_its_working_answers(store: Store) -> None:
    save(store, *EVERY_KIND_OF_ANSWER)
    save(store, Answer(EVERY_KIND_OF_ANSWER[0].key), action="clear")
    rest = {answer.key: answer for answer in EVERY_KIND_OF_ANSWER[1:]}
    assert past(store, "202309", "202308") == {"202309": rest}


def test_a_completed_period_gives_its_newest_revision(store: Store) -> None:
    total = an_answer(Decimal(99), CellKey("866", "calculated"))
    for value in (1, 2):
        revisions.freeze(
            store,
            a_submission(),
            answers=[an_answer(Decimal(value)), total],
            explanations=[],
            reason="sửa",
            actor=ACTOR,
            calculated=[total.key],
        )
    save(store, an_answer(Decimal(3)))
    assert past(store, "202309") == {"202309": {KEY: an_answer(Decimal(2)), total.key: total}}


def test_past_answers_behave_like_any_mapping(store: Store) -> None:
    save(store, an_answer(Decimal(1)))
    submissions.create_submission(
        store, a_submission(instance_id="other", org_unit="867", period=Period("202308"))
    )
    found = answers.answers_of_periods(
        store, form_id="huyen_cds", org_unit="866", periods=[Period("202308"), Period("202309")]
    )
    [(period, rows)] = found.items()
    assert (period.iso, len(rows), list(rows)) == ("202309", 1, [KEY])
    assert isinstance(next(iter(rows)), CellKey)
    assert rows.get(CellKey("866", "other")) is None
    assert rows[KEY] is rows[KEY]


def test_a_day_before_1000_comes_back(store: Store) -> None:
    save(store, an_answer(date(1, 1, 1)))
    found = saved(store)
    assert found is not None and found.value == date(1, 1, 1)
