"""What the rows and columns of a foreign table mean: plain data, made by `table_layout`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from cds_desktop.formdef.label_words import Nature
from cds_desktop.model.form import Form
from cds_desktop.model.org_unit import OrgUnit
from cds_desktop.model.period import Period
from cds_desktop.model.submission import CellKey

IGNORE = "-"
"""The decision that a row or column is left out."""

Kind = Literal["", "area", "question", "target", "period"]
Role = Literal["label", "data", "asked", "ignored", "total", "text"]


@dataclass(frozen=True, slots=True)
class TableContext:
    """What a table is understood against: the form, the unit, its communes, the period.

    `units` are all known units, so that a name of another district is recognised as such.
    `area` is the commune that the whole table speaks of; "" when each row says it. With
    `has_history` figures of other months may be taken in as well.
    """

    form: Form
    org_unit: OrgUnit
    areas: Sequence[OrgUnit]
    units: Sequence[OrgUnit]
    period: Period
    area: str = ""
    has_history: bool = False


@dataclass(frozen=True, slots=True)
class TableDecisions:
    """What the user said about one table.

    `columns` and `rows` give, by number, the question, commune, target or period that is meant, or
    IGNORE. `header_row` is the last row of headings. `confirmed` holds codes of problems that the
    user has seen and accepts.
    """

    columns: Mapping[int, str] = field(default_factory=dict[int, str])
    rows: Mapping[int, str] = field(default_factory=dict[int, str])
    header_row: int = 0
    confirmed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a row or column contributes to the place of a cell."""

    area: str = ""
    question: str = ""
    target: str = ""
    period: str = ""
    nature: Nature = Nature.ANY
    is_value: bool = False

    def __bool__(self) -> bool:
        return bool(self.area or self.question or self.target or self.period or self.is_value)


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column: its number, its text, its part in the table, what it means.

    An asked line has the problem's `code` with `params`, and `candidates`: names of questions,
    codes of communes or targets, periods.
    """

    number: int
    text: str
    role: Role
    meaning: Meaning = Meaning()
    code: str = ""
    params: Mapping[str, object] = field(default_factory=dict[str, object])
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about the whole table that the user should see (`is_blocking`: must accept)."""

    code: str
    params: Mapping[str, object]
    is_blocking: bool = False


@dataclass(frozen=True, slots=True)
class TablePlan:
    """The rows and columns of one table, the heading rows, what is to be said of all of it."""

    header_rows: tuple[int, ...]
    columns: tuple[Line, ...]
    rows: tuple[Line, ...]
    list_table: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """The place in a report that a cell of the table belongs to."""

    row: int
    column: int
    key: CellKey
    period: Period
