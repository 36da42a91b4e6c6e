"""Make and describe the unit's signing key, kept in its own file under a passphrase."""

from dataclasses import dataclass
from pathlib import Path

from cds_desktop.atomic_file import write_atomically
from cds_desktop.bundle import keys, public_key, trust
from cds_desktop.bundle.document_types import SUBMISSION
from cds_desktop.errors import BundleError, InputError
from cds_desktop.operations.workspace import Workspace, key_file_of


@dataclass(frozen=True, slots=True)
class KeyInfo:
    """What the unit may tell about its key.

    `spoken_form` are the 30 digits read by telephone; `allowed_signers` is the line by which
    `ssh-keygen -Y verify` knows the unit (BUNDLE.md 6.2, 6.3).
    """

    public: bytes
    fingerprint: str
    spoken_form: str
    allowed_signers: str


def new_key_file(passphrase: str) -> bytes:
    """Return a new key, encrypted; touches no disk. Raises BundleError `key_passphrase_short`."""
    return keys.make_key(passphrase)


def save_key_file(workspace: Workspace, data: bytes) -> KeyInfo:
    """Keep an encrypted key as the unit's own; raises InputError `key_exists`."""
    if workspace.key_file.exists():
        raise InputError("key_exists", file=workspace.key_file.name)
    write_atomically(workspace.key_file, data, is_private=True)
    return _described(workspace.org_unit.code, data)


def key_info(workspace: Workspace) -> KeyInfo | None:
    """Return the public side of the unit's key, which needs no passphrase; None without a key."""
    if not workspace.key_file.exists():
        return None
    return _described(workspace.org_unit.code, read_key_file(workspace.key_file))


def own_public_key(root: Path) -> bytes | None:
    """Return the public key of the workspace in `root`, also while its window is open."""
    file = key_file_of(root)
    return keys.public_part(read_key_file(file)) if file.exists() else None


def read_key_file(file: Path) -> bytes:
    """Return the encrypted private key, for a job that signs; raises BundleError `key_missing`."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise BundleError("key_missing") from error


def _described(unit: str, data: bytes) -> KeyInfo:
    public = keys.public_part(data)
    return KeyInfo(
        public=public,
        fingerprint=public_key.fingerprint(public),
        spoken_form=public_key.spoken_form(public),
        allowed_signers=trust.allowed_signers([_as_trusted(unit, public)]),
    )


def _as_trusted(unit: str, public: bytes) -> trust.TrustedKey:
    return trust.TrustedKey(public=public, unit=unit, namespaces=(SUBMISSION.namespace,))
