"""Ed25519 public keys: their OpenSSH form, fingerprint, and the number read over the telephone.

A public key travels through the program as its 32 raw bytes (BUNDLE.md 6.2).
"""

import base64
import binascii
import hashlib

from cds_desktop.bundle.ssh_wire import WireError, WireReader, pack_string

KEY_TYPE = b"ssh-ed25519"
KEY_BYTES = 32

_SPOKEN_DIGITS, _GROUP = 30, 5
_PRIME = 2**255 - 19
_CURVE_D = -121665 * pow(121666, -1, _PRIME) % _PRIME


def key_blob(public: bytes) -> bytes:
    """Return the 51 bytes by which OpenSSH knows the key."""
    return pack_string(KEY_TYPE) + pack_string(public)


def parse_key_blob(blob: bytes) -> bytes:
    """Return the raw key of an OpenSSH blob; WireError when it is not an Ed25519 key."""
    fields = WireReader(blob)
    fields.expect(pack_string(KEY_TYPE))
    public = fields.string()
    fields.expect_end()
    if len(public) != KEY_BYTES:
        raise WireError("an Ed25519 key has 32 bytes")
    return public


def public_line(public: bytes) -> str:
    """Return `ssh-ed25519 AAAA...`, as OpenSSH writes a public key."""
    return f"{KEY_TYPE.decode()} {base64.b64encode(key_blob(public)).decode()}"


def parse_public_line(line: str) -> bytes:
    """Return the raw key of `ssh-ed25519 AAAA...`; WireError for any other line."""
    key_type, _, encoded = line.partition(" ")
    if key_type != KEY_TYPE.decode():
        raise WireError("another type of key")
    try:
        blob = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise WireError("not base64") from error
    public = parse_key_blob(blob)
    if public_line(public) != line:
        raise WireError("not the usual spelling of base64")
    return public


def fingerprint(public: bytes) -> str:
    """Return `SHA256:...`, what `ssh-keygen -lf` prints for the key."""
    digest = hashlib.sha256(key_blob(public)).digest()
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


def spoken_form(public: bytes) -> str:
    """Return the "mã đối chiếu": six groups of five digits, about 100 bits of the fingerprint."""
    digest = hashlib.sha256(key_blob(public)).digest()
    number = int.from_bytes(digest[:13], "big") % 10**_SPOKEN_DIGITS
    digits = f"{number:0{_SPOKEN_DIGITS}d}"
    return " ".join(digits[at : at + _GROUP] for at in range(0, _SPOKEN_DIGITS, _GROUP))


def is_safe(public: bytes) -> bool:
    """Say whether the key is a point of the curve, spelt in the one way, and of full order.

    A key of small order would accept signatures that nobody made; such a key is never enrolled.
    """
    y = int.from_bytes(public, "little") & (2**255 - 1)
    if len(public) != KEY_BYTES or y >= _PRIME:
        return False
    return _is_on_curve(y) and not _has_small_order(y)


def _x_squared(y: int) -> int:
    return (y * y - 1) * pow(_CURVE_D * y * y + 1, -1, _PRIME) % _PRIME


def _is_on_curve(y: int) -> bool:
    return pow(_x_squared(y), (_PRIME - 1) // 2, _PRIME) in (0, 1)


def _has_small_order(y: int) -> bool:
    for _ in range(3):  # eight times a point of small order is the neutral point, whose y is 1
        x2, y2 = _x_squared(y), y * y % _PRIME
        y = (y2 + x2) * pow(1 - _CURVE_D * x2 * y2, -1, _PRIME) % _PRIME
    return y == 1
