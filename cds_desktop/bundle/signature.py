"""Detached OpenSSH signatures (PROTOCOL.sshsig): what `ssh-keygen -Y sign` writes, byte for byte.

Only one spelling is read: Ed25519, SHA-512, version 1, 70 columns, LF (BUNDLE.md 6.1).
"""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from cds_desktop.bundle.keys import SigningKey
from cds_desktop.bundle.public_key import KEY_TYPE, is_safe, key_blob, parse_key_blob
from cds_desktop.bundle.ssh_wire import WireError, WireReader, pack_number, pack_string
from cds_desktop.errors import BundleError

_MAGIC = b"SSHSIG"
_HASH = b"sha512"
_COLUMNS = 70
_BEGIN, _END = b"-----BEGIN SSH SIGNATURE-----\n", b"-----END SSH SIGNATURE-----\n"
_ARMOR = re.compile(_BEGIN + rb"([A-Za-z0-9+/=\n]{1,2000})\n" + _END)


@dataclass(frozen=True, slots=True)
class Signature:
    """The parts of a signature file that mean something."""

    public_key: bytes
    namespace: str
    raw: bytes


def sign(message: bytes, key: SigningKey, *, namespace: str) -> bytes:
    """Return the signature file of `message`."""
    raw = key.sign(_signed_bytes(message, namespace))
    return _armored(Signature(key.public, namespace, raw))


def parse(data: bytes) -> Signature:
    """Read a signature file; G401 when it is malformed or of another algorithm."""
    try:
        signature = _read_armored(data)
    except (WireError, UnicodeDecodeError, binascii.Error) as error:
        raise BundleError("G401") from error
    if _armored(signature) != data or not is_safe(signature.public_key):
        raise BundleError("G401")
    return signature


def verify(signature: Signature, message: bytes) -> None:
    """Raise G402 unless the signature's own key signed `message` for the signature's namespace."""
    public_key = Ed25519PublicKey.from_public_bytes(signature.public_key)
    try:
        public_key.verify(signature.raw, _signed_bytes(message, signature.namespace))
    except InvalidSignature as error:
        raise BundleError("G402") from error


def _signed_bytes(message: bytes, namespace: str) -> bytes:
    digest = hashlib.sha512(message).digest()
    return _MAGIC + _context(namespace) + pack_string(digest)


def _context(namespace: str) -> bytes:
    return pack_string(namespace.encode()) + pack_string(b"") + pack_string(_HASH)


def _armored(signature: Signature) -> bytes:
    raw = pack_string(KEY_TYPE) + pack_string(signature.raw)
    head = _MAGIC + pack_number(1) + pack_string(key_blob(signature.public_key))
    encoded = base64.b64encode(head + _context(signature.namespace) + pack_string(raw))
    lines = [encoded[at : at + _COLUMNS] for at in range(0, len(encoded), _COLUMNS)]
    return _BEGIN + b"\n".join(lines) + b"\n" + _END


def _read_armored(data: bytes) -> Signature:
    found = _ARMOR.fullmatch(data)
    if found is None:
        raise WireError("not an SSH signature")
    fields = WireReader(base64.b64decode(found[1].replace(b"\n", b""), validate=True))
    fields.expect(_MAGIC + pack_number(1))
    public_key = parse_key_blob(fields.string())
    namespace = fields.string().decode("ascii")
    fields.expect(pack_string(b"") + pack_string(_HASH))
    inner = WireReader(fields.string())
    fields.expect_end()
    inner.expect(pack_string(KEY_TYPE))
    raw = inner.string()
    inner.expect_end()
    if len(raw) != 64:
        raise WireError("an Ed25519 signature has 64 bytes")
    return Signature(public_key, namespace, raw)
