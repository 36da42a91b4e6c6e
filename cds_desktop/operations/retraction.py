"""Withdraw a report that was sent: a revision without figures, signed like any other."""

from dataclasses import dataclass, replace
from hashlib import sha256

from cds_desktop.bundle.manifest import RETRACTED
from cds_desktop.errors import InputError
from cds_desktop.model.submission import Submission, SubmissionState
from cds_desktop.operations import bundle_export
from cds_desktop.operations.bundle_export import ExportPlan, SignedBundle
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.workspace import Workspace
from cds_desktop.store import ledger, revisions, submissions

_NO_CONTENT = sha256(b"").hexdigest()  # of a revision that holds nothing


@dataclass(frozen=True, slots=True)
class RetractionPlan:
    """The bundle that will withdraw a report, and why."""

    export: ExportPlan
    reason: str


def plan_retraction(session: EntrySession, *, reason: str) -> RetractionPlan:
    """Gather what withdraws the report.

    Raises InputError `retract_needs_sent`, `retract_done`, `reason_missing`.
    """
    plain = " ".join(reason.split())
    if is_retracted(session.workspace, session.submission):
        raise InputError("retract_done", period=session.period.label)
    if not _was_sent(session):
        raise InputError("retract_needs_sent", period=session.period.label)
    revision = session.submission.revision + 1
    if not plain:
        raise InputError("reason_missing", revision=revision)
    former = bundle_export.plan_export(session)
    sid = bundle_export.signed_sid(session, session.submission.revision)
    content = replace(
        former.content,
        state=RETRACTED,
        revision=revision,
        supersedes=sid,
        reason=plain,
        figures=(),
        texts=(),
        summary=f"RÚT BÁO CÁO {session.period.label}\n{session.workspace.org_unit.name}\n"
        f"Lý do: {plain}",
    )
    return RetractionPlan(ExportPlan(content, former.sequence), plain)


def record_retraction(session: EntrySession, plan: RetractionPlan, bundle: SignedBundle) -> None:
    """Keep the signed withdrawal and its empty revision, in one transaction.

    The answers stay: reopened and completed again, they are the next revision.
    """
    workspace = session.workspace
    with workspace.store.atomic():
        frozen = revisions.freeze(
            workspace.store,
            session.submission,
            answers=(),
            explanations=(),
            reason=plan.reason,
            actor=workspace.actor,
        )
        ledger.record_sent(
            workspace.store,
            bundle_id=bundle.bundle_id,
            sequence=bundle.sequence,
            instance_id=frozen.instance_id,
            revision=frozen.revision,
            file_name=bundle.file_name,
            data=bundle.data,
            actor=workspace.actor,
        )
        submissions.set_state(workspace.store, frozen, SubmissionState.SENT, actor=workspace.actor)
    session.refresh_submission()


def is_retracted(workspace: Workspace, submission: Submission) -> bool:
    """Say whether the newest revision of a report withdrew it."""
    if not submission.revision:
        return False
    heads = revisions.list_revisions(workspace.store, submission.instance_id)
    return heads[-1].content == _NO_CONTENT


def _was_sent(session: EntrySession) -> bool:
    if session.submission.state is SubmissionState.DRAFT:
        return False
    return bundle_export.sent_bundle(session) is not None
