"""Every form there is, by name and by period; a file is read in full only when it is needed."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import cast

from cds_desktop.errors import FormDefinitionError
from cds_desktop.formdef.loader import load_form, load_plan
from cds_desktop.model.form import Form
from cds_desktop.model.org_unit import Level
from cds_desktop.model.period import DataWindow, Period, PeriodType
from cds_desktop.model.target import Target

_HEAD_CHARS = 8_192
_FIRST_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Head:
    """What the lines before the first table say of a form: enough to choose it."""

    form_id: str
    version: int
    levels: tuple[str, ...]
    period_type: str
    valid_from: date
    valid_to: date | None

    def is_for(self, level: Level, period: Period) -> bool:
        """Say whether the form is that of a level on the last day of a period."""
        day = period.end_date
        is_valid = self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
        return is_valid and level.value in self.levels and self.period_type == period.period_type


@dataclass(frozen=True, slots=True)
class FormChange:
    """What a workspace changes of every version of a form; None leaves the form's own."""

    form_id: str
    deadline_day: int | None = None
    deadline_months_after: int | None = None
    data_window: DataWindow | None = None

    def applied_to(self, form: Form) -> Form:
        """Return the form with its deadline and data window changed."""
        day, months = self.deadline_day, self.deadline_months_after
        return replace(
            form,
            deadline_day=form.deadline_day if day is None else day,
            deadline_months_after=form.deadline_months_after if months is None else months,
            data_window=self.data_window or form.data_window,
        )


class Catalog:
    """The forms in some folders; where two hold the same form, the first folder wins.

    Forms never change while the program runs: what was read is kept.
    """

    def __init__(self, folders: Iterable[Path], *, changes: Iterable[FormChange] = ()) -> None:
        self._folders = tuple(folders)
        self._changes = {change.form_id: change for change in changes}
        self._heads: dict[str, _Head] = {}
        self._forms: dict[tuple[str, int], Form] = {}
        self._filled: dict[tuple[str, int, Level, int], Form] = {}
        self._plans: dict[int, tuple[Target, ...]] = {}

    def form_for(self, level: Level, period: Period) -> Form | None:
        """Return the newest form that a level reports for a period; None when there is none."""
        suitable = [head for head in self._all_heads() if head.is_for(level, period)]
        if not suitable:
            return None
        head = max(suitable, key=lambda head: (head.valid_from, head.version))
        return self.form(head.form_id, head.version, level=level, year=period.year)

    def form(self, form_id: str, version: int, *, level: Level, year: int) -> Form:
        """Return a form with the targets of the year's plan that concern the level.

        Raises FormDefinitionError when the form does not exist or has a fault.
        """
        name = (form_id, version, level, year)
        if name not in self._filled:
            form = self._load(form_id, version)
            self._filled[name] = self._with_targets(form, level, year)
        return self._filled[name]

    def _load(self, form_id: str, version: int) -> Form:
        name = (form_id, version)
        if name not in self._forms:
            file = f"{form_id}_v{version}.toml"
            path = self._find(file)
            if path is None:
                raise FormDefinitionError("form_missing", form_id=form_id, version=version)
            form = load_form(path)
            change = self._changes.get(form_id)
            self._forms[name] = change.applied_to(form) if change else form
        return self._forms[name]

    def _find(self, file: str) -> Path | None:
        paths = (folder / file for folder in self._folders)
        return next((path for path in paths if path.is_file()), None)

    def _with_targets(self, form: Form, level: Level, year: int) -> Form:
        if not form.has_plan_targets:
            return form
        if year not in self._plans:
            path = self._find(f"plans/{year}.toml")
            self._plans[year] = load_plan(path).all_targets() if path else ()
        targets = tuple(target for target in self._plans[year] if level in target.levels)
        return replace(form, targets=targets)

    def _all_heads(self) -> list[_Head]:
        for folder in self._folders:
            for path in sorted(folder.glob("*_v*.toml")):
                if path.name not in self._heads:
                    self._heads[path.name] = _read_head(path)
        return list(self._heads.values())


def _read_head(path: Path) -> _Head:
    """Read what stands before the first table; where that is not enough, read the whole form."""
    content = _head_content(path)
    form_id, version = content.get("form_id"), content.get("version")
    levels, period_type = content.get("levels"), content.get("period_type", PeriodType.MONTHLY)
    valid_from, valid_to = content.get("valid_from"), content.get("valid_to")
    match form_id, version, levels, period_type, valid_from, valid_to:
        case str(), int(), list(), str(), date(), date() | None:
            names = tuple(str(level) for level in cast(list[object], levels))
            return _Head(form_id, version, names, period_type, valid_from, valid_to)
        case _:
            return _head_of(load_form(path))


def _head_content(path: Path) -> dict[str, object]:
    try:
        with path.open(encoding="utf-8") as file:
            text = file.read(_HEAD_CHARS)
        return tomllib.loads(_FIRST_TABLE.split(text, maxsplit=1)[0])
    except (OSError, ValueError):
        return {}


def _head_of(form: Form) -> _Head:
    levels = tuple(level.value for level in form.levels)
    period_type = form.period_type.value
    return _Head(form.form_id, form.version, levels, period_type, form.valid_from, form.valid_to)
