"""The 12 districts and 143 communes of 09/2023, with the weight of each in the province."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache

from cds_desktop import paths
from tests.synthetic.apportion import noise
from tests.synthetic.published import ANCHOR

DISTRICTS = tuple(str(code) for code in range(866, 878))
"""The codes of the 12 districts, in administrative order."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it was in 09/2023."""

    code: str
    name: str
    parent: str


@cache
def district(code: str) -> Unit:
    """Return one of DISTRICTS; KeyError for any other code."""
    return {unit.code: unit for unit in _units("district")}[code]


@cache
def communes() -> tuple[Unit, ...]:
    """Return the 143 communes, by code."""
    return tuple(unit for unit in _units("commune") if unit.parent in DISTRICTS)


@cache
def areas(district_code: str) -> tuple[str, ...]:
    """Return the codes of a district's communes in 09/2023, in administrative order."""
    return tuple(unit.code for unit in communes() if unit.parent == district_code)


def size(commune: Unit) -> int:
    """Return a commune's weight by people: wards are denser, every one differs."""
    base = 135 if commune.name.startswith(("Phường", "Thị trấn")) else 100
    return base * noise(70, 130, "size", commune.code)


def name_in_text(unit: Unit) -> str:
    """Return a district's name as sentences print it: "huyện Tháp Mười"."""
    return unit.name[:1].lower() + unit.name[1:]


def _units(level: str) -> tuple[Unit, ...]:
    path = paths.RESOURCES / "org_units.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = [line for line in csv.DictReader(file) if line["level"] == level]
    open_ones = [line for line in lines if _is_open(line)]
    units = (Unit(line["code"], line["name"], line["parent"]) for line in open_ones)
    return tuple(sorted(units, key=lambda unit: unit.code))


def _is_open(line: dict[str, str]) -> bool:
    closed = line["closed_date"]
    is_closed = bool(closed) and date.fromisoformat(closed) <= ANCHOR.end_date
    return date.fromisoformat(line["opening_date"]) <= ANCHOR.end_date and not is_closed
