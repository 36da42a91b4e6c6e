"""Turn the tables of questions in a form file into Questions, columns of tables included."""

import re
from dataclasses import dataclass, field

from cds_desktop.formdef.syntax import FUNCTIONS, KEYWORDS
from cds_desktop.formdef.tables import Table
from cds_desktop.limits import FIGURE_DECIMALS, TEXT_CHARS
from cds_desktop.model.form import (
    FIGURE_TYPES,
    GROUP_TYPES,
    Aggregation,
    Help,
    MissingValues,
    Nature,
    Question,
    QuestionType,
    Rule,
)

_QUESTION_KEYS = frozenset(
    {
        "name",
        "code",
        "type",
        "label",
        "hint",
        "unit_of_measure",
        "decimals",
        "nature",
        "aggregation",
        "required",
        "relevant",
        "constraint",
        "constraint_message",
        "constraints",
        "warning",
        "warning_message",
        "warnings",
        "notice",
        "notice_message",
        "notices",
        "calculation",
        "numerator",
        "denominator",
        "choices",
        "pattern",
        "max_length",
        "carried_over",
        "key_figure",
        "may_fall",
        "may_jump",
        "applies_to",
        "compulsory_with",
        "exclusive_with",
        "cumulates",
        "column_total",
        "total_of",
        "sentence",
        "help",
        "questions",
    }
)
_RULE_KEYS = frozenset({"condition", "message", "missing_values"})
_HELP_KEYS = frozenset({"definition", "source", "example"})
_NAME = re.compile(r"[a-z][a-z0-9_]{0,47}")
_RESERVED = KEYWORDS | frozenset(FUNCTIONS)

_TEXTS = (QuestionType.TEXT, QuestionType.LONG_TEXT)
_ONLY_FOR: dict[str, tuple[QuestionType, ...]] = {
    "choices": (QuestionType.CHOICE,),
    "pattern": _TEXTS,
    "max_length": _TEXTS,
    "decimals": FIGURE_TYPES,
    "calculation": tuple(kind for kind in FIGURE_TYPES if kind is not QuestionType.RATIO),
    "numerator": (QuestionType.RATIO,),
    "denominator": (QuestionType.RATIO,),
    "questions": GROUP_TYPES,
    "cumulates": FIGURE_TYPES,
    "column_total": FIGURE_TYPES,
    "total_of": FIGURE_TYPES,
    "may_jump": FIGURE_TYPES,
}
_NEEDED_BY = {
    "choices": (QuestionType.CHOICE,),
    "numerator": (QuestionType.RATIO,),
    "denominator": (QuestionType.RATIO,),
    "questions": GROUP_TYPES,
}
_DECIMALS = {
    QuestionType.DECIMAL: 2,
    QuestionType.MONEY: 3,
    QuestionType.PERCENTAGE: 2,
    QuestionType.RATIO: 2,
}


@dataclass(frozen=True, slots=True)
class Seen:
    """The questions met so far in a form, in order, and their names and codes."""

    tables: list[Table] = field(default_factory=list[Table])
    names: set[str] = field(default_factory=set[str])
    codes: set[str] = field(default_factory=set[str])


def read_questions(
    table: Table, seen: Seen, *, group: QuestionType | None = None
) -> tuple[Question, ...]:
    """Return the questions of a section, or the columns of a table of the type `group`."""
    return tuple(
        _question(question, seen, group=group)
        for question in table.tables("questions", title="một chỉ tiêu")
    )


def check_name(table: Table, name: str) -> None:
    """Note a name of the wrong shape, or one that the language keeps for itself."""
    if name and not _NAME.fullmatch(name):
        table.fault("name", "form_name_invalid", name=name)
    elif name in _RESERVED:
        table.fault("name", "form_name_reserved", name=name)


def _question(table: Table, seen: Seen, *, group: QuestionType | None) -> Question:
    name = table.text("name", is_required=True)
    table.title = f"chỉ tiêu “{name}”"
    kind = table.option("type", QuestionType, default=QuestionType.TEXT, is_required=True)
    _check_keys(table, kind)
    _check_identity(table, name, seen)
    if kind in GROUP_TYPES and group is not None:
        table.fault("type", "form_table_in_table")
    return Question(
        name=name,
        code=table.text("code", is_required=True),
        type=kind,
        label=table.text("label", is_required=True),
        hint=table.text("hint"),
        unit_of_measure=table.text("unit_of_measure", default=_unit(kind)),
        decimals=_decimals(table, kind),
        nature=table.option("nature", Nature, default=Nature.STOCK),
        aggregation=table.option("aggregation", Aggregation, default=Aggregation.SUM),
        is_required=table.flag("required"),
        relevant=table.text("relevant"),
        constraints=_rules(table, "constraint"),
        warnings=_rules(table, "warning"),
        notices=_rules(table, "notice"),
        calculation=table.text("calculation"),
        numerator=table.text("numerator"),
        denominator=table.text("denominator"),
        choices=table.text("choices"),
        pattern=table.text("pattern"),
        max_length=table.whole("max_length", default=0, least=1, most=TEXT_CHARS),
        sentence=table.text("sentence"),
        is_carried_over=_is_carried_over(table, kind, group=group),
        is_key_figure=table.flag("key_figure"),
        is_free_to_fall=table.flag("may_fall"),
        is_free_to_jump=table.flag("may_jump"),
        applies_to=table.text("applies_to"),
        compulsory_with=table.texts("compulsory_with"),
        exclusive_with=table.texts("exclusive_with"),
        cumulates=table.text("cumulates"),
        column_total=table.text("column_total"),
        total_of=table.texts("total_of"),
        help=_help(table.table("help")),
        questions=read_questions(table, seen, group=kind) if group is None else (),
    )


def _check_keys(table: Table, kind: QuestionType) -> None:
    table.refuse_unknown_keys(_QUESTION_KEYS)
    for key, kinds in _ONLY_FOR.items():
        if key in table.content and kind not in kinds:
            table.fault(key, "form_key_not_for_type", type=kind.value)
    for key, kinds in _NEEDED_BY.items():
        if kind in kinds and not table.content.get(key):
            table.fault(key, "form_key_missing")
    if table.content.get("calculation") and table.content.get("required"):
        table.fault("required", "form_calculated_required")


def _check_identity(table: Table, name: str, seen: Seen) -> None:
    check_name(table, name)
    seen.tables.append(table)
    if name in seen.names:
        table.fault("name", "form_name_twice", taken=name)
    seen.names.add(name)
    code = table.content.get("code")
    if isinstance(code, str) and code in seen.codes:
        table.fault("code", "form_code_twice", taken=code)
    elif isinstance(code, str):
        seen.codes.add(code)


def _unit(kind: QuestionType) -> str:
    return "%" if kind in (QuestionType.PERCENTAGE, QuestionType.RATIO) else ""


def _decimals(table: Table, kind: QuestionType) -> int:
    most = 0 if kind is QuestionType.INTEGER else FIGURE_DECIMALS
    return table.whole("decimals", default=_DECIMALS.get(kind, 0), least=0, most=most)


def _is_carried_over(table: Table, kind: QuestionType, *, group: QuestionType | None) -> bool:
    """Return what the form says; else stocks and short answers are carried over, lists never."""
    is_computed = kind is QuestionType.RATIO or "calculation" in table.content
    is_lasting = table.content.get("nature", Nature.STOCK.value) == Nature.STOCK.value
    is_prose = kind is QuestionType.LONG_TEXT or kind in GROUP_TYPES
    default = is_lasting and not is_prose and group is not QuestionType.LIST
    return table.flag("carried_over", default=default) and not is_computed


def _rules(table: Table, key: str) -> tuple[Rule, ...]:
    """Return the rule under `constraint`, and those under `constraints`."""
    rules = [_rule(rule) for rule in table.tables(f"{key}s")]
    condition = table.text(key)
    message = table.text(f"{key}_message", is_required=bool(condition))
    if message and not condition:
        table.fault(f"{key}_message", "form_message_without_rule", rule=key)
    return ((Rule(condition, message),) if condition else ()) + tuple(rules)


def _rule(table: Table) -> Rule:
    table.refuse_unknown_keys(_RULE_KEYS)
    default = MissingValues.SKIP_IF_ANY
    return Rule(
        condition=table.text("condition", is_required=True),
        message=table.text("message", is_required=True),
        missing_values=table.option("missing_values", MissingValues, default=default),
    )


def _help(table: Table) -> Help:
    table.refuse_unknown_keys(_HELP_KEYS)
    return Help(table.text("definition"), table.text("source"), table.text("example"))
