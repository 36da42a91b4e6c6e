"""Fill the `sentence` templates of a form with its figures (formdef/sentence_template.py)."""

import re
from collections.abc import Callable
from functools import lru_cache

from cds_desktop.formdef.sentence_template import Field, OptionalPiece, Part, parse_template
from cds_desktop.model.form import Question, QuestionType
from cds_desktop.model.submission import Answer
from cds_desktop.reports import comparison
from cds_desktop.reports.printing import prose_figure, prose_value, qualifier
from cds_desktop.reports.source import ReportSource, has_value
from cds_desktop.reports.wording import capitalised, ended, inline, unit_in_text
from cds_desktop.vietnamese import format_date


def sentence(source: ReportSource, template: str, *, row: str = "") -> str:
    """Return the sentence of a template, "" when one of its compulsory fields has nothing to print.

    Columns are read in `row` of their list; a roster's column is its total over the areas.
    """
    if not template.strip():
        return ""
    filled = _fill(source, _parsed(template), row)
    return capitalised(ended(_tidied(filled))) if filled is not None else ""


def _fill(source: ReportSource, parts: tuple[Part, ...], row: str) -> str | None:
    printed = ""
    for number, part in enumerate(parts):
        match part:
            case str():
                printed += part
            case OptionalPiece():
                printed += _fill(source, part.parts, row) or ""
            case Field():
                following = parts[number + 1] if number + 1 < len(parts) else ""
                is_fraction = printed.endswith("/") or str(following).startswith("/")
                text = _field_text(source, part, row, is_fraction=is_fraction)
                if text is None:
                    return None
                printed = _appended(printed, text)
    return printed


def _field_text(source: ReportSource, field: Field, row: str, *, is_fraction: bool) -> str | None:
    """Return what a field prints; None when it has nothing to print."""
    if field.name in _WORDS:
        return _WORDS[field.name](source)
    question = source.questions[field.name]
    answer = _answer(source, question, row)
    if not has_value(answer):
        return None
    if field.style in _STYLES:
        return _STYLES[field.style](source, question, answer)
    style = "plain" if is_fraction else field.style
    value = prose_value(source, question, answer, style=style)
    return f"{qualifier(answer)} {value}".strip() or None


def _answer(source: ReportSource, question: Question, row: str) -> Answer:
    table = source.tables.get(question.name)
    if table is not None and table.type is QuestionType.ROSTER:
        return source.total(question)
    return source.answer(source.own(question.name, row))


# --- words and styles of sentence_template --------------------------------------------------------

_WORDS: dict[str, Callable[[ReportSource], str]] = {
    "org_unit": lambda source: unit_in_text(source.org_unit.name),
    "area_kinds": lambda source: source.area_kinds,
    "period": lambda source: source.period.label,
    "year": lambda source: str(source.period.year),
    "end_date": lambda source: format_date(source.period.window(source.form.data_window)[1]),
}


def _change(source: ReportSource, question: Question, answer: Answer) -> str | None:
    now, before = source.figure(answer.key), source.figure_before(answer.key)
    if now is None:
        return None
    return comparison.change(question, now, before, period=source.period) or None


def _change_rate(source: ReportSource, question: Question, answer: Answer) -> str | None:
    now, before = source.figure(answer.key), source.figure_before(answer.key)
    if now is None:
        return None
    return comparison.change_rate(question, now, before, period=source.period) or None


def _last_year(source: ReportSource, question: Question, answer: Answer) -> str | None:
    now, before = source.figure(answer.key), source.figure_last_year(answer.key)
    if now is None:
        return None
    return comparison.change_in_year(question, now, before, period=source.period) or None


def _previous(source: ReportSource, question: Question, answer: Answer) -> str | None:
    before = source.figure_before(answer.key)
    return None if before is None else prose_figure(question, before)


def _nonzero(source: ReportSource, question: Question, answer: Answer) -> str | None:
    if answer.value == 0:
        return None
    return f"{qualifier(answer)} {prose_value(source, question, answer)}".strip()


def _apart(source: ReportSource, question: Question, answer: Answer) -> str | None:
    """In the first period of a year the period's figure and the year's sum are the same."""
    is_first = source.period.previous().year != source.period.year
    return None if is_first else _nonzero(source, question, answer)


def _some(source: ReportSource, question: Question, answer: Answer) -> str | None:
    return None if answer.value == 0 else ""


def _zero(source: ReportSource, question: Question, answer: Answer) -> str | None:
    return "" if answer.value == 0 else None


def _inline(source: ReportSource, question: Question, answer: Answer) -> str | None:
    return inline(prose_value(source, question, answer)) or None


_STYLES: dict[str, Callable[[ReportSource, Question, Answer], str | None]] = {
    "change": _change,
    "change_rate": _change_rate,
    "last_year": _last_year,
    "previous": _previous,
    "nonzero": _nonzero,
    "apart": _apart,
    "some": _some,
    "zero": _zero,
    "inline": _inline,
}


# --- text -----------------------------------------------------------------------------------------

_parsed = lru_cache(maxsize=1024)(parse_template)


def _appended(printed: str, text: str) -> str:
    """Put a field after what stands before it: "đạt" and "ước 6,42%" give "ước đạt 6,42%"."""
    found = re.match(r"ước (?:đạt )?", text)
    if found and printed.endswith("đạt "):
        return f"{printed.removesuffix('đạt ')}ước đạt {text[found.end() :]}"
    return printed + text


def _tidied(text: str) -> str:
    """Close the gaps that left-out pieces leave: doubled spaces, marks with a space before them."""
    single = re.sub(r"\s+", " ", text).strip()
    closed = (
        re.sub(r" ([,.;:)])", r"\1", single)
        .replace("( ", "(")
        .replace(" ()", "")
        .replace("%%", "%")
    )
    return re.sub(r":\.$", ":", re.sub(r"[,;]+\.$", ".", closed))
