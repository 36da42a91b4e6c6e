"""Turn the tables of a form file into a Form; faults of shape are noted and never stop it.

What only the meaning of the rules can show (unknown names, circles, wrong kinds) is `lint`'s.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cds_desktop.formdef.faults import PlacedFault
from cds_desktop.formdef.question_reader import Seen, check_name, read_questions
from cds_desktop.formdef.tables import Table
from cds_desktop.model.form import Choice, Form, ReportPart, Section
from cds_desktop.model.org_unit import Level
from cds_desktop.model.period import DataWindow, PeriodType

_FORM_KEYS = frozenset(
    {
        "form_id",
        "version",
        "title",
        "report_title",
        "period_type",
        "data_window",
        "levels",
        "valid_from",
        "valid_to",
        "deadline_day",
        "deadline_months_after",
        "plan_targets",
        "renamed",
        "choices",
        "sections",
        "examples",
    }
)
_SECTION_KEYS = frozenset(
    {"name", "code", "title", "heading", "sentence", "part", "target_group", "questions"}
)
_CHOICE_KEYS = frozenset({"name", "label"})
_CHOICE_NAME = re.compile(r"[a-z0-9_]{1,32}")
_FORM_ID = re.compile(r"[a-z][a-z0-9_]{0,27}")
_MAX_VERSION = 999


@dataclass(frozen=True, slots=True)
class Definition:
    """A form as read, with what is needed to go on.

    `tables` are those of the questions in the order of `rules.with_tables`.
    """

    form: Form
    examples: tuple[Table, ...]
    head: Table
    sections: tuple[Table, ...]
    tables: tuple[Table, ...]

    @property
    def faults(self) -> list[PlacedFault]:
        """Every fault noted so far in any of the tables."""
        return self.head.faults


def read_form(content: Mapping[str, object]) -> Definition:
    """Return the form that `content` describes, with its faults of shape."""
    table = Table(content, (), title="phần đầu biểu mẫu", faults=[])
    table.refuse_unknown_keys(_FORM_KEYS)
    seen = Seen()
    sections = table.tables("sections", title="một phần")
    _check_sections(table, sections)
    valid_from = table.day("valid_from", is_required=True) or date(2000, 1, 1)
    form = Form(
        form_id=_form_id(table),
        version=table.whole("version", default=1, least=1, most=_MAX_VERSION, is_required=True),
        title=table.text("title", is_required=True),
        report_title=table.text("report_title", is_required=True),
        period_type=table.option("period_type", PeriodType, default=PeriodType.MONTHLY),
        data_window=table.option("data_window", DataWindow, default=DataWindow.CALENDAR),
        levels=read_levels(table),
        valid_from=valid_from,
        valid_to=_valid_to(table, valid_from),
        deadline_day=table.whole("deadline_day", default=5, least=1, most=31),
        deadline_months_after=table.whole("deadline_months_after", default=1, least=0, most=12),
        sections=tuple(_section(section, seen) for section in sections),
        choices=_choices(table.table("choices", title="bảng choices")),
        renamed=_renamed(table.table("renamed", title="bảng renamed")),
        has_plan_targets=table.flag("plan_targets"),
    )
    examples = tuple(table.tables("examples", title="ví dụ"))
    return Definition(form, examples, table, tuple(sections), tuple(seen.tables))


def _form_id(table: Table) -> str:
    form_id = table.text("form_id", default="bieu_mau", is_required=True)
    if not _FORM_ID.fullmatch(form_id):
        table.fault("form_id", "form_name_invalid", name=form_id)
    return form_id


def read_levels(table: Table) -> tuple[Level, ...]:
    """Return the levels under `levels`; at least one is needed."""
    words = table.texts("levels", is_required=True)
    known = {level.value: level for level in Level}
    for word in words:
        if word not in known:
            allowed = ", ".join(known)
            table.fault("levels", "form_value_unknown", value=word, allowed=allowed)
    if "levels" in table.content and not words:
        table.fault("levels", "form_key_missing")
    return tuple(known[word] for word in words if word in known)


def _valid_to(table: Table, valid_from: date) -> date | None:
    last = table.day("valid_to")
    if last is not None and last < valid_from:
        table.fault("valid_to", "form_valid_to_before_from")
    return last


def _check_sections(table: Table, tables: list[Table]) -> None:
    if not tables:
        table.fault("sections", "form_key_missing")
    for key in ("name", "code"):
        words = [str(section.content.get(key, "")) for section in tables]
        for index, section in enumerate(tables):
            if words[index] in words[:index]:
                section.fault(key, f"form_{key}_twice", taken=words[index])


def _section(table: Table, seen: Seen) -> Section:
    name = table.text("name", is_required=True)
    table.title = f"phần “{name}”"
    table.refuse_unknown_keys(_SECTION_KEYS)
    check_name(table, name)
    title = table.text("title", is_required=True)
    return Section(
        name=name,
        code=table.text("code", is_required=True),
        title=title,
        heading=table.text("heading", default=title),
        questions=read_questions(table, seen),
        sentence=table.text("sentence"),
        part=table.option("part", ReportPart, default=ReportPart.RESULTS),
        target_group=table.text("target_group"),
    )


def _choices(table: Table) -> dict[str, tuple[Choice, ...]]:
    lists: dict[str, tuple[Choice, ...]] = {}
    for key in table.content:
        choices = [_choice(choice) for choice in table.tables(key)]
        names = [choice.name for choice in choices]
        if not choices:
            table.fault(key, "form_choices_empty", name=key)
        for name in {name for name in names if names.count(name) > 1}:
            table.fault(key, "form_name_twice", taken=name)
        lists[key] = tuple(choices)
    return lists


def _choice(table: Table) -> Choice:
    table.refuse_unknown_keys(_CHOICE_KEYS)
    name = table.text("name", is_required=True)
    if name and not _CHOICE_NAME.fullmatch(name):
        table.fault("name", "form_name_invalid", name=name)
    return Choice(name, table.text("label", is_required=True))


def _renamed(table: Table) -> dict[str, str]:
    return {key: table.text(key, is_required=True) for key in table.content}
