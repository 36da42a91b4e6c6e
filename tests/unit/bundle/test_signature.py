"""SSHSIG signatures: one spelling, no malleability, RFC 8032's own vectors."""

import base64

import pytest

from cds_desktop.bundle import signature
from cds_desktop.bundle.keys import signing_key_from_seed
from cds_desktop.bundle.public_key import key_blob
from cds_desktop.bundle.signature import Signature, parse, verify
from cds_desktop.bundle.ssh_wire import pack_number, pack_string
from tests.unit.bundle.bundle_making import KEY, OTHER_KEY, code_of

NAMESPACE = "bundle-v1@cds-desktop"
MESSAGE = b"what was signed\n"
GROUP_ORDER = 2**252 + 27742317777372353535851937790883648493
SIGNED = signature.sign(MESSAGE, KEY, namespace=NAMESPACE)
RAW = parse(SIGNED).raw
NEUTRAL = (1).to_bytes(32, "little")


def test_a_signature_is_verified_by_its_own_key():
    read = parse(SIGNED)
    assert (read.public_key, read.namespace) == (KEY.public, NAMESPACE)
    verify(read, MESSAGE)


def test_the_same_message_gives_the_same_signature():
    assert signature.sign(MESSAGE, KEY, namespace=NAMESPACE) == SIGNED


def test_lines_have_at_most_70_columns():
    first, *lines, last = SIGNED.decode().splitlines()
    assert (first, last) == ("-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----")
    assert {len(line) for line in lines[:-1]} == {70} and 0 < len(lines[-1]) <= 70


def test_another_message_is_refused():
    assert code_of(lambda: verify(parse(SIGNED), MESSAGE + b"\n")) == "G402"


def test_another_namespace_is_refused():
    moved = Signature(KEY.public, "receipt-v1@cds-desktop", RAW)
    assert code_of(lambda: verify(moved, MESSAGE)) == "G402"


def test_another_key_is_refused():
    assert code_of(lambda: verify(Signature(OTHER_KEY.public, NAMESPACE, RAW), MESSAGE)) == "G402"


def _raw(r: bytes, s: int) -> bytes:
    return r + s.to_bytes(32, "little")


R, S = RAW[:32], int.from_bytes(RAW[32:], "little")


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(_raw(R, S + GROUP_ORDER), id="S + L"),
        pytest.param(_raw(R, S + 2 * GROUP_ORDER), id="S + 2L"),
        pytest.param(_raw(R, S + 15 * GROUP_ORDER), id="S + 15L"),
        pytest.param(_raw(R, GROUP_ORDER - S), id="L - S"),
        pytest.param(_raw(R, S | 1 << 255), id="highest bit of S"),
        pytest.param(_raw(R, S | 1 << 253), id="third bit of S"),
        pytest.param(_raw(R, 0), id="S is zero"),
        pytest.param(_raw(R, GROUP_ORDER), id="S is L"),
        pytest.param(_raw(bytes(32), S), id="R is zero"),
        pytest.param(_raw(NEUTRAL, S), id="R is neutral"),
        pytest.param(_raw(NEUTRAL, 0), id="R is neutral, S is zero"),
        pytest.param(_raw(R[:31] + bytes([R[31] ^ 0x80]), S), id="sign of R"),
        pytest.param(_raw((2**255 - 18).to_bytes(32, "little"), S), id="R not reduced"),
        pytest.param(bytes(64), id="zeros"),
        pytest.param(b"\xff" * 64, id="ones"),
        pytest.param(RAW[32:] + RAW[:32], id="R and S swapped"),
        pytest.param(RAW[:32][::-1] + RAW[32:][::-1], id="other byte order"),
    ],
)
def test_only_the_one_signature_is_right(raw: bytes):
    assert code_of(lambda: verify(Signature(KEY.public, NAMESPACE, raw), MESSAGE)) == "G402"


def test_no_single_bit_of_the_raw_signature_may_differ():
    for bit in range(512):
        raw = bytearray(RAW)
        raw[bit // 8] ^= 1 << bit % 8
        wrong = Signature(KEY.public, NAMESPACE, bytes(raw))
        assert code_of(lambda wrong=wrong: verify(wrong, MESSAGE)) == "G402"


# --- the file -----------------------------------------------------------------------------------


def _armored(blob: bytes, *, columns: int = 70, end: bytes = b"\n") -> bytes:
    encoded = base64.b64encode(blob)
    lines = [encoded[at : at + columns] for at in range(0, len(encoded), columns)]
    begin, last = b"-----BEGIN SSH SIGNATURE-----", b"-----END SSH SIGNATURE-----"
    return end.join([begin, *lines, last]) + end


def _blob(
    *,
    magic: bytes = b"SSHSIG",
    version: int = 1,
    key: bytes = key_blob(KEY.public),
    reserved: bytes = b"",
    hash_name: bytes = b"sha512",
    key_type: bytes = b"ssh-ed25519",
    raw: bytes = RAW,
) -> bytes:
    inner = pack_string(key_type) + pack_string(raw)
    fields = (key, NAMESPACE.encode(), reserved, hash_name, inner)
    return magic + pack_number(version) + b"".join(map(pack_string, fields))


def test_the_test_can_build_the_right_file():
    assert _armored(_blob()) == SIGNED


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(SIGNED[:-1], id="no line end"),
        pytest.param(SIGNED + b"\n", id="empty line behind"),
        pytest.param(b"\n" + SIGNED, id="empty line before"),
        pytest.param(SIGNED + SIGNED, id="two signatures"),
        pytest.param(SIGNED.replace(b"\n", b"\r\n"), id="CRLF"),
        pytest.param(_armored(_blob(), columns=76), id="76 columns"),
        pytest.param(_armored(_blob(), columns=64), id="64 columns"),
        pytest.param(_armored(_blob(magic=b"SSHSIH")), id="magic"),
        pytest.param(_armored(_blob(version=2)), id="version"),
        pytest.param(_armored(_blob(version=0)), id="version zero"),
        pytest.param(_armored(_blob(reserved=b"x")), id="reserved"),
        pytest.param(_armored(_blob(hash_name=b"sha256")), id="sha256"),
        pytest.param(_armored(_blob(hash_name=b"md5")), id="md5"),
        pytest.param(_armored(_blob(key_type=b"ssh-rsa")), id="type of the signature"),
        pytest.param(_armored(_blob(key=key_blob(NEUTRAL))), id="key of small order"),
        pytest.param(_armored(_blob(key=key_blob(b"\xff" * 32))), id="key not reduced"),
        pytest.param(_armored(_blob(key=key_blob(KEY.public)[:-1])), id="key cut"),
        pytest.param(_armored(_blob(raw=RAW[:-1])), id="63 bytes"),
        pytest.param(_armored(_blob(raw=RAW + b"\0")), id="65 bytes"),
        pytest.param(_armored(_blob() + b"\0"), id="byte behind"),
        pytest.param(_armored(_blob()[:-1]), id="cut"),
        pytest.param(SIGNED.replace(b"SSH SIGNATURE", b"PGP SIGNATURE"), id="PGP"),
        pytest.param(SIGNED.replace(b"U1NI", b"U1N\xc3"), id="not ASCII"),
    ],
)
def test_every_other_file_is_refused(data: bytes):
    assert code_of(lambda: parse(data)) == "G401"


def test_base64_with_unused_bits_set_is_refused():
    body = b"".join(SIGNED.splitlines()[1:-1])
    assert body.endswith(b"Q="), "the blob's length leaves unused bits"
    other = body[:-2] + b"R="
    assert base64.b64decode(other) == base64.b64decode(body)
    lines = [other[at : at + 70] for at in range(0, len(other), 70)]
    begin, end = SIGNED.splitlines()[0], SIGNED.splitlines()[-1]
    assert code_of(lambda: parse(b"\n".join([begin, *lines, end]) + b"\n")) == "G401"


# --- the mathematics: RFC 8032, 7.1 -------------------------------------------------------------


@pytest.mark.parametrize(
    ("seed", "public", "message", "expected"),
    [
        pytest.param(
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
            "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
            id="test 1",
        ),
        pytest.param(
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
            id="test 2",
        ),
        pytest.param(
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
            "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
            id="test 3",
        ),
    ],
)
def test_the_mathematics_is_that_of_rfc_8032(seed: str, public: str, message: str, expected: str):
    key = signing_key_from_seed(bytes.fromhex(seed))
    assert key.public.hex() == public
    assert key.sign(bytes.fromhex(message)).hex() == expected
