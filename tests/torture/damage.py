"""D1 to D5: a changed, cut, swapped or lost file is noticed at once, and recovered without loss.

`part`: flips (one bit), figures (a digit of a stored one), pages (bytes overwritten, pages zeroed,
swapped, taken from an older state), cuts (truncated, grown, doubled), logs (the log beside the
database cut, changed, deleted), recover (all of these, then the recovery).
"""

import hashlib
import random
import re
import shutil
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cds_desktop.errors import StoreError
from cds_desktop.store import backups, guard, integrity, recovery
from cds_desktop.store.connection import Store
from cds_desktop.store.home import Home, logs_of
from tests.torture import model, tier

_PAGE = 4096
_EDITS = 120
_TABLES = (
    "SELECT key, value FROM meta WHERE key <> 'opened_at' ORDER BY key",
    "SELECT * FROM org_units ORDER BY code",
    "SELECT * FROM submissions ORDER BY id",
    "SELECT * FROM answers ORDER BY submission, area, question, row",
    "SELECT * FROM explanations ORDER BY submission, area, question, row",
    "SELECT * FROM history ORDER BY seq",
    "SELECT * FROM revisions ORDER BY submission, revision",
    "SELECT * FROM revision_answers ORDER BY submission, revision, area, question, row",
    "SELECT * FROM revision_explanations ORDER BY submission, revision, area, question, row",
    "SELECT * FROM outbox ORDER BY bundle_id",
)
_FIGURE = re.compile(rb'(?:figure|"value":")[0-9]+')


@dataclass(slots=True)
class Base:
    """What is damaged again and again: the files, their content, an older state of the database."""

    folder: Path
    files: dict[str, bytes]
    older: bytes
    content: str
    rng: random.Random

    @property
    def database(self) -> bytearray:
        """A fresh copy of the database's bytes."""
        return bytearray(self.files["cds.db"])


Harm = Callable[[Base, int], dict[str, bytes]]
"""Return the files of the n-th damaged home: the name and its new bytes (none: deleted)."""


def work(options: tier.Options, folder: Path, report: tier.Report) -> None:
    """Make `runs` damaged homes and see that each is noticed."""
    base = _base(folder, random.Random(options.seed))
    base_with_log = _base(folder / "live", random.Random(options.seed), is_live=True)
    harms = _HARMS[options.part or "flips"]
    for number in range(options.runs):
        harm = harms[number % len(harms)]
        source = base_with_log if harm in _LOG_HARMS else base
        report.runs += 1
        files = harm(source, number // len(harms))
        if not files:
            continue
        home = _laid_out(folder / "state", source, files, has_backups=options.part == "recover")
        if options.part == "recover":
            fault = _recovery_fault(home, source, report)
        else:
            fault = _noticed_fault(home, source, report)
        if fault:
            report.fault(f"{harm.__name__} {number}: {fault}")
            if options.stop_early:
                return


# --- what is done to the files --------------------------------------------------------------------


def a_bit_flipped(base: Base, _number: int) -> dict[str, bytes]:
    """Change one bit anywhere."""
    data = base.database
    data[base.rng.randrange(len(data))] ^= 1 << base.rng.randrange(8)
    return {"cds.db": bytes(data)}


def a_figure_changed(base: Base, _number: int) -> dict[str, bytes]:
    """Change a digit of a stored figure, in an answer or in the history."""
    data = base.database
    at = base.rng.choice([found.end() - 1 for found in _FIGURE.finditer(data)])
    data[at] = data[at] ^ 1  # a digit becomes its neighbour
    return {"cds.db": bytes(data)}


def bytes_overwritten(base: Base, _number: int) -> dict[str, bytes]:
    """Overwrite 1 to 64 bytes."""
    data = base.database
    size = base.rng.randint(1, 64)
    at = base.rng.randrange(len(data) - size)
    data[at : at + size] = base.rng.randbytes(size)
    return {"cds.db": bytes(data)}


def a_page_zeroed(base: Base, number: int) -> dict[str, bytes]:
    """Lose a page."""
    data = base.database
    at = _PAGE * (number % (len(data) // _PAGE))
    data[at : at + _PAGE] = bytes(_PAGE)
    return {"cds.db": bytes(data)}


def two_pages_swapped(base: Base, _number: int) -> dict[str, bytes]:
    """Write two pages in each other's place."""
    data = base.database
    one, other = (_PAGE * base.rng.randrange(len(data) // _PAGE) for _ in range(2))
    first, second = bytes(data[one : one + _PAGE]), bytes(data[other : other + _PAGE])
    data[one : one + _PAGE], data[other : other + _PAGE] = second, first
    return {"cds.db": bytes(data)}


def a_page_from_before(base: Base, number: int) -> dict[str, bytes]:
    """Keep a page as it was in an older state: a write that the disk lost."""
    data = base.database
    at = _PAGE * (number % (len(base.older) // _PAGE))
    data[at : at + _PAGE] = base.older[at : at + _PAGE]
    return {"cds.db": bytes(data)}


def the_file_from_before(base: Base, number: int) -> dict[str, bytes]:
    """Put the whole file back in an older state."""
    return {"cds.db": base.older} if number == 0 else {}


def cut_off(base: Base, number: int) -> dict[str, bytes]:
    """Cut at every page and every half page."""
    data = base.database
    at = (number * _PAGE // 2) % len(data)
    return {"cds.db": bytes(data[:at])}


def grown(base: Base, number: int) -> dict[str, bytes]:
    """Append zeros, or the file once more; SQLite does not read them: it must do no harm."""
    tail = bytes(_PAGE * (number + 1)) if number < 3 else bytes(base.database)
    return {"cds.db": bytes(base.database) + tail} if number < 4 else {}


def log_cut_off(base: Base, number: int) -> dict[str, bytes]:
    """Cut the log at every frame and within."""
    log = base.files["cds.db-wal"]
    at = (32 + number * (_PAGE + 24) // 3) % len(log)
    return {"cds.db-wal": log[:at]}


def log_flipped(base: Base, _number: int) -> dict[str, bytes]:
    """Change one bit of the log."""
    log = bytearray(base.files["cds.db-wal"])
    log[base.rng.randrange(len(log))] ^= 1 << base.rng.randrange(8)
    return {"cds.db-wal": bytes(log)}


def log_deleted(_base: Base, number: int) -> dict[str, bytes]:
    """Lose the log."""
    return {"cds.db-wal": b""} if number == 0 else {}


def log_foreign(base: Base, number: int) -> dict[str, bytes]:
    """Put noise in the place of the log."""
    return {"cds.db-wal": base.rng.randbytes(40_000)} if number < 5 else {}


_LOG_HARMS = (log_cut_off, log_flipped, log_deleted, log_foreign)
_PAGE_HARMS = (bytes_overwritten, a_page_zeroed, two_pages_swapped, a_page_from_before)
_HARMS: dict[str, tuple[Harm, ...]] = {
    "flips": (a_bit_flipped,),
    "figures": (a_figure_changed,),
    "pages": (*_PAGE_HARMS, the_file_from_before),
    "cuts": (cut_off, cut_off, cut_off, grown),
    "logs": _LOG_HARMS,
    "recover": (a_bit_flipped, *_PAGE_HARMS, the_file_from_before, cut_off, *_LOG_HARMS),
}

# --- what must follow -----------------------------------------------------------------------------


def _noticed_fault(home: Home, base: Base, report: tier.Report) -> str:
    """Open as the program does: it is refused, reported by the check, or nothing has changed."""
    try:
        store = guard.open_guarded(home)
    except StoreError as error:
        report.count(error.code)
        return ""
    try:
        if not integrity.check(store).is_sound:
            report.count("found by the check")
            return ""
        report.count("harmless")
        return "" if _content(store) == base.content else "changed without a word"
    finally:
        store.close()


def _recovery_fault(home: Home, base: Base, report: tier.Report) -> str:
    """Recover with the spill log at hand: nothing is missing, the damaged files are kept."""
    files = [path for path in (home.database, *logs_of(home.database)) if path.exists()]
    before = {path.name: path.read_bytes() for path in files}
    try:
        result = recovery.recover(home)
    except StoreError as error:
        return f"no recovery: {error.code}"
    report.count(f"from {result.source}")
    kept = {path.name: path.read_bytes() for path in result.incident.iterdir()}
    if any(kept.get(name) != data for name, data in before.items()):
        return "the damaged files were not kept as they were"
    return model.reopened_fault(home, {_EDITS})


# --- the files that are damaged -------------------------------------------------------------------


def _base(folder: Path, rng: random.Random, *, is_live: bool = False) -> Base:
    """Make a worked-in home with a backup in the middle; live: as a killed program leaves it."""
    home = model.folder_of(folder / "base")
    model.create(home)
    store = guard.open_guarded(home)
    older = b""
    for number in range(1, _EDITS + 1):
        model.edit(store, number)
        if number == _EDITS // 2:
            model.freeze(store)
            backups.make(store, home.backups, reason="manual")
            guard.close_guarded(store, home)
            older = home.database.read_bytes()
            store = guard.open_guarded(home)
    content = _content(store)
    if not is_live:
        guard.close_guarded(store, home)
    copy = folder / "copied"
    shutil.copytree(home.root, copy)
    if is_live:
        store.close()
    names = ("cds.db", "cds.db-wal")
    files = {name: (copy / name).read_bytes() for name in names if (copy / name).exists()}
    return Base(copy, files, older, content, rng)


def _laid_out(place: Path, base: Base, files: dict[str, bytes], *, has_backups: bool) -> Home:
    """Lay out a home with its damaged files, and with backups where they are read."""
    left_out = () if has_backups else ("backups",)
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(base.folder, place, ignore=shutil.ignore_patterns(*left_out))
    for name, data in files.items():
        if data:
            (place / name).write_bytes(data)
        else:
            (place / name).unlink()
    return Home(place)


def _content(store: Store) -> str:
    digest = hashlib.sha256()
    for sql in _TABLES:
        try:
            digest.update(repr(store.select(sql)).encode())
        except sqlite3.OperationalError:
            digest.update(b"no such table")
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(tier.main("damage", work))
