"""The unit's private key: an OpenSSH key file under a passphrase (BUNDLE.md 15).

The file is what `ssh-keygen -t ed25519` writes, so a key can be checked, moved and its passphrase
changed without this program.
"""

import base64
import binascii
import re
import unicodedata
from dataclasses import dataclass

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PrivateFormat,
    PublicFormat,
    load_ssh_private_key,
)

from cds_desktop.bundle.public_key import parse_key_blob
from cds_desktop.bundle.ssh_wire import WireError, WireReader, pack_string
from cds_desktop.errors import BundleError
from cds_desktop.limits import PASSPHRASE_CHARS

# One unlocking takes 7 ms a round: 24 rounds, OpenSSH's own choice since 9.4, take 0.17 s.
_ROUNDS = 24
_MOST_ROUNDS = 256  # a foreign file may not ask for hours
_FILE = re.compile(
    rb"-----BEGIN OPENSSH PRIVATE KEY-----\n([A-Za-z0-9+/=\n]{1,4000})\n"
    rb"-----END OPENSSH PRIVATE KEY-----\n?"
)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """An unlocked key; it lives as long as one signature takes and is never stored."""

    private: Ed25519PrivateKey
    public: bytes

    def sign(self, message: bytes) -> bytes:
        """Return the 64 bytes of the Ed25519 signature: always the same for the same message."""
        return self.private.sign(message)


def make_key(passphrase: str) -> bytes:
    """Return the key file of a new key; `key_passphrase_short` below 10 characters."""
    return _protected(Ed25519PrivateKey.generate(), passphrase)


def unlock(data: bytes, passphrase: str) -> SigningKey:
    """Return the key of a key file; `key_file_broken`, `key_passphrase_wrong`."""
    public = public_part(data)
    try:
        private = load_ssh_private_key(data, _secret(passphrase))
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        # The file's frame is sound, so what cannot be read is what the passphrase protects.
        raise BundleError("key_passphrase_wrong") from error
    # The library compares the copies of the public key in the file, but does not derive it: without
    # this line one flipped bit in the secret part would silently give another key.
    if not isinstance(private, Ed25519PrivateKey) or _public(private) != public:
        raise BundleError("key_file_broken")
    return SigningKey(private, public)


def change_passphrase(data: bytes, old: str, *, new: str) -> bytes:
    """Return the key file under another passphrase; the key stays the same."""
    return _protected(unlock(data, old).private, new)


def public_part(data: bytes) -> bytes:
    """Return the public key of a key file, which needs no passphrase; `key_file_broken`."""
    try:
        return _read_frame(data)
    except (WireError, binascii.Error) as error:
        raise BundleError("key_file_broken") from error


def signing_key_from_seed(seed: bytes) -> SigningKey:
    """Return the key that 32 secret bytes stand for (RFC 8032)."""
    private = Ed25519PrivateKey.from_private_bytes(seed)
    return SigningKey(private, _public(private))


def _protected(private: Ed25519PrivateKey, passphrase: str) -> bytes:
    if len(passphrase.strip()) < PASSPHRASE_CHARS:
        raise BundleError("key_passphrase_short")
    protection = PrivateFormat.OpenSSH.encryption_builder().kdf_rounds(_ROUNDS)
    return private.private_bytes(
        Encoding.PEM, PrivateFormat.OpenSSH, protection.build(_secret(passphrase))
    )


def _secret(passphrase: str) -> bytes:
    # The same letters typed with another Vietnamese keyboard must give the same bytes.
    return unicodedata.normalize("NFC", passphrase).encode()


def _public(private: Ed25519PrivateKey) -> bytes:
    return private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def _read_frame(data: bytes) -> bytes:
    found = _FILE.fullmatch(data.replace(b"\r\n", b"\n"))
    if found is None:
        raise WireError("not an OpenSSH private key")
    fields = WireReader(base64.b64decode(found[1].replace(b"\n", b""), validate=True))
    fields.expect(b"openssh-key-v1\0" + pack_string(b"aes256-ctr") + pack_string(b"bcrypt"))
    protection = WireReader(fields.string())
    protection.string()  # the salt
    if protection.number() > _MOST_ROUNDS:
        raise WireError("too many rounds")
    fields.expect(b"\0\0\0\1")  # one key
    public = parse_key_blob(fields.string())
    fields.string()  # the protected part
    fields.expect_end()
    return public
