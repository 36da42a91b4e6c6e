"""How an answer is printed: in a table's cell, and in running text.

In tables 0, an empty cell, "không phát sinh" and "chưa có số liệu" are four different signs. In
running text a count of 1 to 9 gets a leading zero ("07 cuộc"; domain/conventions.md 1), but not in
a fraction ("5/7"), a rate, an amount or a table.
"""

from datetime import date
from decimal import Decimal

from cds_desktop.model.form import Question, QuestionType
from cds_desktop.model.submission import Answer, AnswerStatus
from cds_desktop.reports.source import ReportSource
from cds_desktop.vietnamese import format_count, format_date, format_number, format_signing_date

EMPTY = "…"
NOT_APPLICABLE = "-"
NOT_COLLECTED = "Chưa có số liệu"

_RATES = (QuestionType.PERCENTAGE, QuestionType.RATIO)
_ESTIMATES = (AnswerStatus.PROVISIONAL, AnswerStatus.ESTIMATED)


def is_rate(question: Question) -> bool:
    """Say whether a question's figures are printed with "%"."""
    return question.type in _RATES


def cell_value(source: ReportSource, question: Question, answer: Answer) -> str | Decimal:
    """Return what a table shows: the figure itself, or the text or sign in its place."""
    if answer.key in source.outcome.irrelevant or answer.status is AnswerStatus.NOT_APPLICABLE:
        return NOT_APPLICABLE
    if answer.status is AnswerStatus.NOT_COLLECTED:
        return NOT_COLLECTED
    if answer.value is None:
        return EMPTY
    if isinstance(answer.value, Decimal):
        return answer.value
    return _plain_text(source, question, answer.value)


def cell_text(source: ReportSource, question: Question, answer: Answer) -> str:
    """Return what a table of the Word report shows, with the qualifier: "hơn 5.000", "47,54%"."""
    value = cell_value(source, question, answer)
    if isinstance(value, str):
        return value
    return f"{answer.qualifier} {figure_text(question, value)}".strip()


def figure_text(question: Question, value: Decimal) -> str:
    """Print a figure as tables do: 1.205.780, 47,54%."""
    printed = format_number(value, question.decimals)
    return f"{printed}%" if is_rate(question) else printed


def prose_figure(question: Question, value: Decimal, *, is_plain: bool = False) -> str:
    """Print a figure as running text does: 07, 1.205.780, 47,54%."""
    if question.type is QuestionType.INTEGER and not is_plain:
        return format_count(value)
    return figure_text(question, value)


def prose_value(
    source: ReportSource, question: Question, answer: Answer, *, style: str = ""
) -> str:
    """Print an answer in running text, without its qualifier; "" when it has no value."""
    match answer.value:
        case None:
            return ""
        case Decimal():
            return prose_figure(question, answer.value, is_plain=style == "plain")
        case date():
            long = format_signing_date(answer.value)
            return long if style == "long" else format_date(answer.value)
        case str():
            return " ".join(_plain_text(source, question, answer.value).split()).rstrip(" .;,")


def qualifier(answer: Answer) -> str:
    """Return the word before the figure: the one given, and "ước" when the figure is not final."""
    given = answer.qualifier.strip()
    if answer.status in _ESTIMATES and not given.startswith("ước"):
        return f"ước {given}".strip()
    return given


def _plain_text(source: ReportSource, question: Question, value: date | str | Decimal) -> str:
    if isinstance(value, date):
        return format_date(value)
    return source.label(question, str(value)) if question.choices else str(value)
