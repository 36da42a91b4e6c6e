"""The ledger of the exchange: what is changed in it behind the program's back is found."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cds_desktop.errors import StoreError
from cds_desktop.store import (
    admissions,
    documents,
    effective,
    events,
    integrity,
    ledger,
    received,
    trusted_keys,
)
from cds_desktop.store.connection import Store
from cds_desktop.store.database import open_store
from cds_desktop.store.migrations import MIGRATIONS
from cds_desktop.store.received import (
    Figure,
    NewSubmission,
    ReceivedBundle,
    ReceivedSubmission,
    Text,
)
from tests.unit.store.making import ACTOR, edit_behind_the_back, new_store

FILE, BUNDLE, SID, CONTENT = "1" * 64, "2" * 64, "3" * 64, "4" * 64
FINGERPRINT = "SHA256:" + "A" * 43
TABLE = ("huyen_cds", "202309", "866")

BUNDLE_ROW = ReceivedBundle(
    BUNDLE, FILE, "submission", FINGERPRINT, "866", "0" * 16, 1, "0" * 64, "2023-10-03T01:02:03Z",
    0, "2023-10-04T01:02:03Z",
)  # fmt: skip
HEAD = ReceivedSubmission(
    SID, *TABLE[:1], 1, *TABLE[1:], 1, "final", "", CONTENT, 2, 2, "15", "", "Người lập mẫu", "",
)  # fmt: skip


def fill(store: Store) -> None:
    """Put something into every table of the exchange."""
    received.note_file(store, FILE, size=10, name="BC.zip", actor=ACTOR)
    submission = NewSubmission(
        HEAD,
        [Figure("866", "bcd_hop", "", "3", "A"), Figure("866", "tin_bai", "", "12", "A")],
        [Text("866", "nhan_xet", "", "Đạt kế hoạch\nquý III")],
    )
    with store.atomic():
        rows = received.bundle_rows(store, BUNDLE_ROW, [submission])
        admissions.admit(store, BUNDLE, decision="ACCEPTED", code="", actor=ACTOR, rows=rows)
        effective.recompute(store, [TABLE])
    admissions.reject(store, FILE, code="G500", fingerprint=FINGERPRINT, unit="866", actor=ACTOR)
    remark = admissions.RemarkRow("866", "bcd_hop", "", "Xin xem lại")
    admissions.review(store, SID, judgement="RETURNED", remarks=[remark], actor=ACTOR)
    admissions.decide(store, *TABLE, sid=SID, reason="Đã gọi", actor=ACTOR)
    admissions.lock_period(store, "huyen_cds", "202309", is_locked=True, actor=ACTOR)
    key = trusted_keys.KeyRow(0, FINGERPRINT, "5" * 64, "866", "unit", "active")
    trusted_keys.save_key(store, key, actor=ACTOR)
    documents.record_document(
        store,
        bundle_id="6" * 64,
        kind="receipt",
        to_unit="866",
        receipt_no=1,
        sequence=ledger.next_sequence(store),
        file_name="BN.zip",
        document="7" * 64,
        ledger_n=3,
        data=b"signed",
        actor=ACTOR,
    )
    receipt = documents.ReceivedReceipt(
        "8" * 64, FINGERPRINT, 4, "2023-10-05T01:02:03Z", 9, "9" * 64, "{}", "2023-10-05T01:02:03Z"
    )
    documents.record_receipt(store, receipt, actor=ACTOR)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    store = new_store(tmp_path_factory.mktemp("exchange"))
    fill(store)
    store.close()
    return store.path.read_bytes()


@pytest.fixture
def path(full: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "cds.db"
    path.write_bytes(full)
    return path


def health(path: Path) -> integrity.Health:
    store = open_store(path)
    try:
        return integrity.check(store)
    finally:
        store.close()


def columns() -> list[tuple[str, str]]:
    """Return every table and column that version 2 adds."""
    with closing(sqlite3.connect(":memory:")) as connection:
        MIGRATIONS[0](connection)
        before = {row[0] for row in connection.execute("SELECT name FROM pragma_table_list")}
        MIGRATIONS[1](connection)
        rows = connection.execute(
            "SELECT t.name, c.name FROM pragma_table_list t JOIN pragma_table_info(t.name) c"
            " ORDER BY t.name, c.cid"
        ).fetchall()
    return [row for row in rows if row[0] not in before]


def test_a_sound_ledger_is_sound_and_every_table_holds_something(path: Path):
    assert health(path).is_sound
    store = open_store(path)
    tables = {table for table, _ in columns()}
    counts = {table: store.select(f"SELECT count(*) FROM {table}")[0][0] for table in tables}
    store.close()
    assert len(tables) == 17 and all(counts.values()), counts


@pytest.mark.parametrize(("table", "column"), columns())
def test_a_change_of_any_column_is_found(path: Path, table: str, column: str):
    first = next(name for own, name in columns() if own == table)
    changed = edit_behind_the_back(
        path,
        f"UPDATE {table} SET {column} = CASE typeof({column}) WHEN 'integer' THEN {column} + 1"
        f" WHEN 'text' THEN {column} || '1' WHEN 'null' THEN 'x'"
        f" ELSE zeroblob(length({column})) END"
        f" WHERE {first} = (SELECT max({first}) FROM {table})",
        without_checks=True,
    )
    assert changed >= 1
    assert not health(path).is_sound


@pytest.mark.parametrize("table", sorted({table for table, _ in columns()}))
def test_rows_that_are_taken_away_are_missed(path: Path, table: str):
    edit_behind_the_back(path, f"DELETE FROM {table}")
    assert not health(path).is_sound


@pytest.mark.parametrize(
    "sql",
    [
        pytest.param("UPDATE events SET actor = 'ai đó' WHERE n = 2", id="actor of an event"),
        pytest.param("DELETE FROM events WHERE n = (SELECT max(n) FROM events)", id="last event"),
        pytest.param("UPDATE effective SET sid = NULL", id="what counts"),
        pytest.param("UPDATE received_answers SET value = '4' WHERE value = '3'", id="a figure"),
    ],
)
def test_an_edit_is_found(path: Path, sql: str):
    edit_behind_the_back(path, sql, without_checks=True)
    assert not health(path).is_sound


@pytest.mark.parametrize("table", sorted({table for table, _ in columns()} - {"effective"}))
def test_the_ledger_is_append_only(path: Path, table: str):
    store = open_store(path)
    first = next(name for own, name in columns() if own == table)
    for sql in (f"DELETE FROM {table}", f"UPDATE {table} SET {first} = {first}"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"), store.atomic():
            store.execute(sql)
    store.close()


def test_an_event_follows_the_one_before_and_the_head_is_the_last(tmp_path: Path):
    store = new_store(tmp_path)
    assert events.head(store) == events.LedgerHead(0, "0" * 64)
    fill(store)
    assert [one.n for one in events.events(store)] == list(range(1, 10))
    assert events.head(store).n == 9
    assert [one.kind for one in events.events_of(store, SID)] == ["REVIEW"]
    store.close()


def test_a_document_takes_the_next_number_of_all_bundles(tmp_path: Path):
    store = new_store(tmp_path)
    first = ledger.next_sequence(store)
    fill(store)
    following = ledger.next_sequence(store)
    assert (first.seq, following.seq, following.prev) == (1, 2, "6" * 64)
    assert documents.document_bytes(store, "6" * 64) == b"signed"
    with pytest.raises(StoreError), store.atomic():
        documents.record_document(
            store,
            bundle_id="a" * 64,
            kind="receipt",
            to_unit="866",
            receipt_no=2,
            sequence=first,
            file_name="BN.zip",
            document="7" * 64,
            ledger_n=3,
            data=b"other",
            actor=ACTOR,
        )
    store.close()


def test_an_event_that_fails_leaves_nothing(tmp_path: Path):
    store = new_store(tmp_path)
    with pytest.raises(sqlite3.IntegrityError), store.atomic():
        received.note_file(store, FILE, size=10, name="BC.zip", actor=ACTOR)
        admissions.decide(store, *TABLE, sid="0" * 64, reason="x", actor=ACTOR)
    assert events.events(store) == () and received.inbox_files(store) == ()
    store.close()
