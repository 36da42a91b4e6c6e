"""The spill log: complete, ordered, torn lines left out, branches told apart."""

from decimal import Decimal
from pathlib import Path

import pytest

from cds_desktop.store import guard, spill_log
from cds_desktop.store.connection import Store
from cds_desktop.store.history import NOWHERE, head
from cds_desktop.store.home import Home
from cds_desktop.store.spill_log import Base, Transaction
from tests.unit.store.making import a_submission, an_answer, save, submissions


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """The home of a database with one empty report, closed."""
    home = Home(tmp_path)
    store = guard.open_guarded(home, create=True)
    submissions.create_submission(store, a_submission())
    guard.close_guarded(store, home)
    return home


def edit(store: Store, *numbers: int) -> None:
    """Save one figure after the other."""
    for number in numbers:
        save(store, an_answer(Decimal(number)))


def log_file(home: Home) -> Path:
    """Return the one file of the log."""
    [file] = home.edits.glob("edits-*.log")
    return file


def transactions(home: Home) -> list[Transaction]:
    """Return what the log holds but its bases."""
    return [entry for entry in spill_log.read(home.edits) if isinstance(entry, Transaction)]


def test_every_commit_is_one_transaction_of_the_log(home: Home) -> None:
    store = guard.open_guarded(home)
    edit(store, 1, 2)
    save(
        store,
        an_answer(Decimal(3)),
        an_answer(None, key=an_answer().key._replace(row="r0001"), raw="x"),
    )
    end = head(store)
    guard.close_guarded(store, home)
    assert [len(one.changes) for one in transactions(home)] == [1, 1, 1, 2]
    assert transactions(home)[-1].head == end


def test_what_was_rolled_back_is_not_in_the_log(home: Home) -> None:
    store = guard.open_guarded(home)
    with pytest.raises(RuntimeError), store.atomic():
        edit(store, 1)
        raise RuntimeError
    edit(store, 2)
    guard.close_guarded(store, home)
    assert len(transactions(home)) == 2


def test_the_last_line_is_where_the_history_ends(home: Home) -> None:
    store = guard.open_guarded(home)
    edit(store, *range(30))
    end = spill_log.tail(home.edits)
    assert end is not None and end.head == head(store)
    guard.close_guarded(store, home)


@pytest.mark.parametrize("cut", [2, 5, 300])
def test_a_torn_line_is_left_out_and_the_log_goes_on_after_it(home: Home, cut: int) -> None:
    store = guard.open_guarded(home)
    edit(store, 1, 2)
    guard.close_guarded(store, home)
    data = log_file(home).read_bytes()
    log_file(home).write_bytes(data[:-cut])
    store = guard.open_guarded(home)
    assert "backup_due" in store.notes
    edit(store, 3)
    guard.close_guarded(store, home)
    assert isinstance(spill_log.read(home.edits)[-2], Base)
    assert transactions(home)[-1].head.seq == 4


def test_a_changed_line_is_left_out(home: Home) -> None:
    store = guard.open_guarded(home)
    edit(store, 1, 2)
    guard.close_guarded(store, home)
    lines = log_file(home).read_bytes().split(b"\n")
    lines[-3] = lines[-3].replace(b"hs_tiep_nhan", b"hs_tiep_nham")
    log_file(home).write_bytes(b"\n".join(lines))
    assert len(transactions(home)) == 2


def test_half_a_transaction_never_counts(home: Home) -> None:
    store = guard.open_guarded(home)
    keys = [an_answer().key._replace(row=f"r{n:04d}") for n in range(3)]
    save(store, *(an_answer(Decimal(1), key=key) for key in keys))
    guard.close_guarded(store, home)
    lines = log_file(home).read_bytes().splitlines(keepends=True)
    log_file(home).write_bytes(b"".join(lines[:-1]))
    assert len(transactions(home)) == 1


def test_the_path_follows_the_branch_that_was_written_last(home: Home) -> None:
    store = guard.open_guarded(home)
    edit(store, 1)
    fork = head(store)
    edit(store, 2, 3)
    guard.close_guarded(store, home)
    log = spill_log.read(home.edits)
    assert len(list(spill_log.path_from(fork, log))) == 2
    base = Base(99, fork)
    assert list(spill_log.path_from(fork, [*log, base])) == []
    again = Transaction(100, transactions(home)[2].changes)
    assert list(spill_log.path_from(fork, [*log, base, again])) == [again, transactions(home)[3]]


def test_an_unknown_place_has_no_path(home: Home) -> None:
    assert list(spill_log.path_from(NOWHERE, spill_log.read(home.edits))) == []


def test_a_log_that_cannot_be_written_stops_no_save(home: Home) -> None:
    log_file(home).unlink()
    home.edits.rmdir()
    home.edits.write_bytes(b"a file where the folder was")
    store = guard.open_guarded(home)
    assert "spill_log_unwritable" in store.notes
    edit(store, 1)
    guard.close_guarded(store, home)


def test_old_files_go_when_backups_have_what_they_hold(home: Home) -> None:
    store = guard.open_guarded(home)
    edit(store, 1, 2)
    guard.close_guarded(store, home)
    log_file(home).rename(home.edits / "edits-202001.log")
    store = guard.open_guarded(home)
    edit(store, 3)
    guard.close_guarded(store, home)
    spill_log.prune(home.edits, up_to=2)
    assert len(list(home.edits.iterdir())) == 2
    spill_log.prune(home.edits, up_to=3)
    assert "edits-202001.log" not in {path.name for path in home.edits.iterdir()}


def test_files_are_ordered_by_their_lines_not_by_their_months(home: Home) -> None:
    store = guard.open_guarded(home)
    edit(store, 1)
    guard.close_guarded(store, home)
    log_file(home).rename(home.edits / "edits-299912.log")
    store = guard.open_guarded(home)
    edit(store, 2)
    end = spill_log.tail(home.edits)
    assert end is not None and end.head == head(store)
    guard.close_guarded(store, home)
    assert [one.head.seq for one in transactions(home)] == [1, 2, 3]
