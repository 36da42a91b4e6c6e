"""The list of keys that are believed here: enrolled by file and paper, retired, revoked.

At the province these are the keys of the units, at a unit the key of the province.
"""

from cds_desktop.bundle.document_types import ENROLMENT, RECEIPT, SUBMISSION
from cds_desktop.bundle.public_key import spoken_form
from cds_desktop.bundle.reader import Opened
from cds_desktop.bundle.trust import KeyStatus, TrustedKey, TrustList
from cds_desktop.errors import InputError
from cds_desktop.model.org_unit import Level
from cds_desktop.operations.workspace import Workspace
from cds_desktop.store import trusted_keys
from cds_desktop.store.trusted_keys import KeyRow

UNIT_ROLE, PROVINCE_ROLE = "unit", "province"
_NAMESPACES = {
    UNIT_ROLE: (SUBMISSION.namespace, ENROLMENT.namespace),
    PROVINCE_ROLE: (RECEIPT.namespace, ENROLMENT.namespace),
}
STATUS_NAMES = {
    "active": "đang dùng",
    "pending": "chờ đối chiếu phiếu giấy",
    "retired": "đã ngừng dùng",
    "revoked": "đã thu hồi",
}


def is_province(workspace: Workspace) -> bool:
    """Say whether the workspace takes bundles in."""
    return workspace.org_unit.level is Level.PROVINCE


def list_keys(workspace: Workspace) -> tuple[KeyRow, ...]:
    """Return every known key as it stands now, by unit."""
    return trusted_keys.keys(workspace.store)


def trust_list(workspace: Workspace) -> TrustList:
    """Return the list as the check of a bundle needs it."""
    return TrustList(tuple(_trusted(row) for row in list_keys(workspace)))


def enrol(workspace: Workspace, opened: Opened) -> None:
    """Note the key of an enrolment bundle as waiting for its paper; a known key stays as it is."""
    enrolment = opened.enrolment
    if enrolment is None or find_by_fingerprint(workspace, opened.fingerprint) is not None:
        return
    row = KeyRow(
        0,
        opened.fingerprint,
        opened.public_key.hex(),
        enrolment.unit,
        UNIT_ROLE if is_province(workspace) else PROVINCE_ROLE,
        KeyStatus.PENDING.value,
    )
    trusted_keys.save_key(workspace.store, row, actor=workspace.actor)


def find_by_fingerprint(workspace: Workspace, fingerprint: str) -> KeyRow | None:
    """Return the key with a fingerprint."""
    return next((key for key in list_keys(workspace) if key.fingerprint == fingerprint), None)


def find_key(workspace: Workspace, text: str) -> KeyRow:
    """Return the key that a fingerprint, its beginning, or a unit's code names.

    Raises InputError `key_unknown`, `key_ambiguous`.
    """
    wanted = text.strip()
    found = [
        key
        for key in list_keys(workspace)
        if key.unit == wanted
        or key.fingerprint.removeprefix("SHA256:").startswith(wanted.removeprefix("SHA256:"))
    ]
    if len(found) != 1:
        raise InputError("key_ambiguous" if found and wanted else "key_unknown", key=wanted)
    return found[0]


def pending_key(workspace: Workspace, text: str) -> KeyRow:
    """Return the key that waits for its paper; InputError `key_unknown`, `key_not_pending`."""
    wanted = text.strip()
    pending = [key for key in list_keys(workspace) if key.status == KeyStatus.PENDING.value]
    of_unit = [key for key in pending if key.unit == wanted]
    if len(of_unit) == 1:
        return of_unit[0]
    key = find_key(workspace, wanted)
    if key.status != KeyStatus.PENDING.value:
        raise InputError("key_not_pending", unit=key.unit)
    return key


def confirm_key(workspace: Workspace, text: str, *, digits: str, letter_no: str = "") -> KeyRow:
    """Believe a key whose 30 digits were typed from the paper form.

    Raises InputError `key_digits_wrong`, `key_not_pending`, `key_unknown`. Afterwards
    `receiving.reconsider` admits what waited for the key.
    """
    key = pending_key(workspace, text)
    typed = "".join(character for character in digits if character.isdigit())
    if typed != spoken_form(bytes.fromhex(key.public_key)).replace(" ", ""):
        raise InputError("key_digits_wrong", unit=key.unit)
    return _changed(workspace, key, KeyStatus.ACTIVE, letter_no=letter_no)


def retire_key(workspace: Workspace, text: str, *, last_seq: int, reason: str) -> KeyRow:
    """Let a key end after its bundle number `last_seq`."""
    key = find_key(workspace, text)
    if key.status != KeyStatus.ACTIVE.value:
        raise InputError("key_not_in_use", unit=key.unit)
    return _changed(workspace, key, KeyStatus.RETIRED, last_seq=last_seq, reason=reason)


def revoke_key(workspace: Workspace, text: str, *, reason: str) -> KeyRow:
    """Believe a key no more: it is lost or stolen. What came before stays."""
    key = find_key(workspace, text)
    return _changed(workspace, key, KeyStatus.REVOKED, last_seq=key.last_seq, reason=reason)


def _changed(
    workspace: Workspace,
    key: KeyRow,
    status: KeyStatus,
    *,
    last_seq: int = 0,
    letter_no: str = "",
    reason: str = "",
) -> KeyRow:
    row = KeyRow(
        0,
        key.fingerprint,
        key.public_key,
        key.unit,
        key.role,
        status.value,
        last_seq,
        letter_no or key.letter_no,
        reason,
    )
    trusted_keys.save_key(workspace.store, row, actor=workspace.actor)
    found = find_by_fingerprint(workspace, key.fingerprint)
    return found or row


def _trusted(row: KeyRow) -> TrustedKey:
    return TrustedKey(
        public=bytes.fromhex(row.public_key),
        unit=row.unit,
        namespaces=_NAMESPACES[row.role],
        status=KeyStatus(row.status),
        last_seq=row.last_seq,
    )
