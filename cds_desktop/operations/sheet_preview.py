"""What an import would do, cell by cell, before anything is written: plain data for the doors."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from cds_desktop.formdef.table_plan import IGNORE, Line, Problem, TableDecisions, TablePlan
from cds_desktop.legacy_text import Encoding
from cds_desktop.messages import Message, explain
from cds_desktop.model.period import Period
from cds_desktop.model.submission import Answer, CellKey


class Verdict(StrEnum):
    """What becomes of one cell."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    ASKED = "asked"
    REFUSED = "refused"
    IGNORED = "ignored"


VERDICT_NAMES = {
    Verdict.NEW: "số liệu mới",
    Verdict.CHANGED: "thay đổi",
    Verdict.SAME: "giữ nguyên",
    Verdict.ASKED: "cần hỏi",
    Verdict.REFUSED: "không nhận",
    Verdict.IGNORED: "bỏ qua",
}

SKIP = "skip"
"""The choice that a cell, or all cells of one doubt, are left out."""


@dataclass(frozen=True, slots=True)
class ImportDecisions:
    """What the user said about an import; the preview made with it shows what that leads to.

    `cells` gives answers by (row, column), None to leave a cell out. `choices` settles every cell
    with one doubt alike: its code -> SKIP or the number of the reading, from 1. `encoding` confirms
    how the letters are written. `area` is the commune that the whole sheet speaks of.
    """

    sheet: str = ""
    columns: Mapping[int, str] = field(default_factory=dict[int, str])
    rows: Mapping[int, str] = field(default_factory=dict[int, str])
    header_row: int = 0
    cells: Mapping[tuple[int, int], Answer | None] = field(
        default_factory=dict[tuple[int, int], Answer | None]
    )
    choices: Mapping[str, str] = field(default_factory=dict[str, str])
    encoding: Encoding | None = None
    area: str = ""
    has_history: bool = False
    confirmed: frozenset[str] = frozenset()

    @property
    def table(self) -> TableDecisions:
        """The part that the reading of the table needs."""
        return TableDecisions(self.columns, self.rows, self.header_row, self.confirmed)


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to settle an asked cell."""

    text: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class PreviewCell:
    """One cell of the sheet: where it goes, what was there, what would be there, or why not.

    `held` is the answer that the preview was compared with; `old_text` shows it.
    """

    row: int
    column: int
    place: str
    shown: str
    verdict: Verdict
    key: CellKey | None = None
    period: Period | None = None
    name: str = ""
    old_text: str = ""
    new_text: str = ""
    answer: Answer | None = None
    held: Answer | None = None
    choices: tuple[Choice, ...] = ()
    code: str = ""
    params: Mapping[str, object] = field(default_factory=dict[str, object])
    is_hidden: bool = False

    @property
    def message(self) -> Message | None:
        """Why the cell is asked about, refused or left out."""
        return explain(self.code, self.params) if self.code else None

    @property
    def is_open(self) -> bool:
        """Say whether the cell has to be settled before everything can be written."""
        return self.verdict in (Verdict.ASKED, Verdict.REFUSED)


@dataclass(frozen=True, slots=True)
class LegacyLetters:
    """How the letters of a sheet are written, with samples (before, after) and what may be lost."""

    encoding: Encoding
    is_certain: bool
    samples: tuple[tuple[str, str], ...]
    losses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """An import before it is done; `sha256` names the bytes it was made from."""

    source: str
    sha256: str
    sheet: str
    period: Period
    plan: TablePlan
    cells: tuple[PreviewCell, ...] = field(repr=False)
    problems: tuple[Problem, ...] = ()
    legacy: LegacyLetters | None = None
    decisions: ImportDecisions = field(default_factory=ImportDecisions)

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """How many cells have each verdict."""
        found = Counter(cell.verdict for cell in self.cells)
        return {verdict: found[verdict] for verdict in Verdict}

    @property
    def has_table(self) -> bool:
        """Say whether the sheet holds a table that the form knows."""
        return bool(self.plan.columns)

    @property
    def open_lines(self) -> tuple[Line, ...]:
        """The rows and columns that are asked about."""
        return tuple(line for line in (*self.plan.columns, *self.plan.rows) if line.role == "asked")

    @property
    def blocking(self) -> tuple[Problem, ...]:
        """What about the whole sheet must be confirmed first, even for single right rows."""
        return tuple(problem for problem in self.problems if problem.is_blocking)

    @property
    def open_count(self) -> int:
        """How many things are not settled yet."""
        cells = sum(cell.is_open for cell in self.cells)
        return cells + len(self.blocking)

    @property
    def is_resolved(self) -> bool:
        """Say whether everything can be written."""
        return not self.open_count

    def writable(self, *, only_correct: bool = False) -> tuple[PreviewCell, ...]:
        """Return the cells that would be written; `only_correct` leaves out rows with a doubt."""
        open_rows = (
            {cell.row for cell in self.cells if cell.is_open} if only_correct else set[int]()
        )
        wanted = (Verdict.NEW, Verdict.CHANGED)
        return tuple(c for c in self.cells if c.verdict in wanted and c.row not in open_rows)


def problem_message(problem: Problem) -> Message:
    """Return the sentence of a problem of the whole sheet."""
    return explain(problem.code, problem.params)


def line_message(line: Line) -> Message | None:
    """Return why a row or column is asked about."""
    return explain(line.code, line.params) if line.code else None


__all__ = [
    "IGNORE",
    "SKIP",
    "VERDICT_NAMES",
    "Choice",
    "ImportDecisions",
    "LegacyLetters",
    "Preview",
    "PreviewCell",
    "Verdict",
    "line_message",
    "problem_message",
]
