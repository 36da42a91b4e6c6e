"""Public keys: their lines, fingerprints and the keys that are never enrolled."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cds_desktop.bundle.keys import signing_key_from_seed
from cds_desktop.bundle.public_key import (
    fingerprint,
    is_safe,
    key_blob,
    parse_key_blob,
    parse_public_line,
    public_line,
    spoken_form,
)
from cds_desktop.bundle.ssh_wire import WireError, pack_string
from tests.unit.bundle.bundle_making import KEY, OTHER_KEY

PRIME = 2**255 - 19
SIGN = 1 << 255


def _encoded(y: int) -> bytes:
    return y.to_bytes(32, "little")


def test_a_key_blob_has_51_bytes():
    assert len(key_blob(KEY.public)) == 51
    assert parse_key_blob(key_blob(KEY.public)) == KEY.public


def test_the_line_is_read_as_it_was_written():
    line = public_line(KEY.public)
    assert line.startswith("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI")
    assert parse_public_line(line) == KEY.public


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("", id="empty"),
        pytest.param("ssh-rsa AAAA", id="another type"),
        pytest.param("ssh-ed25519 !!!!", id="not base64"),
        pytest.param("ssh-ed25519 AAAA", id="cut"),
        pytest.param(public_line(KEY.public) + " ", id="space behind"),
        pytest.param(public_line(KEY.public)[:-4], id="shorter"),
        pytest.param("ssh-ed25519  " + public_line(KEY.public)[12:], id="two spaces"),
    ],
)
def test_other_lines_are_refused(line: str):
    with pytest.raises(WireError):
        parse_public_line(line)


@pytest.mark.parametrize(
    "blob",
    [
        pytest.param(b"", id="empty"),
        pytest.param(key_blob(KEY.public)[:-1], id="cut"),
        pytest.param(key_blob(KEY.public) + b"\0", id="longer"),
        pytest.param(pack_string(b"ssh-ed25519") + pack_string(b"x" * 31), id="31 bytes"),
        pytest.param(pack_string(b"ssh-ed448") + pack_string(b"x" * 32), id="another curve"),
        pytest.param(b"\xff\xff\xff\xff" + b"x" * 47, id="length of 4 GiB"),
    ],
)
def test_other_blobs_are_refused(blob: bytes):
    with pytest.raises(WireError):
        parse_key_blob(blob)


def test_the_fingerprint_has_43_characters_behind_its_name():
    assert fingerprint(KEY.public) == "SHA256:lbmsoA0yIEcEiVDRnMWuzm+nV+3ZEEpVIURqFoeSspg"
    assert len(fingerprint(OTHER_KEY.public)) == 7 + 43


def test_the_spoken_form_is_six_groups_of_five_digits_of_the_fingerprint():
    digest = hashlib.sha256(key_blob(KEY.public)).digest()
    number = int.from_bytes(digest[:13], "big") % 10**30
    groups = spoken_form(KEY.public).split(" ")
    assert [len(group) for group in groups] == [5] * 6
    assert int("".join(groups)) == number


def test_the_spoken_form_keeps_leading_zeros():
    seeds = (bytes([n]) * 32 for n in range(256))
    forms = [spoken_form(signing_key_from_seed(seed).public) for seed in seeds]
    assert all(len(form) == 35 for form in forms)
    assert any(form.startswith("0") for form in forms)


@settings(max_examples=40, deadline=None)
@given(st.binary(min_size=32, max_size=32))
def test_every_real_key_is_safe(seed: bytes):
    assert is_safe(signing_key_from_seed(seed).public)


# y of the points of order 8; those of order 1, 2 and 4 are 1, -1 and 0.
ORDER_8 = 2707385501144840649318225287225658788936804267575313519463743609750303402022


@pytest.mark.parametrize("sign", [pytest.param(0, id="+"), pytest.param(SIGN, id="-")])
@pytest.mark.parametrize(
    "y",
    [
        pytest.param(0, id="order 4"),
        pytest.param(1, id="neutral"),
        pytest.param(PRIME - 1, id="order 2"),
        pytest.param(ORDER_8, id="order 8"),
        pytest.param(PRIME - ORDER_8, id="order 8, other"),
        pytest.param(PRIME, id="zero, not reduced"),
        pytest.param(PRIME + 1, id="one, not reduced"),
        pytest.param(2**255 - 1, id="largest"),
        pytest.param(2, id="not on the curve"),
    ],
)
def test_weak_and_oddly_spelt_keys_are_refused(y: int, sign: int):
    assert not is_safe(_encoded(y | sign))


@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_key_of_another_size_is_refused(size: int):
    assert not is_safe(b"\x09" * size)
