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
from cds_desktop.model.org_unit import Level
from cds_desktop.model.target import Target

_PLAN_KEYS = frozenset({"plan", "number", "date", "year", "title", "groups", "targets"})
_GROUP_KEYS = frozenset({"name", "code", "count", "source"})
_TARGET_KEYS = frozenset(
    {"id", "group", "wording", "comparator", "value", "unit_of_measure", "levels", "source", "note"}
)
_ID = re.compile(r"[A-Za-z0-9_.-]{1,16}")
_MOST_TARGETS = 200


class Comparator(StrEnum):
    """How a result is held against a target; a deed is done or not done."""

    AT_LEAST = ">="
    MORE = ">"
    AT_MOST = "<="
    EQUAL = "="
    DEED = "deed"


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """A group of the plan and how many targets it is known to have, named or not."""

    name: str
    code: str
    count: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of a year with its number, its day and its targets whose wording is known."""

    plan: str
    number: str
    date: date | None
    year: int
    targets: tuple[Target, ...]
    groups: tuple[TargetGroup, ...] = ()

    def all_targets(self) -> tuple[Target, ...]:
        """Return the targets, those of each group filled up to its count by unnamed ones.

        An unnamed target keeps its id (`DL3`) when it gets its words; the province follows it.
        """
        known = {group.name: group for group in self.groups}
        found: list[Target] = []
        for name in dict.fromkeys((*known, *(target.group for target in self.targets))):
            named = [target for target in self.targets if target.group == name]
            found += named
            if name in known:
                found += _unnamed(known[name], self.plan, {target.id for target in named})
        return tuple(found)


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
        groups=tuple(_group(group) for group in table.tables("groups")),
    )
    return plan, faults


def _group(table: Table) -> TargetGroup:
    name = table.text("name", is_required=True)
    table.title = f"nhóm chỉ tiêu “{name}”"
    table.refuse_unknown_keys(_GROUP_KEYS)
    code = table.text("code", is_required=True)
    if code and not _ID.fullmatch(code):
        table.fault("code", "form_target_id_invalid", name=code)
    count = table.whole("count", default=0, least=1, most=_MOST_TARGETS, is_required=True)
    return TargetGroup(name, code, count)


def _unnamed(group: TargetGroup, plan: str, named: set[str]) -> list[Target]:
    """Return the places of a group that have no words; a named one keeps its own place."""
    places = {f"{group.code}{number}": number for number in range(1, group.count + 1)}
    elsewhere = len(named - places.keys())  # targets known from the start stand first
    free = [name for name in list(places)[elsewhere:] if name not in named]
    return [
        Target(
            id=name,
            plan=plan,
            group=group.name,
            wording=f"Chỉ tiêu thứ {places[name]} của nhóm {group.name} (chưa có nguyên văn)",
            comparator=Comparator.DEED.value,
            value=None,
            unit_of_measure="",
            levels=(Level.PROVINCE,),
            source="",
            is_named=False,
        )
        for name in free
    ]


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
