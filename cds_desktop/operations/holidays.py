"""The public holidays, as data: a file of the workspace, else the one that ships."""

import csv
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from cds_desktop import paths
from cds_desktop.errors import InputError

_FILE = "holidays.csv"
_COLUMNS = ["day", "name", "basis"]
_YEARLY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


@dataclass(frozen=True, slots=True)
class Holidays:
    """The days on which offices are closed, besides weekends."""

    yearly: frozenset[tuple[int, int]]
    days: frozenset[date]

    def has(self, day: date) -> bool:
        """Say whether `day` is a holiday."""
        return day in self.days or (day.month, day.day) in self.yearly


def holidays_of(root: Path) -> Holidays:
    """Return the holidays that hold in a workspace; raises InputError `holidays_broken`."""
    own = root / _FILE
    return read_holidays(own) if own.is_file() else shipped_holidays()


@lru_cache(maxsize=1)
def shipped_holidays() -> Holidays:
    """Return the holidays that ship with the program (resources/README.md)."""
    return read_holidays(paths.RESOURCES / _FILE)


def read_holidays(path: Path) -> Holidays:
    """Read a list of holidays; raises InputError `holidays_broken` with the line."""
    yearly: set[tuple[int, int]] = set()
    days: set[date] = set()
    for line, row in enumerate(_rows(path), start=1):
        if line == 1 and row == _COLUMNS:
            continue
        if line == 1 or len(row) != len(_COLUMNS):
            raise _broken(path, line, ",".join(row))
        if found := _YEARLY.fullmatch(row[0].strip()):
            yearly.add((int(found.group(1)), int(found.group(2))))
        else:
            days.add(_day(path, line, row[0]))
    return Holidays(frozenset(yearly), frozenset(days))


def _rows(path: Path) -> list[list[str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise _broken(path, 1, "") from error
    return [row for row in csv.reader(text.splitlines()) if row]


def _day(path: Path, line: int, text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise _broken(path, line, text) from error


def _broken(path: Path, line: int, found: str) -> InputError:
    return InputError("holidays_broken", file=path.name, line=line, found=found[:60])
