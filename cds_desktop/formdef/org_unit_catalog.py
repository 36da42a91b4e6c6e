"""The administrative units that ship with the program, old and new, and the search by name."""

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from cds_desktop import paths
from cds_desktop.errors import FormDefinitionError
from cds_desktop.model.org_unit import Level, OrgUnit
from cds_desktop.vietnamese import search_key, sort_key

_COLUMNS = ["code", "name", "level", "parent", "opening_date", "closed_date", "successors"]
_KINDS = ("Tỉnh", "Thành phố", "Thị xã", "Huyện", "Thị trấn", "Phường", "Xã")


def load_org_units(path: Path = paths.RESOURCES / "org_units.csv") -> tuple[OrgUnit, ...]:
    """Return every unit of the catalogue (resources/README.md), in administrative order."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FormDefinitionError("org_units_broken", file=path.name, line=1) from error
    header, *rows = csv.reader(text.splitlines()) if text else [[]]
    if header != _COLUMNS:
        raise FormDefinitionError("org_units_broken", file=path.name, line=1)
    return tuple(_unit(row, line, path) for line, row in enumerate(rows, start=2) if row)


def search(units: Iterable[OrgUnit], text: str) -> list[OrgUnit]:
    """Return the units whose name holds `text`, tone marks and case aside, or whose code begins so.

    The very code comes first; then names that begin with it, then those with a word that does,
    then the rest; within each, Vietnamese order. An empty text finds all.
    """
    wanted = search_key(text)
    ranked = [(_rank(unit, wanted), unit) for unit in units]
    found = [(rank, unit) for rank, unit in ranked if rank is not None]
    return [unit for _, unit in sorted(found, key=lambda pair: (pair[0], *_order(pair[1])))]


def short_name(unit: OrgUnit) -> str:
    """Return the name without the kind of unit before it: "Huyện Tháp Mười" -> "Tháp Mười"."""
    kind = next((kind for kind in _KINDS if unit.name.startswith(f"{kind} ")), "")
    return unit.name.removeprefix(kind).strip()


def _rank(unit: OrgUnit, wanted: str) -> int | None:
    name, short = search_key(unit.name), search_key(short_name(unit))
    if unit.code == wanted:
        return -1
    if short.startswith(wanted) or unit.code.startswith(wanted):
        return 0
    if name.startswith(wanted):
        return 1
    if f" {wanted}" in name:
        return 2
    return 3 if wanted in name else None


def _order(unit: OrgUnit) -> tuple[object, ...]:
    return sort_key(short_name(unit)), sort_key(unit.name), unit.code, unit.opening_date


def _unit(row: list[str], line: int, path: Path) -> OrgUnit:
    try:
        code, name, level, parent, opening_date, closed_date, successors = row
        return OrgUnit(
            code=code,
            name=name,
            level=Level(level),
            parent=parent,
            opening_date=date.fromisoformat(opening_date),
            closed_date=date.fromisoformat(closed_date) if closed_date else None,
            successors=tuple(successors.split()),
        )
    except ValueError as error:
        raise FormDefinitionError("org_units_broken", file=path.name, line=line) from error
