"""A form (biểu mẫu): sections of questions with their rules, in the words of XLSForm."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from cds_desktop.model.org_unit import Level
from cds_desktop.model.period import DataWindow, PeriodType
from cds_desktop.model.target import Target


class QuestionType(StrEnum):
    """What a question asks for; the last three hold questions of their own."""

    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    PERCENTAGE = "percentage"
    RATIO = "ratio"
    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "select_one"
    DATE = "date"
    ROSTER = "roster"
    LIST = "repeat"
    TARGETS = "targets"


FIGURE_TYPES = (
    QuestionType.INTEGER,
    QuestionType.DECIMAL,
    QuestionType.MONEY,
    QuestionType.PERCENTAGE,
    QuestionType.RATIO,
)
GROUP_TYPES = (QuestionType.ROSTER, QuestionType.LIST, QuestionType.TARGETS)


class Nature(StrEnum):
    """How a figure behaves over time: trong kỳ, lũy kế, thời điểm."""

    FLOW = "flow"
    CUMULATIVE = "cumulative"
    STOCK = "stock"


NATURE_NAMES = {
    Nature.FLOW: "trong kỳ",
    Nature.CUMULATIVE: "lũy kế từ đầu năm",
    Nature.STOCK: "tại thời điểm chốt",
}


class Aggregation(StrEnum):
    """How a figure is totalled over areas; a ratio is recomputed from its parts instead."""

    SUM = "sum"
    MAX = "max"
    LAST = "last"
    COUNT = "count"
    NONE = "none"


class ReportPart(StrEnum):
    """Which part of the report a section belongs to (domain/report_regime.md 4)."""

    RESULTS = "results"
    TARGETS = "targets"
    DIFFICULTIES = "difficulties"
    NEXT = "next"
    PROPOSALS = "proposals"


class MissingValues(StrEnum):
    """When a rule is skipped for want of values (as DHIS2's missing value strategies)."""

    SKIP_IF_ANY = "skip_if_any"
    SKIP_IF_ALL = "skip_if_all"
    NEVER_SKIP = "never_skip"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a select_one question."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Help:
    """What F1 shows: the definition, where the figure comes from, an example."""

    definition: str = ""
    source: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition that must hold, with the sentence shown when it does not.

    `condition` is an expression of formdef; `message` may name questions in braces, which are
    replaced by their values.
    """

    condition: str
    message: str
    missing_values: MissingValues = MissingValues.SKIP_IF_ANY


@dataclass(frozen=True, slots=True)
class Question:
    """One question (chỉ tiêu), or a roster, list or target table of questions.

    `code` is what people cite ("CQS.05"); `name` identifies the question for ever. `constraint`
    blocks, `warning` asks for an explanation, `notice` informs. `calculation` fills a locked
    figure; a ratio is computed from `numerator` and `denominator`. `sentence` is the
    report's wording.
    `is_free_to_fall` says of a stock that nobody asks about its fall (open dossiers), and
    `is_free_to_jump` of a figure that nobody asks about its size. `applies_to` says for which unit
    and period there is such a figure at all. `compulsory_with` and `exclusive_with` name the other
    half of a pair, `cumulates` the monthly figure of a running sum, `column_total` the column that
    a typed total repeats, `total_of` the figures of units (`form.question`) that it totals.
    """

    name: str
    code: str
    type: QuestionType
    label: str
    hint: str = ""
    unit_of_measure: str = ""
    decimals: int = 0
    nature: Nature = Nature.STOCK
    aggregation: Aggregation = Aggregation.SUM
    is_required: bool = False
    relevant: str = ""
    constraints: tuple[Rule, ...] = ()
    warnings: tuple[Rule, ...] = ()
    notices: tuple[Rule, ...] = ()
    calculation: str = ""
    numerator: str = ""
    denominator: str = ""
    choices: str = ""
    pattern: str = ""
    max_length: int = 0
    sentence: str = ""
    is_carried_over: bool = False
    is_key_figure: bool = False
    is_free_to_fall: bool = False
    is_free_to_jump: bool = False
    applies_to: str = ""
    compulsory_with: tuple[str, ...] = ()
    exclusive_with: tuple[str, ...] = ()
    cumulates: str = ""
    column_total: str = ""
    total_of: tuple[str, ...] = ()
    help: Help = field(default_factory=Help)
    questions: tuple["Question", ...] = ()

    @property
    def is_figure(self) -> bool:
        """Say whether the answer is a number."""
        return self.type in FIGURE_TYPES

    @property
    def is_group(self) -> bool:
        """Say whether the question is a table of questions."""
        return self.type in GROUP_TYPES

    @property
    def is_calculated(self) -> bool:
        """Say whether the figure is computed and locked against entry."""
        return bool(self.calculation) or self.type is QuestionType.RATIO


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the form; `heading` is printed in the report, `sentence` closes the part there.

    `part` names the chapter of the report that the section is printed in; `target_group` the group
    of plan targets whose status sentence ends the part.
    """

    name: str
    code: str
    title: str
    heading: str
    questions: tuple[Question, ...]
    sentence: str = ""
    part: ReportPart = ReportPart.RESULTS
    target_group: str = ""

    def all_questions(self) -> Iterator[Question]:
        """Yield every question, tables before their columns."""
        for question in self.questions:
            yield question
            yield from question.questions


@dataclass(frozen=True, slots=True)
class Form:
    """One version of a form; a submission points at it for ever.

    `targets` are filled in from the plan of the period's year when the form `has_plan_targets`.
    """

    form_id: str
    version: int
    title: str
    report_title: str
    period_type: PeriodType
    data_window: DataWindow
    levels: tuple[Level, ...]
    valid_from: date
    valid_to: date | None
    deadline_day: int
    deadline_months_after: int
    sections: tuple[Section, ...]
    choices: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict[str, tuple[Choice, ...]])
    targets: tuple[Target, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict[str, str])
    has_plan_targets: bool = False

    def all_questions(self) -> Iterator[Question]:
        """Yield every question of every section, tables before their columns."""
        for section in self.sections:
            yield from section.all_questions()

    def question(self, name: str) -> Question:
        """Return the question called `name`; KeyError when there is none."""
        for question in self.all_questions():
            if question.name == name:
                return question
        raise KeyError(name)
