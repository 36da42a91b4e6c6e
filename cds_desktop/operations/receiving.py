"""Take bundles in at the province: all or nothing, any number of times, in any order.

Verification was done by `inbox_files` in a limited child; here follow admission and storing, one
short transaction a bundle (BUNDLE.md 17, steps 2 to 9).
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cds_desktop.bundle.reader import Opened
from cds_desktop.bundle.trust import KeyStatus
from cds_desktop.errors import CdsError, StoreError
from cds_desktop.messages import Message, explain
from cds_desktop.operations import inbox_files, key_list
from cds_desktop.operations.admitting import (
    Outcome,
    check_is_province,
    has_form,
    judge,
)
from cds_desktop.operations.bundle_storing import (
    check_stored,
    head_of,
    new_submission,
    stored_bundle,
)
from cds_desktop.operations.bundle_warnings import warnings_of
from cds_desktop.operations.inbox_files import ParsedFile
from cds_desktop.operations.workspace import Workspace
from cds_desktop.store import admissions, effective, received
from cds_desktop.store.received import ReceivedSubmission

_log = logging.getLogger(__name__)

_STORE_CODES = {
    "store_disk_full": "G700",
    "store_io_error": "G700",
    "store_read_only": "G700",
    "store_locked": "G701",
}


OUTCOME_NAMES = {
    Outcome.ACCEPTED: "Đã nhận",
    Outcome.HELD: "Giữ lại",
    Outcome.DUPLICATE: "Đã có",
    Outcome.REJECTED: "Từ chối",
    Outcome.SKIPPED: "Bỏ qua",
}


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """What became of one offered file, for people; `messages` says why and what to do.

    The first message is what decided; the others are warnings that stop nothing.
    """

    name: str
    outcome: Outcome
    codes: tuple[str, ...]
    messages: tuple[Message, ...]
    kind: str = ""
    bundle_id: str = ""
    unit: str = ""
    submissions: tuple[ReceivedSubmission, ...] = ()


def archive_of(workspace: Workspace) -> Path:
    """Return the folder of every bundle file ever offered, by hash."""
    return workspace.root / "inbox"


def receive(workspace: Workspace, paths: Iterable[Path]) -> Iterator[ReceivedFile]:
    """Take in files, saved mails and folders of both; yield what became of each file.

    Raises InputError `province_only`; a full disk is a result (G700), not an exception.
    """
    check_is_province(workspace)
    parsed_files = inbox_files.parse_files(
        paths, archive=archive_of(workspace), is_practice=workspace.is_practice
    )
    for parsed in parsed_files:
        yield take_in(workspace, parsed)
    yield from reconsider(workspace)


def preview(workspace: Workspace, paths: Iterable[Path]) -> Iterator[ReceivedFile]:
    """Say what `receive` would make of files; stores nothing, not even the files."""
    check_is_province(workspace)
    for parsed in inbox_files.parse_files(paths, archive=None, is_practice=workspace.is_practice):
        if parsed.opened is None:
            outcome = Outcome.SKIPPED if parsed.is_skipped else Outcome.REJECTED
            yield _result(parsed, outcome, error=parsed.error)
        elif received.find_bundle(workspace.store, parsed.opened.bundle_id) is not None:
            yield _known(workspace, parsed, parsed.opened)
        else:
            judgement = judge(workspace, parsed.opened)
            codes = (judgement.code,) if judgement.code else ()
            yield _result(parsed, judgement.outcome, parsed.opened, codes=codes)


def take_in(workspace: Workspace, parsed: ParsedFile) -> ReceivedFile:
    """Admit and store one parsed file, in one transaction; nothing of it is stored otherwise."""
    try:
        return _taken_in(workspace, parsed)
    except StoreError as error:
        if error.code not in _STORE_CODES:
            raise
        _log.warning("bundle not stored code=%s", error.code)
        code = _STORE_CODES[error.code]
        return ReceivedFile(parsed.name, Outcome.REJECTED, (code,), (explain(code, {}),))


def reconsider(
    workspace: Workspace, parsed: Mapping[str, ParsedFile] | None = None
) -> Iterator[ReceivedFile]:
    """Look again at what was held or refused for want of a key or a form; yield what moved.

    `parsed` holds, by hash, what a job has read already of `waiting_files`.
    """
    known = parsed or {}
    for digest, admission in _waiting(workspace):
        again = known.get(digest) or _again(workspace, digest)
        if admission is not None:
            yield from _reconsider_bundle(workspace, admission, again)
            continue
        result = take_in(workspace, again)
        if result.outcome is not Outcome.REJECTED:
            yield result


def waiting_files(workspace: Workspace) -> tuple[str, ...]:
    """Return the hashes of the kept files that `reconsider` would look at again now."""
    return tuple(digest for digest, _ in _waiting(workspace))


# --- one file -----------------------------------------------------------------------------------


def _taken_in(workspace: Workspace, parsed: ParsedFile) -> ReceivedFile:
    if parsed.is_skipped or (parsed.opened is None and not parsed.file_sha256):
        outcome = Outcome.SKIPPED if parsed.is_skipped else Outcome.REJECTED
        return _result(parsed, outcome, error=parsed.error)
    store = workspace.store
    received.note_file(
        store, parsed.file_sha256, size=parsed.size, name=parsed.name, actor=workspace.actor
    )
    if parsed.opened is None:
        _reject(workspace, parsed, code=parsed.error.code if parsed.error else "G299")
        return _result(parsed, Outcome.REJECTED, error=parsed.error)
    with store.atomic():
        return _admitted(workspace, parsed, parsed.opened)


def _admitted(workspace: Workspace, parsed: ParsedFile, opened: Opened) -> ReceivedFile:
    store = workspace.store
    if received.find_bundle(store, opened.bundle_id) is not None:
        return _known(workspace, parsed, opened)
    judgement = judge(workspace, opened)
    if judgement.outcome is Outcome.REJECTED:
        _reject(workspace, parsed, code=judgement.code)
        return _result(parsed, Outcome.REJECTED, opened, codes=(judgement.code,))
    submissions = [new_submission(one) for one in opened.submissions]
    bundle = stored_bundle(parsed.file_sha256, opened)
    admissions.admit(
        store,
        opened.bundle_id,
        decision=admissions.ACCEPTED if judgement.outcome is Outcome.ACCEPTED else admissions.HELD,
        code=judgement.code,
        actor=workspace.actor,
        rows=received.bundle_rows(store, bundle, submissions),
    )
    for one in opened.submissions:
        check_stored(store, one)
    if opened.enrolment is not None:
        key_list.enrol(workspace, opened)
    effective.recompute(store, [one.head.table for one in submissions])
    warnings = warnings_of(store, bundle)
    codes = (judgement.code, *warnings) if judgement.code else warnings
    return _result(parsed, judgement.outcome, opened, codes=codes)


def _known(workspace: Workspace, parsed: ParsedFile, opened: Opened) -> ReceivedFile:
    """Answer as the first time: a bundle that is there already changes nothing."""
    admission = admissions.admission(workspace.store, opened.bundle_id)
    codes = ("G616", admission.code) if admission and admission.code else ("G616",)
    return _result(parsed, Outcome.DUPLICATE, opened, codes=codes)


def _reject(workspace: Workspace, parsed: ParsedFile, *, code: str) -> None:
    opened = parsed.opened
    admissions.reject(
        workspace.store,
        parsed.file_sha256,
        code=code,
        fingerprint=opened.fingerprint if opened else "",
        unit=opened.manifest.from_unit if opened else "",
        actor=workspace.actor,
    )
    _log.info("file rejected code=%s sha256=%s", code, parsed.file_sha256[:8])


def _result(
    parsed: ParsedFile,
    outcome: Outcome,
    opened: Opened | None = None,
    *,
    codes: tuple[str, ...] = (),
    error: CdsError | None = None,
) -> ReceivedFile:
    shown = (error.code,) if error else codes
    texts = (error.message,) if error else tuple(explain(code, {}) for code in codes)
    if opened is None:
        return ReceivedFile(parsed.name, outcome, shown, texts)
    return ReceivedFile(
        parsed.name,
        outcome,
        shown,
        texts,
        kind=opened.manifest.type,
        bundle_id=opened.bundle_id,
        unit=opened.manifest.from_unit,
        submissions=tuple(head_of(one) for one in opened.submissions),
    )


# --- looking again ------------------------------------------------------------------------------


def _waiting(workspace: Workspace) -> list[tuple[str, admissions.Admission | None]]:
    """Return held bundles whose reason may be gone, then refused files whose key is known now."""
    held = (
        one
        for one in admissions.admissions(workspace.store).values()
        if one.decision == admissions.HELD and _may_move(workspace, one)
    )
    found: list[tuple[str, admissions.Admission | None]] = []
    for admission in held:
        if bundle := received.find_bundle(workspace.store, admission.bundle_id):
            found.append((bundle.file_sha256, admission))
    known = {key.fingerprint for key in key_list.list_keys(workspace)}
    for rejection in admissions.rejections(workspace.store):
        if rejection.code == "G500" and rejection.fingerprint in known:
            found.append((rejection.file_sha256, None))
    return found


def _reconsider_bundle(
    workspace: Workspace, admission: admissions.Admission, parsed: ParsedFile
) -> Iterator[ReceivedFile]:
    bundle = received.find_bundle(workspace.store, admission.bundle_id)
    if bundle is None or parsed.opened is None:
        return
    judgement = judge(workspace, parsed.opened)
    is_accepted = judgement.outcome is Outcome.ACCEPTED
    if judgement.code == admission.code:
        return
    with workspace.store.atomic():
        admissions.admit(
            workspace.store,
            bundle.bundle_id,
            decision=admissions.ACCEPTED if is_accepted else admissions.HELD,
            code=judgement.code,
            actor=workspace.actor,
            is_release=is_accepted,
        )
        heads = received.submissions_of(workspace.store, bundle.bundle_id)
        effective.recompute(workspace.store, [head.table for head in heads])
    warnings = warnings_of(workspace.store, bundle)
    codes = (judgement.code, *warnings) if judgement.code else warnings
    yield _result(
        parsed, Outcome.ACCEPTED if is_accepted else Outcome.HELD, parsed.opened, codes=codes
    )


def _may_move(workspace: Workspace, admission: admissions.Admission) -> bool:
    """Say whether the reason for which a bundle is held may be gone: a look without parsing."""
    bundle = received.find_bundle(workspace.store, admission.bundle_id)
    if bundle is None or admission.reason:  # a person held it: only a person lets it go
        return False
    heads = received.submissions_of(workspace.store, bundle.bundle_id)
    match admission.code:
        case "G501" | "G502" | "G508":
            key = key_list.find_by_fingerprint(workspace, bundle.fingerprint)
            return key is not None and key.status == KeyStatus.ACTIVE.value
        case "G600":
            return not any(
                admissions.is_locked(workspace.store, head.form, head.period) for head in heads
            )
        case _:
            return all(has_form(workspace, head) for head in heads)


def _again(workspace: Workspace, file_sha256: str) -> ParsedFile:
    """Parse a kept file once more."""
    data = inbox_files.archived(archive_of(workspace), file_sha256)
    names = dict(received.inbox_files(workspace.store))
    name = names.get(file_sha256, file_sha256[:8])
    return inbox_files.parse_bytes(data, name=name, is_practice=workspace.is_practice)
