"""The private key file: OpenSSH's own, under a passphrase."""

import base64
import unicodedata

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_ssh_private_key,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cds_desktop.bundle import keys
from cds_desktop.bundle.keys import (
    change_passphrase,
    make_key,
    public_part,
    signing_key_from_seed,
    unlock,
)
from cds_desktop.bundle.public_key import key_blob
from cds_desktop.bundle.ssh_wire import pack_number, pack_string
from cds_desktop.errors import BundleError
from tests.unit.bundle.bundle_making import KEY, code_of

PASSPHRASE = "cánh đồng sen Tháp Mười"
FILE = make_key(PASSPHRASE)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make key files that are unlocked in a moment."""
    monkeypatch.setattr(keys, "_ROUNDS", 1)


def test_a_key_is_unlocked_by_its_passphrase():
    key = unlock(FILE, PASSPHRASE)
    assert key.public == public_part(FILE)
    assert len(key.sign(b"x")) == 64


def test_two_keys_are_never_the_same(quick: None):
    assert public_part(make_key(PASSPHRASE)) != public_part(make_key(PASSPHRASE))


@pytest.mark.parametrize("passphrase", ["", "cánh đồng sen", PASSPHRASE + " ", PASSPHRASE.upper()])
def test_a_wrong_passphrase_is_named_as_such(quick: None, passphrase: str):
    data = make_key(PASSPHRASE)
    assert code_of(lambda: unlock(data, passphrase)) == "key_passphrase_wrong"


def test_the_keyboard_that_decomposes_letters_opens_the_same_key(quick: None):
    data = make_key(unicodedata.normalize("NFC", PASSPHRASE))
    typed = unicodedata.normalize("NFD", PASSPHRASE)
    assert typed != PASSPHRASE
    assert unlock(data, typed).public == public_part(data)


@pytest.mark.parametrize("passphrase", ["", "123456789", "         a         "])
def test_a_short_passphrase_is_refused(passphrase: str):
    assert code_of(lambda: make_key(passphrase)) == "key_passphrase_short"


def test_ten_characters_are_enough(quick: None):
    assert unlock(make_key("1234567890"), "1234567890")


def test_the_passphrase_changes_and_the_key_stays(quick: None):
    before = make_key(PASSPHRASE)
    after = change_passphrase(before, PASSPHRASE, new="mười ký tự trở lên")
    assert public_part(after) == public_part(before)
    assert unlock(after, "mười ký tự trở lên").public == public_part(before)
    assert code_of(lambda: unlock(after, PASSPHRASE)) == "key_passphrase_wrong"


def test_neither_passphrase_nor_seed_stand_in_the_file():
    private = unlock(FILE, PASSPHRASE).private.private_bytes_raw()
    assert PASSPHRASE.encode() not in FILE and private not in FILE


def _unprotected() -> bytes:
    return KEY.private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())


def _pkcs8() -> bytes:
    protection = BestAvailableEncryption(b"1234567890")
    return KEY.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, protection)


def _rsa() -> bytes:
    key = generate_private_key(65537, 2048)
    protection = PrivateFormat.OpenSSH.encryption_builder().kdf_rounds(1).build(b"1234567890")
    return key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, protection)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"PK\3\4", id="zip"),
        pytest.param(FILE[:200], id="cut"),
        pytest.param(FILE + FILE, id="two keys"),
        pytest.param(FILE.replace(b"OPENSSH", b"RSA"), id="another kind"),
        pytest.param(FILE.replace(b"b3BlbnNzaC1rZXk", b"b3BlbnNzaC1rZXj"), id="magic"),
        pytest.param(FILE.replace(b"\n", b"\n\n", 3).replace(b"A", b"*", 1), id="not base64"),
        pytest.param(_unprotected(), id="without a passphrase"),
        pytest.param(_pkcs8(), id="PKCS 8"),
        pytest.param(_rsa(), id="RSA"),
    ],
)
def test_a_broken_or_foreign_file_is_named_as_such(data: bytes):
    assert code_of(lambda: unlock(data, "1234567890")) == "key_file_broken"


def test_a_file_that_asks_for_hours_of_work_is_refused_at_once():
    salt_and_rounds = pack_string(b"s" * 16) + pack_number(2**32 - 1)
    frame = b"openssh-key-v1\0" + b"".join(
        map(pack_string, (b"aes256-ctr", b"bcrypt", salt_and_rounds))
    )
    blob = frame + pack_number(1) + pack_string(key_blob(KEY.public)) + pack_string(b"x" * 160)
    data = _file(blob)
    assert code_of(lambda: unlock(data, "1234567890")) == "key_file_broken"


def test_a_file_copied_by_a_windows_editor_still_opens(quick: None):
    data = make_key(PASSPHRASE)
    assert unlock(data.replace(b"\n", b"\r\n"), PASSPHRASE).public == public_part(data)


def test_a_file_whose_public_half_was_exchanged_is_broken(quick: None):
    """Or else the window would show one fingerprint and sign with another key."""
    ours, other = make_key(PASSPHRASE), make_key(PASSPHRASE)
    data = _file(_blob(ours).replace(public_part(ours), public_part(other)))
    assert public_part(data) == public_part(other)
    assert code_of(lambda: unlock(data, PASSPHRASE)) == "key_passphrase_wrong"


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_a_damaged_file_gives_an_error_or_the_same_key(quick: None, data: st.DataObject):
    file = bytearray(_QUICK_FILE)
    file[data.draw(st.integers(0, len(file) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    try:
        key = unlock(bytes(file), PASSPHRASE)
    except BundleError as error:
        assert error.code in ("key_file_broken", "key_passphrase_wrong")
    else:
        signed = key.private.public_key().public_bytes_raw()
        assert key.public == signed == public_part(_QUICK_FILE)


def test_a_bit_lost_in_the_secret_part_does_not_make_another_key():
    """The library alone would accept it and sign with a key that nobody has enrolled."""
    blob = bytearray(_blob(_QUICK_FILE))
    seed = len(blob) - 144 + 63  # behind checksums, type and public key of the protected part
    blob[seed + 5] ^= 1 << 3
    broken = _file(bytes(blob))
    load_ssh_private_key(broken, PASSPHRASE.encode())
    assert code_of(lambda: unlock(broken, PASSPHRASE)) == "key_file_broken"


def _blob(file: bytes) -> bytes:
    return base64.b64decode(b"".join(file.splitlines()[1:-1]))


def _file(blob: bytes) -> bytes:
    begin, end = b"-----BEGIN OPENSSH PRIVATE KEY-----\n", b"-----END OPENSSH PRIVATE KEY-----\n"
    return begin + base64.encodebytes(blob) + end


def _quick_file() -> bytes:
    protection = PrivateFormat.OpenSSH.encryption_builder().kdf_rounds(1)
    return signing_key_from_seed(bytes(32)).private.private_bytes(
        Encoding.PEM, PrivateFormat.OpenSSH, protection.build(PASSPHRASE.encode())
    )


_QUICK_FILE = _quick_file()
