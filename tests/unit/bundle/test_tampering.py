"""Tampering with a genuine bundle: bit by bit, with repaired sums, with other keys and purposes."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from cds_desktop.bundle.container import write_zip
from cds_desktop.bundle.document_types import DESCRIPTION
from cds_desktop.bundle.keys import SigningKey
from cds_desktop.bundle.public_key import fingerprint
from cds_desktop.bundle.reader import read
from cds_desktop.bundle.sums import SIGNATURE, SUMS, make_sums
from cds_desktop.bundle.trust import TrustedKey, TrustList, check
from cds_desktop.errors import BundleError
from tests.unit.bundle.bundle_making import (
    CONTENT,
    FIGURES,
    KEY,
    OTHER_KEY,
    code_of,
    genuine,
    signed,
    small,
    unpacked,
)

NAMESPACE = "bundle-v1@cds-desktop"
OURS = TrustList((TrustedKey(public=KEY.public, unit="866", namespaces=(NAMESPACE,)),))
Files = dict[str, bytes]


# --- every single bit ---------------------------------------------------------------------------


def test_every_flipped_bit_is_refused_or_harmless():
    data = small()
    original = read(data)
    harmless = 0
    for flipped in _flipped_everywhere(data):
        try:
            opened = read(flipped)
        except BundleError as error:
            assert error.code[0] == "G" and error.code != "G299"
        else:
            harmless += 1
            assert opened == original
    entries = len(unpacked(data))
    # Made-by, internal and external attributes of each entry; all else stands there twice.
    assert harmless == entries * 8 * (2 + 2 + 4)


def _flipped_everywhere(data: bytes) -> Iterator[bytes]:
    buffer = bytearray(data)
    for at in range(len(buffer)):
        for bit in range(8):
            buffer[at] ^= 1 << bit
            yield bytes(buffer)
            buffer[at] ^= 1 << bit


# --- smart flips --------------------------------------------------------------------------------


def _flips_of(name: str) -> Iterator[Files]:
    """Flip one bit of every byte of a file."""
    files = unpacked(genuine())
    for at in range(len(files[name])):
        changed = bytearray(files[name])
        changed[at] ^= 1 << (at % 8)
        yield {**files, name: bytes(changed)}


CONTENT_FILES = sorted(name for name in unpacked(genuine()) if not name.startswith(SUMS))


@pytest.mark.parametrize("name", CONTENT_FILES)
def test_a_changed_file_with_repaired_checksums_differs_from_the_list(name: str):
    for files in _flips_of(name):
        data = write_zip(files)
        assert code_of(lambda data=data: read(data)) == "G403"


@pytest.mark.parametrize("name", CONTENT_FILES)
def test_a_changed_file_with_a_repaired_list_breaks_the_signature(name: str):
    for files in _flips_of(name):
        content = {key: data for key, data in files.items() if not key.startswith(SUMS)}
        data = write_zip({**content, SUMS: make_sums(content), SIGNATURE: files[SIGNATURE]})
        assert code_of(lambda data=data: read(data)) == "G402"


def test_a_changed_list_is_never_believed():
    codes = {code_of(lambda files=files: read(write_zip(files))) for files in _flips_of(SUMS)}
    assert codes == {"G301", "G302", "G402"}


def test_a_changed_signature_is_never_believed():
    codes = {code_of(lambda files=files: read(write_zip(files))) for files in _flips_of(SIGNATURE)}
    assert codes <= {"G401", "G402", "G404"} and {"G401", "G402"} <= codes


def test_a_bundle_signed_again_by_an_unknown_key_names_another_key():
    data = signed(unpacked(genuine()), key=OTHER_KEY)
    assert code_of(lambda: read(data)) == "G406"


def test_a_bundle_made_by_an_unknown_key_is_genuine_but_not_believed():
    opened = read(genuine(key=OTHER_KEY))
    assert check(opened, OURS).code == "G500"


@pytest.mark.parametrize("name", CONTENT_FILES)
def test_a_changed_file_signed_again_by_another_key_is_never_believed(name: str):
    for files in _flips_of(name):
        data = signed(_claiming(files, OTHER_KEY), key=OTHER_KEY)
        try:
            opened = read(data)
        except BundleError:
            continue
        assert check(opened, OURS).code == "G500"


def _claiming(files: Files, key: SigningKey) -> Files:
    ours, theirs = (fingerprint(one.public).encode() for one in (KEY, key))
    return {**files, DESCRIPTION: files[DESCRIPTION].replace(ours, theirs)}


@pytest.mark.parametrize(
    ("namespace", "code"),
    [
        pytest.param("receipt-v1@cds-desktop", "G300", id="receipt: its own file is missing"),
        pytest.param("pack-v1@cds-desktop", "G404", id="pack"),
        pytest.param("file", "G404", id="another program's"),
        pytest.param("bundle-v1@CDS-desktop", "G404", id="upper case"),
        pytest.param("", "G404", id="empty"),
        pytest.param("bundle-v2@cds-desktop", "G310", id="later major version"),
        pytest.param("receipt-v12@cds-desktop", "G310", id="later major version of another type"),
        pytest.param("bundle-v0@cds-desktop", "G404", id="version zero"),
    ],
)
def test_the_right_key_with_a_wrong_namespace_is_refused(namespace: str, code: str):
    data = signed(unpacked(genuine()), namespace=namespace)
    assert code_of(lambda: read(data)) == code


def test_a_signature_of_another_bundle_is_refused():
    other = genuine(replace(CONTENT, seq=46))
    data = write_zip({**unpacked(genuine()), SIGNATURE: unpacked(other)[SIGNATURE]})
    assert code_of(lambda: read(data)) == "G402"


def test_two_genuine_bundles_cannot_be_spliced():
    other = unpacked(genuine(replace(CONTENT, figures=FIGURES[:2])))
    data = write_zip({**unpacked(genuine()), "v001.csv": other["v001.csv"]})
    assert code_of(lambda: read(data)) == "G403"
