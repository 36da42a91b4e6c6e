"""Admission: whether a genuine bundle is accepted, held or refused; changes nothing.

Verification (is it genuine?) comes before, storing after; people may decide otherwise about what is
held (BUNDLE.md 17, steps 4 and 6).
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from cds_desktop.bundle import trust
from cds_desktop.bundle.document_types import ENROLMENT, SUBMISSION
from cds_desktop.bundle.reader import Opened, OpenedSubmission
from cds_desktop.bundle.trust import Disposition
from cds_desktop.errors import InputError
from cds_desktop.model.org_unit import OrgUnit
from cds_desktop.operations import key_list, received_reports
from cds_desktop.operations.workspace import Workspace
from cds_desktop.store import admissions, org_units
from cds_desktop.store.received import ReceivedSubmission


class Outcome(StrEnum):
    """What became of an offered file."""

    ACCEPTED = "ACCEPTED"
    HELD = "HELD"
    DUPLICATE = "DUPLICATE"
    REJECTED = "REJECTED"
    SKIPPED = "SKIPPED"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is to be done with a genuine bundle, and why."""

    outcome: Outcome
    code: str = ""


def judge(workspace: Workspace, opened: Opened) -> Judgement:
    """Say what is to be done with a genuine bundle; changes nothing: also the preview's verdict."""
    if opened.namespace == ENROLMENT.namespace:
        return _judge_enrolment(workspace, opened)
    verdict = trust.check(opened, key_list.trust_list(workspace), own_unit=workspace.org_unit.code)
    if verdict.disposition is Disposition.REJECT:
        return Judgement(Outcome.REJECTED, verdict.code)
    if opened.namespace != SUBMISSION.namespace:
        return Judgement(Outcome.REJECTED, "G509")
    if verdict.disposition is Disposition.HOLD:
        return Judgement(Outcome.HELD, verdict.code)
    codes = (_reason_to_hold(workspace, one) for one in opened.submissions)
    code = min((code for code in codes if code), default="")
    return Judgement(Outcome.HELD if code else Outcome.ACCEPTED, code)


def senders(workspace: Workspace, period: str) -> tuple[OrgUnit, ...]:
    """Return the units that report to this province in a period, in administrative order."""
    place = received_reports.place_of(workspace, workspace.org_unit.code, period)
    return place.areas if place else ()


def partners(workspace: Workspace) -> tuple[str, ...]:
    """Return the codes of all units that ever report to this province."""
    own = workspace.org_unit
    days = [own.opening_date, *([own.closed_date - timedelta(days=1)] if own.closed_date else [])]
    units = (org_units.children(workspace.store, own.code, day) for day in days)
    return tuple(sorted({one.code for children in units for one in children}))


def check_is_province(workspace: Workspace) -> None:
    """Raise InputError `province_only` in a unit's workspace."""
    if not key_list.is_province(workspace):
        raise InputError("province_only")


def has_form(workspace: Workspace, head: ReceivedSubmission) -> bool:
    """Say whether the form of a received report is known here."""
    place = received_reports.place_of(workspace, head.unit, head.period)
    if place is None:
        return False
    form = received_reports.form_of(
        workspace, head.form, head.form_version, place=place, period=head.period
    )
    return form is not None


def _judge_enrolment(workspace: Workspace, opened: Opened) -> Judgement:
    unit = opened.manifest.from_unit
    known = key_list.find_by_fingerprint(workspace, opened.fingerprint)
    if known is not None and known.unit != unit:
        return Judgement(Outcome.REJECTED, "G503")
    if workspace.org_unit.code not in opened.manifest.to:
        return Judgement(Outcome.REJECTED, "G504")
    if unit == workspace.org_unit.code or not _is_partner(workspace, unit):
        return Judgement(Outcome.REJECTED, "G503")
    return Judgement(Outcome.ACCEPTED)


def _is_partner(workspace: Workspace, unit: str) -> bool:
    """Say whether a unit ever reports to this one, or is the one that this one reports to."""
    if not key_list.is_province(workspace):
        return unit == workspace.org_unit.parent
    return unit in partners(workspace)


def _reason_to_hold(workspace: Workspace, submission: OpenedSubmission) -> str:
    key = submission.entry.key
    if admissions.is_locked(workspace.store, key.form, key.period):
        return "G600"
    place = received_reports.place_of(workspace, key.unit, key.period)
    if place is None:
        return "G602"
    form = received_reports.form_of(
        workspace, key.form, key.form_version, place=place, period=key.period
    )
    if form is None:
        return "G601"
    unknown = received_reports.unknown_cells(form, place, submission.figures, submission.texts)
    return "G602" if unknown else ""
