"""The units as they were and are; a unit is found by its code and a day (đơn vị)."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from cds_desktop.model.org_unit import Level, OrgUnit
from cds_desktop.store.chain import Column, row_hash
from cds_desktop.store.connection import Store
from cds_desktop.store.encoding import NOTHING, plain_json
from cds_desktop.store.history import Change, Deed, record

UPSERT_ORG_UNIT = (
    "INSERT INTO org_units"
    " (code, opening_date, name, level, parent, closed_date, successors, hash)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (code, opening_date) DO UPDATE SET"
    " name = excluded.name, level = excluded.level, parent = excluded.parent,"
    " closed_date = excluded.closed_date, successors = excluded.successors,"
    " hash = excluded.hash"
)

_SELECT = "SELECT code, opening_date, name, level, parent, closed_date, successors FROM org_units"
_ONE = _SELECT + " WHERE code = ? AND opening_date = ?"
_ON_A_DAY = (
    _SELECT
    + " WHERE code = ? AND opening_date <= ? AND (closed_date IS NULL OR closed_date > ?)"
    + " ORDER BY opening_date DESC"
)
_CHILDREN = (
    _SELECT
    + " WHERE parent = ? AND opening_date <= ? AND (closed_date IS NULL OR closed_date > ?)"
    + " ORDER BY code"
)


def save_org_units(store: Store, org_units: Iterable[OrgUnit]) -> None:
    """Store units; one that is there already (same code and opening date) is brought up to date."""
    with store.atomic():
        changed = [unit for unit in org_units if unit != _stored(store, unit)]
        if changed:
            changes = [_save(store, unit) for unit in changed]
            record(store, None, changes, Deed("", "import"))


def org_unit(store: Store, code: str, on: date) -> OrgUnit | None:
    """Return the unit that had this code on that day."""
    rows = store.select(_ON_A_DAY, (code, on.isoformat(), on.isoformat()))
    return next(iter(store.decoded(_decoded, rows)), None)


def children(store: Store, parent_code: str, on: date) -> tuple[OrgUnit, ...]:
    """Return the units directly below a unit on that day, by code."""
    rows = store.select(_CHILDREN, (parent_code, on.isoformat(), on.isoformat()))
    return tuple(store.decoded(_decoded, rows))


def _stored(store: Store, unit: OrgUnit) -> OrgUnit | None:
    rows = store.select(_ONE, (unit.code, unit.opening_date.isoformat()))
    return next(iter(store.decoded(_decoded, rows)), None)


def _save(store: Store, unit: OrgUnit) -> Change:
    columns = _encoded(unit)
    former = store.select_one(
        "SELECT name, hash FROM org_units WHERE code = ? AND opening_date = ?", columns[:2]
    )
    new_hash = row_hash(columns)
    store.execute(UPSERT_ORG_UNIT, (*columns, new_hash))
    return Change(
        "org_units",
        old=plain_json(code=unit.code, name=former[0]) if former else NOTHING,
        new=plain_json(code=unit.code, name=unit.name),
        old_hash=former[1] if former else b"",
        new_hash=new_hash,
        stored=(("org_units", (*columns, new_hash)),),
    )


def _encoded(unit: OrgUnit) -> tuple[Column, ...]:
    closed = unit.closed_date.isoformat() if unit.closed_date else None
    successors = json.dumps(unit.successors)
    opened = unit.opening_date.isoformat()
    return (unit.code, opened, unit.name, str(unit.level), unit.parent, closed, successors)


def _decoded(row: tuple[Any, ...]) -> OrgUnit:
    code, opening_date, name, level, parent, closed_date, successors = row
    return OrgUnit(
        code=code,
        name=name,
        level=Level(level),
        parent=parent,
        opening_date=date.fromisoformat(opening_date),
        closed_date=date.fromisoformat(closed_date) if closed_date else None,
        successors=tuple(json.loads(successors)),
    )
