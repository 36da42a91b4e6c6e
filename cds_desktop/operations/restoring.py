"""Restore a unit's reports from the bundles it sent: the last way back after a lost machine."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cds_desktop.bundle.reader import Opened, OpenedSubmission
from cds_desktop.errors import BundleError, CdsError, InputError
from cds_desktop.model.form import Form
from cds_desktop.model.period import Period
from cds_desktop.model.submission import Submission, SubmissionState
from cds_desktop.operations import inbox_files, received_reports
from cds_desktop.operations.signing import own_public_key
from cds_desktop.operations.workspace import Workspace
from cds_desktop.store import answers as answer_table
from cds_desktop.store import ledger, restoring, submissions


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back: how many bundles, the periods, and the files that were left alone."""

    bundles: int
    periods: tuple[Period, ...]
    left: tuple[tuple[str, CdsError], ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """One revision to be restored, with the file that held it."""

    opened: Opened
    submission: OpenedSubmission
    data: bytes
    file_name: str


def restore(workspace: Workspace, paths: Iterable[Path]) -> Restored:
    """Put the reports in the unit's own bundles into an empty workspace, all or nothing.

    Only bundles of this unit, signed with its key when the key is here. Raises InputError
    `restore_not_empty`.
    """
    if submissions.list_submissions(workspace.store):
        raise InputError("restore_not_empty")
    pieces: dict[str, _Piece] = {}
    left: list[tuple[str, CdsError]] = []
    for path in _files(paths):
        try:
            piece = _read(workspace, path)
            pieces[piece.opened.bundle_id] = piece
        except CdsError as error:
            left.append((path.name, error))
    ordered = sorted(pieces.values(), key=_order)
    with workspace.store.atomic():
        for piece in ordered:
            _restore_piece(workspace, piece)
    periods = sorted({piece.submission.entry.key.period for piece in ordered})
    return Restored(len(ordered), tuple(Period(iso) for iso in periods), tuple(left))


def _files(paths: Iterable[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        found += sorted(one for one in path.iterdir() if one.is_file()) if path.is_dir() else [path]
    return found


def _read(workspace: Workspace, path: Path) -> _Piece:
    (parsed, *_) = inbox_files.parse_files([path], archive=None, is_practice=workspace.is_practice)
    if parsed.opened is None:
        raise parsed.error or BundleError("G299")
    opened = parsed.opened
    if opened.manifest.from_unit != workspace.org_unit.code or not opened.submissions:
        raise BundleError("G504")
    own = own_public_key(workspace.root)
    if own is not None and own != opened.public_key:
        raise BundleError("G500")
    return _Piece(opened, opened.submissions[0], path.read_bytes(), path.name)


def _order(piece: _Piece) -> tuple[str, str, int]:
    entry = piece.submission.entry
    return entry.key.form, entry.key.period, entry.revision


def _restore_piece(workspace: Workspace, piece: _Piece) -> None:
    entry = piece.submission.entry
    place = received_reports.place_of(workspace, entry.key.unit, entry.key.period)
    form = place and received_reports.form_of(
        workspace, entry.key.form, entry.key.form_version, place=place, period=entry.key.period
    )
    if place is None or form is None:
        raise BundleError("G601")
    report = received_reports.report_of(
        form, place, piece.submission.figures, piece.submission.texts
    )
    store, actor = workspace.store, workspace.actor
    submission = _submission(workspace, form, Period(entry.key.period))
    names = {question.name for question in form.all_questions() if question.is_calculated}
    frozen = restoring.restore_revision(
        store,
        submission,
        entry.revision,
        answers=report.answers.values(),
        explanations=report.explanations.values(),
        calculated=[key for key in report.answers if key.question in names],
        reason=entry.reason,
        actor=actor,
    )
    if report.answers:  # a withdrawal leaves the working answers as they were
        entered = [one for key, one in report.answers.items() if key.question not in names]
        answer_table.save_answers(
            store, submission.instance_id, entered, actor=actor, action="import"
        )
        answer_table.save_explanations(
            store,
            submission.instance_id,
            report.explanations.values(),
            actor=actor,
            action="import",
        )
    manifest = piece.opened.manifest
    restoring.restore_sent(
        store,
        frozen,
        bundle_id=piece.opened.bundle_id,
        sequence=ledger.Sequence(manifest.epoch, manifest.seq, manifest.prev),
        file_name=piece.file_name,
        data=piece.data,
        actor=actor,
    )


def _submission(workspace: Workspace, form: Form, period: Period) -> Submission:
    unit = workspace.org_unit.code
    found = submissions.find_submission(
        workspace.store, form_id=form.form_id, org_unit=unit, period=period
    )
    if found is not None:
        return found
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return submissions.create_submission(
        workspace.store,
        Submission(
            instance_id=str(uuid.uuid4()),
            form_id=form.form_id,
            form_version=form.version,
            org_unit=unit,
            period=period,
            state=SubmissionState.DRAFT,
            revision=0,
            created=now,
            last_updated=now,
            stored_by=workspace.actor,
        ),
    )
