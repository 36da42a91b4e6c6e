"""The one way to the database: every bad place is told apart, and nothing is made worse."""

import os
import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cds_desktop.errors import StoreError
from cds_desktop.store import database, meta
from cds_desktop.store.connection import Store
from cds_desktop.store.database import APPLICATION_ID, open_store
from cds_desktop.store.migrations import SCHEMA_VERSION
from tests.unit.store.making import a_full_store, an_answer, new_store, save, saved

ROOT = Path(__file__).resolve().parents[3]
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")


def raw(path: Path, *statements: str) -> None:
    """Run statements on a closed database."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def refusal(path: Path, *, create: bool = False) -> StoreError:
    """Open and return the refusal, whose sentence and way out must be complete."""
    with pytest.raises(StoreError) as caught:
        open_store(path, create=create)
    message = caught.value.message
    assert message.text.endswith(".") and message.way_out.endswith(".")
    assert message.text.count("{") == message.way_out.count("{") == 0
    return caught.value


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder: a refusal must change none and add none."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


# --- what may lie at the place --------------------------------------------------------------------


def nothing(path: Path) -> None:
    """Leave the place empty."""


def no_folder(path: Path) -> None:
    path.parent.rmdir()


def a_file_as_folder(path: Path) -> None:
    path.parent.rmdir()
    path.parent.write_bytes(b"a file")


def a_folder(path: Path) -> None:
    path.mkdir()


def an_empty_file(path: Path) -> None:
    path.touch()


def a_text_file(path: Path) -> None:
    path.write_bytes(b"Day khong phai co so du lieu. " * 100)


def a_short_file(path: Path) -> None:
    path.write_bytes(b"SQL")


def a_foreign_database(path: Path) -> None:
    raw(path, "CREATE TABLE t (x)", "INSERT INTO t VALUES (1)")


def a_foreign_database_with_our_version(path: Path) -> None:
    raw(path, "PRAGMA user_version = 1", "CREATE TABLE meta (key, value, hash)")


def a_database_without_version(path: Path) -> None:
    raw(path, "PRAGMA application_id = 0x43445331", "CREATE TABLE t (x)")


def an_orphan_log(path: Path) -> None:
    path.with_name(f"{path.name}-wal").write_bytes(b"x" * 4152)


def an_orphan_journal(path: Path) -> None:
    path.with_name(f"{path.name}-journal").write_bytes(b"x" * 512)


def a_link(path: Path) -> None:
    new_store(path.parent).close()
    path.rename(path.with_name("real.db"))
    path.symlink_to("real.db")


def a_dangling_link(path: Path) -> None:
    path.symlink_to("nowhere.db")


def a_second_name(path: Path) -> None:
    new_store(path.parent).close()
    os.link(path, path.with_name("other.db"))


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_newer_database(path: Path) -> None:
    new_store(path.parent).close()
    raw(path, "UPDATE meta SET value = '7' WHERE key = 'min_reader'", "PRAGMA user_version = 8")


def a_newer_database_that_says_nothing(path: Path) -> None:
    new_store(path.parent).close()
    raw(path, "DROP TABLE meta", "PRAGMA user_version = 8")


def half_a_database(path: Path) -> None:
    new_store(path.parent).close()
    path.write_bytes(path.read_bytes()[: 4096 * 3 + 100])


def a_database_without_its_head(path: Path) -> None:
    new_store(path.parent).close()
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])


Prepare = Callable[[Path], None]
BAD_PLACES = [
    pytest.param(nothing, "store_missing", id="no file"),
    pytest.param(no_folder, "store_folder_missing", id="no folder"),
    pytest.param(a_file_as_folder, "store_folder_missing", id="a file as folder"),
    pytest.param(a_folder, "store_is_folder", id="a folder"),
    pytest.param(an_empty_file, "store_empty_file", id="0 bytes"),
    pytest.param(a_text_file, "store_not_ours", id="a text file"),
    pytest.param(a_short_file, "store_not_ours", id="3 bytes"),
    pytest.param(a_foreign_database, "store_not_ours", id="another program's database"),
    pytest.param(
        a_foreign_database_with_our_version, "store_not_ours", id="a lookalike of another program"
    ),
    pytest.param(a_database_without_version, "store_damaged", id="ours without a version"),
    pytest.param(an_orphan_log, "store_orphan_log", id="a log without database"),
    pytest.param(an_orphan_journal, "store_orphan_log", id="a journal without database"),
    pytest.param(a_link, "store_is_link", id="a symbolic link", marks=posix_only),
    pytest.param(a_dangling_link, "store_is_link", id="a dangling link", marks=posix_only),
    pytest.param(a_second_name, "store_has_hard_links", id="a second name", marks=posix_only),
    pytest.param(a_pipe, "store_not_ours", id="a pipe", marks=posix_only),
    pytest.param(a_newer_database, "store_newer", id="a newer database"),
    pytest.param(a_newer_database_that_says_nothing, "store_newer", id="a quite other database"),
    pytest.param(half_a_database, "store_damaged", id="half a database"),
    pytest.param(a_database_without_its_head, "store_not_ours", id="a database without its head"),
]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return where the database would be: in a folder of its own."""
    (tmp_path / "data").mkdir()
    return tmp_path / "data" / "cds.db"


@pytest.mark.parametrize(("prepare", "code"), BAD_PLACES)
def test_a_bad_place_is_refused_with_its_own_code_and_left_alone(
    place: Path, prepare: Prepare, code: str
) -> None:
    prepare(place)
    before = contents(place.parent) if place.parent.is_dir() else {}
    assert refusal(place).code == code
    assert (contents(place.parent) if place.parent.is_dir() else {}) == before


@pytest.mark.parametrize(("prepare", "code"), BAD_PLACES[1:])
def test_a_bad_place_gets_no_new_database_either(place: Path, prepare: Prepare, code: str) -> None:
    prepare(place)
    before = contents(place.parent) if place.parent.is_dir() else {}
    assert refusal(place, create=True).code == code
    assert (contents(place.parent) if place.parent.is_dir() else {}) == before


@posix_only
def test_a_socket_is_no_database(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place.parent)  # a socket's path must be short
    with closing(socket.socket(socket.AF_UNIX)) as listener:
        listener.bind("cds.db")
        assert refusal(place).code == "store_not_ours"


# --- rights ---------------------------------------------------------------------------------------

OPENER = """
import os, sys
from pathlib import Path
from cds_desktop.errors import StoreError
from cds_desktop.store.database import open_store
if sys.argv[3:] == ["ordinary"] and os.geteuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    open_store(Path(sys.argv[1]), create=sys.argv[2] == "create")
except StoreError as error:
    print(error.code)
"""


def run_elsewhere(program: str, *arguments: str) -> str:
    """Run a small program in another process and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def open_as_ordinary_user(path: Path, mode: str) -> str:
    """Open in a process that may not do everything, also where the tests run as root."""
    return run_elsewhere(OPENER, str(path), mode, "ordinary")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Return a folder that every user can reach (pytest's own are the owner's alone)."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        new_store(folder).close()
        folder.joinpath("cds.db").chmod(0o666)
        yield folder
        folder.chmod(0o777)


@posix_only
def test_an_ordinary_user_can_open_what_he_may_write(open_folder: Path) -> None:
    assert open_as_ordinary_user(open_folder / "cds.db", "open") == ""


@posix_only
def test_a_read_only_file_is_refused(open_folder: Path) -> None:
    (open_folder / "cds.db").chmod(0o444)
    assert open_as_ordinary_user(open_folder / "cds.db", "open") == "store_read_only"


@posix_only
def test_a_read_only_folder_is_refused(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    assert open_as_ordinary_user(open_folder / "cds.db", "open") == "store_read_only"
    assert open_as_ordinary_user(open_folder / "new.db", "create") == "store_read_only"


@posix_only
def test_a_file_that_may_not_be_read_is_refused(open_folder: Path) -> None:
    (open_folder / "cds.db").chmod(0o000)
    assert open_as_ordinary_user(open_folder / "cds.db", "open") == "store_read_only"


@posix_only
def test_a_new_database_is_its_owners_alone(tmp_path: Path) -> None:
    new_store(tmp_path).close()
    assert (tmp_path / "cds.db").stat().st_mode & 0o777 == 0o600


# --- locking --------------------------------------------------------------------------------------

INTRUDER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=0)
try:
    connection.execute(sys.argv[2])
except sqlite3.OperationalError as error:
    print(error)
"""


def test_a_second_process_is_refused_until_the_first_closes(store: Store) -> None:
    assert run_elsewhere(OPENER, str(store.path), "open") == "store_locked_by"
    save(store, an_answer("after the intruder"))
    store.close()
    assert run_elsewhere(OPENER, str(store.path), "open") == ""


def test_a_second_opening_in_the_same_process_is_refused_too(store: Store) -> None:
    assert refusal(store.path).code == "store_locked_by"
    assert run_elsewhere(OPENER, str(store.path), "open") == "store_locked_by"


@pytest.mark.parametrize("sql", ["SELECT * FROM meta", "UPDATE meta SET value = 'x'"])
def test_another_program_can_neither_read_nor_write(store: Store, sql: str) -> None:
    assert "locked" in run_elsewhere(INTRUDER, str(store.path), sql)


def test_the_lock_holds_before_the_first_edit(tmp_path: Path) -> None:
    new_store(tmp_path).close()
    store = open_store(tmp_path / "cds.db")
    assert "locked" in run_elsewhere(INTRUDER, str(store.path), "SELECT * FROM meta")
    store.close()


# --- the open database ----------------------------------------------------------------------------

PRAGMAS = [
    ("PRAGMA locking_mode", "exclusive"),
    ("PRAGMA journal_mode", "wal"),
    ("PRAGMA synchronous", 3),
    ("PRAGMA foreign_keys", 1),
    ("PRAGMA recursive_triggers", 1),
    ("PRAGMA trusted_schema", 0),
    ("PRAGMA cell_size_check", 1),
    ("PRAGMA temp_store", 2),
    ("PRAGMA secure_delete", 2),
    ("PRAGMA wal_autocheckpoint", 1000),
    ("PRAGMA application_id", APPLICATION_ID),
    ("PRAGMA user_version", SCHEMA_VERSION),
]


@pytest.mark.parametrize(("pragma", "value"), PRAGMAS, ids=[pragma for pragma, _ in PRAGMAS])
def test_an_open_database_has_every_setting(store: Store, pragma: str, value: object) -> None:
    assert store.select(pragma) == [(value,)]


def test_a_reopened_database_has_the_same_settings(tmp_path: Path) -> None:
    new_store(tmp_path).close()
    store = open_store(tmp_path / "cds.db")
    assert {pragma: store.select(pragma)[0][0] for pragma, _ in PRAGMAS} == dict(PRAGMAS)
    assert store.notes == ()
    store.close()


def test_no_shared_memory_file_is_ever_made(store: Store) -> None:
    save(store, an_answer("x"))
    names = {path.name for path in store.path.parent.iterdir()}
    assert names == {"cds.db", "cds.db-wal", "cds.db.dang-mo"}


def test_a_closed_database_is_one_file(tmp_path: Path) -> None:
    a_full_store(tmp_path).close()
    assert [path.name for path in tmp_path.iterdir()] == ["cds.db"]


def test_another_database_cannot_be_attached(store: Store, tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError, match="too many attached"):
        store.connection.execute("ATTACH ? AS other", (str(tmp_path / "other.db"),))


def test_a_new_database_knows_who_it_is(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    first = (meta.get(store, "uuid"), meta.get(store, "epoch"))
    store.close()
    assert len(first[0]) == 36 and len(bytes.fromhex(first[1])) == 8
    (tmp_path / "other").mkdir()
    store = new_store(tmp_path / "other")
    assert not {meta.get(store, "uuid"), meta.get(store, "epoch")} & set(first)
    store.close()


def test_create_opens_what_is_there(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    save(store, an_answer("kept"))
    store.close()
    store = open_store(tmp_path / "cds.db", create=True)
    assert saved(store) == an_answer("kept")
    store.close()


def test_a_failed_creation_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(store: Store, version: int) -> None:
        raise StoreError("store_disk_full", path="-")

    monkeypatch.setattr(database, "upgrade", fail)
    assert refusal(tmp_path / "cds.db", create=True).code == "store_disk_full"
    assert list(tmp_path.iterdir()) == []


def test_a_refused_opening_lets_go_of_the_file(tmp_path: Path) -> None:
    a_newer_database(tmp_path / "cds.db")
    refusal(tmp_path / "cds.db")
    assert run_elsewhere(INTRUDER, str(tmp_path / "cds.db"), "PRAGMA user_version = 1") == ""


def test_a_newer_database_that_we_may_read_opens_read_only(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    save(store, an_answer("kept"))
    store.close()
    raw(tmp_path / "cds.db", f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = (tmp_path / "cds.db").read_bytes()
    store = open_store(tmp_path / "cds.db")
    assert store.is_read_only and saved(store) == an_answer("kept")
    with pytest.raises(StoreError) as caught:
        save(store, an_answer("changed"))
    assert caught.value.code == "store_newer_read_only"
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        store.connection.execute("DELETE FROM meta")
    store.close()
    assert (tmp_path / "cds.db").read_bytes() == before


def test_a_log_left_by_a_crash_is_taken_in(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    save(store, an_answer("only in the log"))
    files = contents(tmp_path)
    store.close()
    (tmp_path / "copy").mkdir()
    for name, data in files.items():
        (tmp_path / "copy" / name).write_bytes(data)
    assert "cds.db-wal" in files
    store = open_store(tmp_path / "copy" / "cds.db")
    assert saved(store) == an_answer("only in the log")
    store.close()


def test_a_full_disk_still_lets_us_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = new_store(tmp_path)
    save(store, an_answer("kept"))
    store.close()

    def refuse(store: Store, key: str, value: str) -> None:
        raise StoreError("store_disk_full", path="-")

    monkeypatch.setattr(meta, "put", refuse)
    store = open_store(tmp_path / "cds.db")
    assert store.notes == ("store_disk_full",) and saved(store) == an_answer("kept")
    store.close()
