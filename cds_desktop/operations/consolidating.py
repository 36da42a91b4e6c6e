"""Consolidate a period: the reports that count, totalled, with what they are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from cds_desktop.atomic_file import write_atomically
from cds_desktop.errors import InputError
from cds_desktop.formdef.reading import edit_text
from cds_desktop.formdef.totals import Total, UnitReport, total_answers, totals
from cds_desktop.model import effective as rule
from cds_desktop.model.form import Form
from cds_desktop.model.org_unit import Level, OrgUnit
from cds_desktop.model.period import Period
from cds_desktop.model.submission import CellKey
from cds_desktop.operations import received_reports
from cds_desktop.operations.admitting import check_is_province, senders
from cds_desktop.operations.answer_csv import TypedAnswer
from cds_desktop.operations.deadlines import deadline
from cds_desktop.operations.months import open_month
from cds_desktop.operations.workspace import Workspace
from cds_desktop.reports import consolidation, exchange_formats
from cds_desktop.reports.consolidation import Consolidation, Contribution
from cds_desktop.reports.coverage import Coverage
from cds_desktop.store import admissions, effective, received
from cds_desktop.store.effective import EffectiveRow
from cds_desktop.store.received import ReceivedSubmission

_LEVELS = (Level.DISTRICT, Level.COMMUNE, Level.DEPARTMENT)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The reports that count for a period, and those of the period before."""

    form: Form
    period: Period
    contributions: tuple[Contribution, ...]
    coverage: Coverage
    before: tuple[Contribution, ...]


def reported_forms(workspace: Workspace, period: Period) -> tuple[Form, ...]:
    """Return the forms that units of this province report in a period, that of most units first.

    Raises InputError `form_not_in_force`.
    """
    levels = {unit.level for unit in senders(workspace, period.iso)}
    forms = [workspace.catalog.form_for(level, period) for level in _LEVELS if level in levels]
    found = {form.form_id: form for form in forms if form is not None}
    if not found:
        raise InputError("form_not_in_force", unit=workspace.org_unit.name, period=period.label)
    return tuple(found.values())


def consolidate(workspace: Workspace, period: Period, *, form: Form | None = None) -> Consolidation:
    """Total the reports that count for a period, compared with the period before.

    Raises InputError `province_only`, `form_not_in_force`, `nothing_to_consolidate`.
    """
    return total(gather(workspace, period, form=form))


def gather(workspace: Workspace, period: Period, *, form: Form | None = None) -> Gathered:
    """Read what is to be totalled; raises as `consolidate` does."""
    check_is_province(workspace)
    form = form or reported_forms(workspace, period)[0]
    contributions = _contributions(workspace, form, period)
    if not contributions:
        raise InputError("nothing_to_consolidate", period=period.label)
    before = _contributions(workspace, form, period.previous())
    return Gathered(
        form, period, tuple(contributions), coverage(workspace, form, period), tuple(before)
    )


def total(gathered: Gathered) -> Consolidation:
    """Total what was gathered, compared with the period before; a job: sees no database."""
    return consolidation.consolidate(
        gathered.form,
        gathered.period,
        gathered.contributions,
        coverage=gathered.coverage,
        before=_totals_before(gathered),
    )


def coverage(workspace: Workspace, form: Form, period: Period) -> Coverage:
    """Return which units reported a period, which late, which amended."""
    expected = _expected(workspace, form, period)
    rows = {
        row.unit: row
        for row in effective.effective_of(workspace.store, form=form.form_id, period=period.iso)
    }
    heads = {unit: _head(workspace, row) for unit, row in rows.items()}
    due = deadline(form, period)
    present = tuple(unit for unit in expected if heads.get(unit.code))
    return Coverage(
        expected=expected,
        present=present,
        late=tuple(unit for unit in present if _is_late(workspace, form, period, unit, due=due)),
        amended=tuple(unit for unit in present if (head := heads[unit.code]) and head.revision > 1),
        held=_held(workspace, form, period, expected),
        in_conflict=tuple(
            unit
            for unit in expected
            if unit.code in rows and rows[unit.code].status == rule.CONFLICT
        ),
    )


def received_on(workspace: Workspace, form_id: str, period: Period, unit: str) -> date | None:
    """Return the day on which the first bundle of a report was offered here; None when none was.

    Our own clock: it only says who is late, it decides nothing.
    """
    heads = received.submissions_of_table(workspace.store, form_id, period.iso, unit)
    bundles = [
        bundle
        for head in heads
        for bundle in received.bundles_of_submission(workspace.store, head.sid)
    ]
    moments = [received.first_seen(workspace.store, bundle.file_sha256) for bundle in bundles]
    if not moments:
        return None
    return datetime.fromisoformat(min(moments).replace("Z", "+00:00")).astimezone().date()


def province_figures(workspace: Workspace, period: Period) -> dict[str, Total]:
    """Return the figures of the province's own form that total those of units (`total_of`).

    A figure is left out when no unit has given it.
    """
    own = _own_form(workspace, period)
    reports = [
        UnitReport(one.unit.code, form, one.answers)
        for form in reported_forms(workspace, period)
        for one in _contributions(workspace, form, period)
    ]
    found = totals(own, reports)
    return {name: one for name, one in found.items() if one.value is not None}


def fill_own_report(workspace: Workspace, period: Period) -> int:
    """Enter the totals of the units into the province's own report; return how many figures.

    A total that lacks units is entered as provisional, with a note. A figure with a qualifier was
    rounded for print by hand ("hơn 5.000") and is kept. Raises InputError
    `nothing_to_consolidate`, `report_locked`, `form_not_in_force`.
    """
    own = _own_form(workspace, period)
    expected = {
        form.form_id: len(_expected(workspace, form, period))
        for form in reported_forms(workspace, period)
    }
    found = province_figures(workspace, period)
    answers = total_answers(own, found, org_unit=workspace.org_unit.code, expected=expected)
    if not answers:
        raise InputError("nothing_to_consolidate", period=period.label)
    session = open_month(workspace, period)
    lines = [
        TypedAnswer(
            answer.key,
            edit_text(session.question(answer.key.question), answer.value),
            answer.status,
            answer.note,
        )
        for answer in answers
        if not session.answer(answer.key).qualifier
    ]
    session.enter_lines(lines, action="import")
    return len(lines)


def save_exchange_files(
    workspace: Workspace, consolidated: Consolidation, folder: Path
) -> tuple[Path, ...]:
    """Write the figures as CSV and ADX for other programs; raises DocumentError."""
    province = workspace.org_unit.code
    stem = f"TH_{province}_{consolidated.period.iso}"
    exported = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    contents = {
        folder / f"{stem}.csv": exchange_formats.to_csv(consolidated, province=province),
        folder / f"{stem}.adx.xml": exchange_formats.to_adx(
            consolidated, province=province, exported=exported
        ),
    }
    for path, text in contents.items():
        write_atomically(path, text.encode("utf-8"))
    return tuple(contents)


def _own_form(workspace: Workspace, period: Period) -> Form:
    form = workspace.catalog.form_for(workspace.org_unit.level, period)
    if form is None:
        raise InputError("form_not_in_force", unit=workspace.org_unit.name, period=period.label)
    return form


def _expected(workspace: Workspace, form: Form, period: Period) -> tuple[OrgUnit, ...]:
    units = senders(workspace, period.iso)
    return tuple(unit for unit in units if unit.level in form.levels)


def _head(workspace: Workspace, row: EffectiveRow) -> ReceivedSubmission | None:
    return received.find_submission(workspace.store, row.sid) if row.sid else None


def _contributions(workspace: Workspace, form: Form, period: Period) -> list[Contribution]:
    rows = effective.effective_of(workspace.store, form=form.form_id, period=period.iso)
    heads = {row.unit: head for row in rows if (head := _head(workspace, row))}
    found = (
        _contribution(workspace, heads[unit.code], form)
        for unit in _expected(workspace, form, period)
        if unit.code in heads
    )
    return [one for one in found if one is not None]


def _contribution(
    workspace: Workspace, head: ReceivedSubmission, wanted: Form
) -> Contribution | None:
    """Return what a report adds; under the names of the wanted version of its form."""
    place = received_reports.place_of(workspace, head.unit, head.period)
    if place is None:
        return None
    form = received_reports.form_of(
        workspace, head.form, head.form_version, place=place, period=head.period
    )
    if form is None:
        return None
    report = received_reports.report_of(
        form,
        place,
        received.figures(workspace.store, head.content),
        received.texts(workspace.store, head.content),
    )
    is_older = head.form_version < wanted.version
    names: Mapping[str, str] = wanted.renamed if is_older else dict[str, str]()
    answers = {
        key._replace(question=names.get(key.question, key.question)): answer
        for key, answer in report.answers.items()
    }
    notes: dict[CellKey, str] = {
        key: answer.note for key, answer in report.answers.items() if answer.note
    }
    for key, given in report.explanations.items():
        notes[key] = "; ".join(text for text in (notes.get(key, ""), given.text) if text)
    return Contribution(place.unit, place.areas, answers, notes)


def _totals_before(gathered: Gathered) -> Mapping[str, Decimal | None]:
    """Return the totals of the period before; empty when nobody reported it."""
    if not gathered.before:
        return {}
    units = tuple(one.unit for one in gathered.before)
    found = consolidation.consolidate(
        gathered.form,
        gathered.period.previous(),
        gathered.before,
        coverage=Coverage(expected=units, present=units),
    )
    return found.totals


def _is_late(workspace: Workspace, form: Form, period: Period, unit: OrgUnit, *, due: date) -> bool:
    day = received_on(workspace, form.form_id, period, unit.code)
    return day is not None and day > due


def _held(
    workspace: Workspace, form: Form, period: Period, expected: tuple[OrgUnit, ...]
) -> tuple[OrgUnit, ...]:
    """Return the units of which the newest revision is held."""
    decisions = admissions.admissions(workspace.store)
    found: list[OrgUnit] = []
    for unit in expected:
        heads = received.submissions_of_table(workspace.store, form.form_id, period.iso, unit.code)
        bundles = received.bundles_of_submission(workspace.store, heads[-1].sid) if heads else ()
        if bundles and all(
            decisions[bundle.bundle_id].decision == admissions.HELD for bundle in bundles
        ):
            found.append(unit)
    return tuple(found)
