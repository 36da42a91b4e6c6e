"""T1, T2, C11: many openers at once, a clock that is wrong, places where no database may lie.

`part`: together (processes that open at the same moment), clocks (years off, jumping), places.
"""

import os
import random
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from unittest import mock

from cds_desktop.errors import StoreError
from cds_desktop.store import backups, guard, history, recovery
from cds_desktop.store.home import Home
from tests.torture import model, tier

_TOGETHER, _PATIENCE = 8, 5
_HELD, _TOLD, _NAMELESS, _WRONG = 10, 11, 12, 13
_REFUSALS = {"store_locked_by": _TOLD, "store_locked": _NAMELESS}


def work(options: tier.Options, folder: Path, report: tier.Report) -> None:
    """Try `runs` rounds of one part."""
    rng = random.Random(options.seed)
    parts: dict[str, Callable[[Path, random.Random, tier.Report], str]] = {
        "together": _together,
        "clocks": _clocks,
        "places": _places,
    }
    for number in range(options.runs):
        report.runs += 1
        fault = parts[options.part or "together"](folder / str(number), rng, report)
        if fault:
            report.fault(f"round {number}: {fault}")
            if options.stop_early:
                return


def _together(folder: Path, rng: random.Random, report: tier.Report) -> str:
    """Start several openers at one moment: one holds the database, the others are told who."""
    home = model.folder_of(folder)
    model.create(home)
    starting, start = os.pipe()
    ending, end = os.pipe()
    children = [_opener(home, starting, ending, (start, end)) for _ in range(_TOGETHER)]
    os.close(starting)
    os.close(ending)
    os.close(start)  # every child's read returns
    pending = set(children)
    ends: list[int] = []
    deadline = time.monotonic() + _PATIENCE
    while len(pending) > 1 and time.monotonic() < deadline:
        child, status = os.waitpid(-1, os.WNOHANG)
        if child == 0:
            time.sleep(0.005)
            continue
        pending.discard(child)
        ends.append(os.waitstatus_to_exitcode(status))
    os.close(end)  # the holder may go
    ends += [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in pending]
    report.count("told who", ends.count(_TOLD))
    report.count("told only that", ends.count(_NAMELESS))
    if ends.count(_HELD) != 1 or set(ends) - {_HELD, _TOLD, _NAMELESS}:
        return f"ends of the openers: {sorted(ends)}"
    if ends.count(_NAMELESS) > 0:
        return "an opener was not told who has it"
    return model.reopened_fault(home, {1})


def _opener(home: Home, starting: int, ending: int, others: tuple[int, int]) -> int:
    child = os.fork()
    if child:
        return child
    for descriptor in others:
        os.close(descriptor)
    os.read(starting, 1)
    try:
        store = guard.open_guarded(home)
        model.edit(store, 1)
        os.read(ending, 1)
        guard.close_guarded(store, home)
        os._exit(_HELD)
    except StoreError as error:
        os._exit(_REFUSALS.get(error.code, _WRONG))


def _clocks(folder: Path, rng: random.Random, report: tier.Report) -> str:
    """Work under clocks years off and jumping; what is stored must be what a true clock stores."""
    home = model.folder_of(folder)
    model.create(home)
    number = 0
    for _ in range(6):
        years = rng.choice((-10, -3, 0, 10, 7900))
        report.count("clocks")
        with mock.patch.object(history, "datetime", _clock(years, rng)):
            store = guard.open_guarded(home)
            for _ in range(8):
                number += 1
                model.edit(store, number)
            with mock.patch.object(backups, "datetime", _clock(years, rng)):
                backups.make(store, home.backups, reason="manual")
                backups.rotate(home.backups)
            guard.close_guarded(store, home)
    if fault := model.reopened_fault(home, {number}):
        return fault
    newest = backups.newest_good([home.backups])
    if newest is None or newest.number != 6:
        return "the newest backup is not the last one made"
    home.database.write_bytes(b"")
    recovery.recover(home)
    return model.reopened_fault(home, {number})


def _clock(years: int, rng: random.Random) -> type[datetime]:
    """Return a clock that is years off and goes forwards and backwards."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            true = datetime(2023, 10, 1) + timedelta(seconds=rng.randint(-90_000, 90_000))
            return true.replace(year=min(9998, true.year + years))

    return Clock


def _places(folder: Path, rng: random.Random, report: tier.Report) -> str:
    """Put something else in the database's place: a sentence, and nothing is made or changed."""
    for name, spoil in _SPOILED.items():
        home = model.folder_of(folder / name)
        model.create(home)
        spoil(home)
        before = {path.name for path in home.root.rglob("*")}
        try:
            guard.open_guarded(home).close()
            return f"{name}: opened"
        except StoreError as error:
            report.count(error.code)
            if not error.message.way_out:
                return f"{name}: no way out is told"
        made = {path.name for path in home.root.rglob("*")} - before
        if made:
            return f"{name}: made {made}"
    return ""


def _replace(home: Home, data: bytes) -> None:
    home.database.write_bytes(data)


def _as_folder(home: Home) -> None:
    home.database.unlink()
    home.database.mkdir()


def _as_link(home: Home) -> None:
    home.database.rename(home.root / "other.db")
    home.database.symlink_to("other.db")


def _as_hard_link(home: Home) -> None:
    os.link(home.database, home.root / "other.db")


def _orphan_log(home: Home) -> None:
    home.database.unlink()
    Path(f"{home.database}-wal").write_bytes(b"x" * 5000)


def _other_database(home: Home) -> None:
    other = model.folder_of(home.root / "other")
    model.create(other)
    _replace(home, other.database.read_bytes())


_SPOILED: dict[str, Callable[[Home], None]] = {
    "missing": lambda home: home.database.unlink(),
    "empty": lambda home: _replace(home, b""),
    "text": lambda home: _replace(home, b"Khong phai co so du lieu. " * 200),
    "folder": _as_folder,
    "link": _as_link,
    "hard link": _as_hard_link,
    "orphan log": _orphan_log,
    "other database": _other_database,
}

if __name__ == "__main__":
    sys.exit(tier.main("openers", work))
