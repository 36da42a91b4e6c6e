"""Export a completed report as a signed bundle: plan, sign (a job), record, save copies.

The sequence number is used up in the transaction that stores the finished bytes; what leaves the
program afterwards is a copy of them (BUNDLE.md 9).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from cds_desktop import __version__, limits
from cds_desktop.atomic_file import write_atomically
from cds_desktop.bundle import keys
from cds_desktop.bundle.document_types import PRACTICE
from cds_desktop.bundle.manifest import NO_HASH, AppVersion, PackVersion
from cds_desktop.bundle.reader import read
from cds_desktop.bundle.tables import FigureRow, TextRow, count_totals
from cds_desktop.bundle.writer import SubmissionContent, write_submission
from cds_desktop.errors import InputError
from cds_desktop.formdef.reading import value_text
from cds_desktop.model.form import Question, QuestionType
from cds_desktop.model.submission import (
    STATUSES_WITH_VALUE,
    CellKey,
    SubmissionState,
)
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.reporting import take_snapshot
from cds_desktop.operations.safekeeping import prove_before_export
from cds_desktop.reports.summary import summary
from cds_desktop.store import ledger, revisions, submissions
from cds_desktop.store.home import Home
from cds_desktop.store.revisions import Frozen

_APP = AppVersion("cds_desktop", __version__)
_NO_PACK = PackVersion(0, NO_HASH)  # the forms came with the program
_TEXT_TYPES = (QuestionType.TEXT, QuestionType.LONG_TEXT)
_NOTE, _QUALIFIER, _EXPLANATION = "note", "qualifier", "explanation"


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """What the bundle of the newest revision will hold: plain data for the job that signs it."""

    content: SubmissionContent
    sequence: ledger.Sequence


@dataclass(frozen=True, slots=True)
class SignedBundle:
    """A finished bundle: its bytes, its identity and the file name it should have."""

    data: bytes
    bundle_id: str
    file_name: str
    sequence: ledger.Sequence


def plan_export(session: EntrySession) -> ExportPlan:
    """Gather what the bundle of the newest frozen revision holds.

    Everything is checked first, and backed up when it changed. Raises InputError
    `export_needs_completion` for a draft, StoreError `store_damaged`.
    """
    _check_completed(session)
    workspace, submission = session.workspace, session.submission
    prove_before_export(workspace.store, Home(workspace.root))
    frozen = revisions.frozen(workspace.store, submission.instance_id, submission.revision)
    sequence = ledger.next_sequence(workspace.store)
    figures = tuple(_figures(frozen, session))
    content = SubmissionContent(
        unit=workspace.org_unit.code,
        epoch=sequence.epoch,
        seq=sequence.seq,
        prev=sequence.prev,
        to=(_province(session),),
        created=datetime.now(UTC),
        app=_APP,
        pack=_NO_PACK,
        form=submission.form_id,
        form_version=submission.form_version,
        period=session.period.iso,
        revision=submission.revision,
        summary=_summary(session, frozen, figures),
        supersedes=_former_sid(session),
        reason=frozen.reason,
        prepared_by=workspace.settings.prepared_by,
        approved_by=workspace.settings.signer.name,
        figures=figures,
        texts=tuple(_texts(frozen, session)),
        is_practice=workspace.is_practice,
    )
    return ExportPlan(content, sequence)


def sign(plan: ExportPlan, key_file: bytes, passphrase: str) -> SignedBundle:
    """Sign the bundle; a job. Raises BundleError `key_passphrase_wrong`, `bundle_too_large`."""
    written = write_submission(plan.content, keys.unlock(key_file, passphrase))
    return SignedBundle(written.data, written.bundle_id, written.file_name, plan.sequence)


def record(session: EntrySession, bundle: SignedBundle) -> None:
    """Keep the signed bundle in the outbox for ever and set the report sent, in one transaction.

    Raises StoreError `store_sequence_used` when another bundle was recorded since the plan.
    """
    workspace, submission = session.workspace, session.submission
    with workspace.store.atomic():
        ledger.record_sent(
            workspace.store,
            bundle_id=bundle.bundle_id,
            sequence=bundle.sequence,
            instance_id=submission.instance_id,
            revision=submission.revision,
            file_name=bundle.file_name,
            data=bundle.data,
            actor=workspace.actor,
        )
        submissions.set_state(
            workspace.store, submission, SubmissionState.SENT, actor=workspace.actor
        )
    session.refresh_submission()


def sent_bundle(session: EntrySession) -> SignedBundle | None:
    """Return the bundle already signed for the present revision: sending again is a copy of it.

    Raises InputError `export_needs_completion` for a draft.
    """
    _check_completed(session)
    return _stored(session, session.submission.revision)


def signed_sid(session: EntrySession, revision: int) -> str | None:
    """Return the `sid` under which a revision was signed; None when it never was."""
    bundle = _stored(session, revision)
    if bundle is None:
        return None
    return read(bundle.data, known_critical={PRACTICE}).submissions[0].sid


def save_copy(bundle: SignedBundle, folder: Path) -> Path:
    """Write the bundle into `folder`, read back and compared; raises DocumentError."""
    target = folder / bundle.file_name
    write_atomically(target, bundle.data)
    return target


def _check_completed(session: EntrySession) -> None:
    if session.submission.state is SubmissionState.DRAFT or not session.submission.revision:
        raise InputError("export_needs_completion", period=session.period.label)


def _stored(session: EntrySession, revision: int) -> SignedBundle | None:
    store = session.workspace.store
    sent = ledger.sent_bundle(store, session.submission.instance_id, revision)
    if sent is None:
        return None
    sequence = ledger.Sequence(sent.epoch, sent.seq, sent.prev)
    data = ledger.bundle_bytes(store, sent.bundle_id)
    return SignedBundle(data, sent.bundle_id, sent.file_name, sequence)


def _former_sid(session: EntrySession) -> str | None:
    """Return the `sid` of the newest revision that was signed before this one."""
    earlier = range(session.submission.revision - 1, 0, -1)
    sids = (signed_sid(session, revision) for revision in earlier)
    return next((sid for sid in sids if sid is not None), None)


def _province(session: EntrySession) -> str:
    """Return the code of the unit that the bundle is for."""
    unit = session.workspace.org_unit
    return unit.parent or unit.code


def _summary(session: EntrySession, frozen: Frozen, figures: tuple[FigureRow, ...]) -> str:
    snapshot = take_snapshot(session)
    totals = count_totals(figures)
    return summary(
        snapshot.form,
        snapshot.data,
        outcome=snapshot.outcome,
        settings=snapshot.settings,
        org_unit=snapshot.org_unit,
        revision=frozen.revision,
        rows=totals.rows,
        filled=totals.filled,
        control_sum=Decimal(totals.control_sum),
        is_practice=snapshot.is_practice,
        reason=frozen.reason,
    )


def _figures(frozen: Frozen, session: EntrySession) -> Iterator[FigureRow]:
    """Yield every cell that is a figure, a day, a choice, or empty for a reason."""
    for key, answer in frozen.answers.items():
        has_value = answer.status in STATUSES_WITH_VALUE
        if _is_text(session.question(key.question)) and has_value:
            continue
        if not has_value or answer.value is not None:
            yield FigureRow(*key, value=value_text(answer.value), status=answer.status.value)


def _texts(frozen: Frozen, session: EntrySession) -> Iterator[TextRow]:
    """Yield free texts under their question, remarks on a cell under `question.kind`."""
    for key, answer in frozen.answers.items():
        if _is_text(session.question(key.question)) and answer.value:
            yield from _pieces(key, value_text(answer.value))
        yield from _remarks(key, {_NOTE: answer.note, _QUALIFIER: answer.qualifier})
    for key, given in frozen.explanations.items():
        yield from _remarks(key, {_EXPLANATION: given.text})


def _pieces(key: CellKey, text: str) -> Iterator[TextRow]:
    """Yield a text in pieces that a row may hold: `question`, `question.2`, `question.3` ..."""
    for number, start in enumerate(range(0, len(text), limits.TEXT_CHARS), start=1):
        question = key.question if number == 1 else f"{key.question}.{number}"
        yield TextRow(key.area, question, key.row, text=text[start : start + limits.TEXT_CHARS])


def _remarks(key: CellKey, texts: Mapping[str, str]) -> Iterator[TextRow]:
    for kind, text in texts.items():
        if text:
            yield from _pieces(key._replace(question=f"{key.question}.{kind}"), text)


def _is_text(question: Question) -> bool:
    return question.type in _TEXT_TYPES
