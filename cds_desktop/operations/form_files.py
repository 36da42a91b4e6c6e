"""The forms as objects: list them, compare two versions, try one with test figures."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cds_desktop import paths
from cds_desktop.errors import InputError
from cds_desktop.formdef.form_diff import FormDifference, form_differences
from cds_desktop.formdef.loader import load_form
from cds_desktop.formdef.trial import Trial, try_form
from cds_desktop.model.finding import SEVERITY_NAMES
from cds_desktop.model.form import Form
from cds_desktop.model.org_unit import LEVEL_NAMES
from cds_desktop.model.period import Period, PeriodType
from cds_desktop.vietnamese import format_date, format_number

_FIRST = {
    PeriodType.MONTHLY: "06",
    PeriodType.QUARTERLY: "Q2",
    PeriodType.SIX_MONTHLY: "S2",
    PeriodType.YEARLY: "",
}


@dataclass(frozen=True, slots=True)
class FormSummary:
    """One form file as the list shows it."""

    name: str
    title: str
    levels: str
    valid_from: date
    valid_to: date | None
    figures: int


def list_forms(folders: Iterable[Path] = (paths.FORMS,)) -> tuple[FormSummary, ...]:
    """Return every form in the folders, by name and version; the first folder wins."""
    files: dict[str, Path] = {}
    for folder in folders:
        for path in folder.glob("*_v*.toml"):
            files.setdefault(path.stem, path)
    return tuple(_summary(load_form(files[name])) for name in sorted(files))


def find_form(name: str) -> Form:
    """Return a form by its path, or a shipped one by its name; raises InputError `form_unknown`."""
    for path in (Path(name), paths.FORMS / f"{name}.toml"):
        if path.is_file():
            return load_form(path)
    raise InputError("form_unknown", form=name)


def compare_forms(old: str, new: str) -> tuple[FormDifference, ...]:
    """Return what changed from one form to another."""
    return form_differences(find_form(old), find_form(new))


def try_figures(name: str, figures: Iterable[str], *, previous: Iterable[str] = ()) -> Trial:
    """Apply a form to figures written `name=value`, in June of the year after it came into force.

    Raises InputError `form_answer_unreadable`.
    """
    form = find_form(name)
    period = Period(f"{form.valid_from.year + 1}{_FIRST[form.period_type]}")
    return try_form(form, _pairs(figures), previous=_pairs(previous), period=period)


def summary_line(summary: FormSummary) -> str:
    """Return one line of the list."""
    until = f" đến {format_date(summary.valid_to)}" if summary.valid_to else ""
    since = format_date(summary.valid_from)
    return (
        f"{summary.name}  {summary.title} ({summary.levels}; từ {since}{until}; "
        f"{summary.figures} số liệu)"
    )


def trial_lines(found: Trial) -> Iterator[str]:
    """Yield what the rules computed and found, without what is merely still empty."""
    for name in found.unknown:
        yield f"Không có ô “{name}” trong biểu mẫu."
    for key, value in found.outcome.calculated.items():
        if value is not None:
            yield f"{key.question} = {format_number(value)}"
    for finding in found.outcome.findings:
        if finding.key in found.data.answers or finding.code != "required_missing":
            severity = SEVERITY_NAMES[finding.severity].upper()
            yield f"{severity}  {finding.message.text} {finding.message.way_out}"


def _summary(form: Form) -> FormSummary:
    return FormSummary(
        name=f"{form.form_id}_v{form.version}",
        title=form.title,
        levels=", ".join(LEVEL_NAMES[level] for level in form.levels),
        valid_from=form.valid_from,
        valid_to=form.valid_to,
        figures=sum(question.is_figure for question in form.all_questions()),
    )


def _pairs(figures: Iterable[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for text in figures:
        name, sign, value = text.partition("=")
        if not sign or not name.strip():
            raise InputError("form_answer_unreadable", text=text[:60])
        pairs[name.strip()] = value.strip()
    return pairs
