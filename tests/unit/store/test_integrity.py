"""Whatever is changed behind the program's back is found, and nothing is found that is sound."""

import random
import shutil
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from cds_desktop.errors import StoreError
from cds_desktop.model.submission import CellKey
from cds_desktop.store import integrity, meta
from cds_desktop.store.connection import Store
from cds_desktop.store.database import open_store
from cds_desktop.store.integrity import Damage, Health
from cds_desktop.store.migrations import MIGRATIONS
from tests.unit.store.making import (
    a_full_store,
    an_answer,
    edit_behind_the_back,
    new_store,
    save,
    saved,
)

FLIPS = 200
SEED = 20231001


@pytest.fixture(scope="module")
def full_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a closed database with rows in every table, to be copied."""
    folder = tmp_path_factory.mktemp("full")
    store = a_full_store(folder)
    keys = [CellKey(f"299{area:02d}", f"q{n}") for area in range(10) for n in range(20)]
    save(store, *(an_answer(Decimal(n * 7919), key) for n, key in enumerate(keys)))
    store.close()
    return folder / "cds.db"


@pytest.fixture
def path(full_file: Path, tmp_path: Path) -> Path:
    """Return a copy of the full database."""
    return Path(shutil.copy(full_file, tmp_path / "cds.db"))


def health(path: Path) -> Health:
    """Open a database and check it."""
    store = open_store(path)
    try:
        return integrity.check(store)
    finally:
        store.close()


def test_a_sound_database_is_sound(path: Path) -> None:
    found = health(path)
    assert found.is_sound and found.damages == () and found.done == found.total


# --- one edit anywhere ----------------------------------------------------------------------------


def every_column() -> list[tuple[str, str]]:
    """Return every table and column of a report; the exchange's are in test_exchange_integrity."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for migrate in MIGRATIONS[:1]:
            migrate(connection)
        return connection.execute(
            "SELECT t.name, c.name FROM pragma_table_list t JOIN pragma_table_info(t.name) c"
            " WHERE t.name NOT LIKE 'sqlite%' ORDER BY t.name, c.cid"
        ).fetchall()


@pytest.mark.parametrize(("table", "column"), every_column())
def test_a_change_of_any_column_of_one_row_is_found(path: Path, table: str, column: str) -> None:
    place = "key = 'uuid'" if table == "meta" else f"rowid = (SELECT max(rowid) FROM {table})"
    if table not in ("meta", "history", "submissions", "outbox"):
        first = "code" if table == "org_units" else "question"
        first = "submission" if table == "revisions" else first
        place = f"{first} = (SELECT max({first}) FROM {table})"
    changed = edit_behind_the_back(
        path,
        f"UPDATE {table} SET {column} = CASE typeof({column}) WHEN 'integer' THEN {column} + 1"
        f" WHEN 'text' THEN {column} || '1' WHEN 'null' THEN '2099-01-01'"
        f" ELSE zeroblob(length({column})) END WHERE {place}",
        without_checks=True,
    )
    assert changed == 1
    assert not health(path).is_sound


EDITS = [
    ("UPDATE answers SET value = '1205780' WHERE question = 'figure'", "row", "answers"),
    ("UPDATE answers SET value = '0' WHERE question = 'figure'", "row", "answers"),
    ("UPDATE answers SET kind = '', value = NULL WHERE question = 'zero'", "row", "answers"),
    ("UPDATE answers SET status = 'L' WHERE question = 'not_applicable'", "row", "answers"),
    ("UPDATE answers SET note = '' WHERE question = 'target'", "row", "answers"),
    ("UPDATE answers SET area = '29954' WHERE question = 'roster'", "row", "answers"),
    ("DELETE FROM answers WHERE question = 'zero'", "digest", "submissions"),
    ("UPDATE explanations SET text = 'khác'", "row", "explanations"),
    ("DELETE FROM explanations", "digest", "submissions"),
    ("UPDATE history SET new = old WHERE seq = 4", "chain", "history"),
    ("UPDATE history SET actor = 'ai đó' WHERE seq = 4", "chain", "history"),
    ("DELETE FROM history WHERE seq = 4", "chain", "history"),
    ("DELETE FROM history WHERE seq = (SELECT max(seq) FROM history)", "digest", "submissions"),
    ("DELETE FROM history", "digest", "submissions"),
    ("UPDATE submissions SET state = 'accepted'", "row", "submissions"),
    ("DELETE FROM submissions", "structure", "history"),
    ("UPDATE revisions SET reason = 'khác'", "row", "revisions"),
    ("UPDATE revision_answers SET value = '1' WHERE question = 'zero'", "content", "revisions"),
    ("DELETE FROM revision_answers WHERE question = 'zero'", "content", "revisions"),
    ("DELETE FROM revision_explanations", "content", "revisions"),
    ("UPDATE outbox SET bytes = x'00'", "row", "outbox"),
    ("DELETE FROM outbox", "digest", "submissions"),
    ("UPDATE org_units SET name = 'Huyện khác' WHERE code = '866'", "row", "org_units"),
    ("DELETE FROM org_units WHERE code = '866'", "digest", "org_units"),
    ("DELETE FROM meta WHERE key = 'epoch'", "row", "meta"),
    ("UPDATE meta SET value = '0000000000000000' WHERE key = 'epoch'", "row", "meta"),
    ("DROP INDEX history_by_submission", "schema", "sqlite_schema"),
    ("DROP TABLE explanations", "schema", "sqlite_schema"),
    ("CREATE TABLE more (x)", "schema", "sqlite_schema"),
    ("CREATE TRIGGER t AFTER INSERT ON answers BEGIN SELECT 1; END", "schema", "sqlite_schema"),
]


@pytest.mark.parametrize(("sql", "kind", "table"), EDITS, ids=[sql for sql, *_ in EDITS])
def test_an_edit_behind_the_back_is_found_and_named(
    path: Path, sql: str, kind: str, table: str
) -> None:
    edit_behind_the_back(path, sql)
    assert (kind, table) in {(damage.kind, damage.table) for damage in health(path).damages}


def test_a_missing_trigger_is_found(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER history_is_never_deleted")
    assert Damage("schema", "sqlite_schema") in health(path).damages


def test_a_damaged_cell_is_named_without_its_figure(path: Path) -> None:
    edit_behind_the_back(path, "UPDATE answers SET value = '5' WHERE question = 'target'")
    assert health(path).damages == (Damage("row", "answers", "1/866/target/T03"),)


def test_an_added_answer_is_found(path: Path) -> None:
    edit_behind_the_back(
        path,
        "INSERT INTO answers SELECT submission, area, 'more', row, kind, value, status, qualifier,"
        " note, raw, is_carried_over, hash FROM answers WHERE question = 'zero'",
    )
    assert not health(path).is_sound


def test_a_row_put_back_whole_in_an_older_state_is_found(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    save(store, an_answer(Decimal(1)))
    [older] = store.select("SELECT value, hash FROM answers")
    save(store, an_answer(Decimal(2)))
    store.close()
    edit_behind_the_back(store.path, "UPDATE answers SET value = ?, hash = ?", older)
    assert health(store.path).damages == (Damage("digest", "submissions", "1"),)


def test_a_page_of_an_older_file_is_found(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    save(store, *(an_answer(Decimal(n), CellKey("866", f"q{n}")) for n in range(300)))
    store.close()
    older = store.path.read_bytes()
    store = open_store(store.path)
    save(store, an_answer(Decimal(9), CellKey("866", "q7")))
    store.close()
    newer = store.path.read_bytes()
    pages = range(4096, min(len(older), len(newer)), 4096)
    stale = [at for at in pages if older[at : at + 4096] != newer[at : at + 4096]]
    assert stale
    for at in stale:
        store.path.write_bytes(newer[:at] + older[at : at + 4096] + newer[at + 4096 :])
        assert not is_accepted(store.path) or dump(store.path) == dump_of(newer, tmp_path)


# --- bits -----------------------------------------------------------------------------------------


def is_accepted(path: Path) -> bool:
    """Say whether a file opens and passes every check; anything but a StoreError is a fault."""
    try:
        return health(path).is_sound
    except StoreError:
        return False


def dump(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table, but for the time of the last opening."""
    with closing(sqlite3.connect(path)) as connection:
        tables = sorted({table for table, _ in every_column()})
        rows = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in tables}
    rows["meta"] = [row for row in rows["meta"] if row[0] != "opened_at"]
    return rows


def dump_of(data: bytes, folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of a database given as bytes."""
    copy = folder / "copy.db"
    copy.write_bytes(data)
    return dump(copy)


def test_every_flipped_bit_is_found_or_harmless(full_file: Path, tmp_path: Path) -> None:
    data, truth = full_file.read_bytes(), dump(full_file)
    dice = random.Random(SEED)
    path, found = tmp_path / "cds.db", 0
    for _ in range(FLIPS):
        bit = dice.randrange(len(data) * 8)
        damaged = bytearray(data)
        damaged[bit // 8] ^= 1 << bit % 8
        path.write_bytes(damaged)
        if is_accepted(path):
            assert dump(path) == truth, f"silent change: bit {bit}, seed {SEED}"
        else:
            found += 1
    assert found > FLIPS // 4


def test_every_byte_of_the_head_is_looked_at(full_file: Path, tmp_path: Path) -> None:
    data, truth = full_file.read_bytes(), dump(full_file)
    path = tmp_path / "cds.db"
    for place in range(100):
        path.write_bytes(data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :])
        assert not is_accepted(path) or dump(path) == truth, f"silent change at byte {place}"


@pytest.mark.parametrize("part", [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_cut_file_is_found(full_file: Path, tmp_path: Path, part: float) -> None:
    data = full_file.read_bytes()
    path = tmp_path / "cds.db"
    path.write_bytes(data[: int(len(data) * part)])
    assert not is_accepted(path) or dump(path) == dump(full_file)


def test_text_that_is_no_text_is_found_and_not_raised(path: Path) -> None:
    edit_behind_the_back(
        path, "UPDATE answers SET note = CAST(x'fffe' AS TEXT) WHERE question = 'target'"
    )
    assert health(path).damages == (Damage("row", "answers", "1/866/target/T03"),)


# --- slices ---------------------------------------------------------------------------------------


def test_edits_between_the_slices_are_no_damage(store: Store) -> None:
    save(store, *(an_answer(Decimal(n), CellKey("866", f"q{n}")) for n in range(50)))
    steps: list[Health] = []
    for step in integrity.sweep(store):
        steps.append(step)
        save(store, an_answer(Decimal(len(steps))))
        meta.put(store, "cursor", str(len(steps)))
    assert steps[-1].is_sound and saved(store) == an_answer(Decimal(len(steps)))


def test_a_sweep_tells_how_far_it_is(path: Path) -> None:
    store = open_store(path)
    steps = list(integrity.sweep(store))
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert all(0 < step.done <= step.total for step in steps)
    assert [step.is_finished for step in steps] == [False] * (len(steps) - 1) + [True]
    assert not any(step.is_sound for step in steps[:-1])
    store.close()


def test_a_sweep_leaves_text_as_text_and_constraints_on(path: Path) -> None:
    store = open_store(path)
    integrity.check(store)
    assert store.connection.text_factory is str
    assert store.select("PRAGMA ignore_check_constraints") == [(0,)]
    store.close()


def test_a_long_history_is_walked_in_pieces(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for value in range(20):
        save(store, an_answer(Decimal(value)))
    whole = len(list(integrity.sweep(store)))
    monkeypatch.setattr(integrity, "_HISTORY_SLICE", 5)
    assert len(list(integrity.sweep(store))) > whole
    assert integrity.check(store).is_sound
