"""Turn the tables of a plan file into its targets (chỉ tiêu kế hoạch năm)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from cds_desktop.formdef.faults import PlacedFault
from cds_desktop.formdef.form_reader import read_levels
from cds_desktop.formdef.tables import Table
from cds_desktop.model.target import Target

_PLAN_KEYS = frozenset({"plan", "number", "date", "year", "title", "targets"})
_TARGET_KEYS = frozenset(
    {"id", "group", "wording", "comparator", "value", "unit_of_measure", "levels", "source", "note"}
)
_ID = re.compile(r"[A-Za-z0-9_.-]{1,16}")


class Comparator(StrEnum):
    """How a result is held against a target; a deed is done or not done."""

    AT_LEAST = ">="
    MORE = ">"
    AT_MOST = "<="
    EQUAL = "="
    DEED = "deed"


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of a year with its number, its day and its targets."""

    plan: str
    number: str
    date: date | None
    year: int
    targets: tuple[Target, ...]


def read_plan(content: Mapping[str, object]) -> tuple[Plan, list[PlacedFault]]:
    """Return the plan that `content` describes, and its faults."""
    faults: list[PlacedFault] = []
    table = Table(content, (), title="phần đầu kế hoạch", faults=faults)
    table.refuse_unknown_keys(_PLAN_KEYS)
    name = table.text("plan", is_required=True)
    taken: set[str] = set()
    plan = Plan(
        plan=name,
        number=table.text("number", is_required=True),
        date=table.day("date"),
        year=table.whole("year", default=2000, least=2000, most=2100, is_required=True),
        targets=tuple(_target(target, name, taken) for target in table.tables("targets")),
    )
    return plan, faults


def _target(table: Table, plan: str, taken: set[str]) -> Target:
    target_id = table.text("id", is_required=True)
    table.title = f"chỉ tiêu kế hoạch “{target_id}”"
    table.refuse_unknown_keys(_TARGET_KEYS)
    if target_id and not _ID.fullmatch(target_id):
        table.fault("id", "form_target_id_invalid", name=target_id)
    if target_id in taken:
        table.fault("id", "form_name_twice", taken=target_id)
    taken.add(target_id)
    comparator = table.option(
        "comparator", Comparator, default=Comparator.AT_LEAST, is_required=True
    )
    return Target(
        id=target_id,
        plan=plan,
        group=table.text("group", is_required=True),
        wording=table.text("wording", is_required=True),
        comparator=comparator.value,
        value=_value(table, comparator),
        unit_of_measure=table.text("unit_of_measure"),
        levels=read_levels(table),
        source=table.text("source", is_required=True),
    )


def _value(table: Table, comparator: Comparator) -> Decimal | None:
    """Return the planned value; it may be unknown (a hole stays a hole), a deed never has one."""
    value = table.number("value")
    if value is not None and comparator is Comparator.DEED:
        table.fault("value", "form_deed_with_value")
    return value
