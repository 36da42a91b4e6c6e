"""Kinds of bundles and the files they may hold."""

import pytest

from cds_desktop.bundle.document_types import (
    DOCUMENT_TYPES,
    KNOWN_NAMES,
    SUBMISSION,
    is_of_later_major,
)

OWN = ["v001.csv", "v100.csv", "t001.json", "a001_01.pdf", "a100_99.jpg", "TOM_TAT.txt"]
EVERYWHERE = ["SHA256SUMS", "SHA256SUMS.sig", "SHA256SUMS.sig3", "SHA256SUMS.p7s", "README.txt"]
FOREIGN = ["v000.csv", "v101.csv", "v1.csv", "v001.csv.exe", "xv001.csv", "a001_01.docm", "x.js"]
MISSPELT = ["SHA256SUMS.sig1", "receipt.jsonx", "tom_tat.txt", "README.TXT", "v001.csv\n"]


@pytest.mark.parametrize("name", OWN + EVERYWHERE)
def test_a_submission_may_hold(name: str):
    assert SUBMISSION.may_hold(name, minor=0) and KNOWN_NAMES.fullmatch(name)


@pytest.mark.parametrize("name", FOREIGN + MISSPELT)
def test_a_submission_may_not_hold(name: str):
    assert not SUBMISSION.may_hold(name, minor=0) and not KNOWN_NAMES.fullmatch(name)


def test_only_a_later_minor_version_may_hold_extensions():
    assert not SUBMISSION.may_hold("x-more.bin", minor=0)
    assert SUBMISSION.may_hold("x-more.bin", minor=1)


def test_every_kind_is_found_by_its_namespace_and_has_its_own_prefix():
    kinds = list(DOCUMENT_TYPES.values())
    assert all(DOCUMENT_TYPES[kind.namespace] is kind for kind in kinds)
    assert len({kind.prefix for kind in kinds}) == len(kinds)
    assert all(kind.namespace.endswith("-v1@cds-desktop") for kind in kinds)


def test_later_major_versions_are_known_by_their_namespace():
    assert is_of_later_major("bundle-v2@cds-desktop")
    assert not is_of_later_major("bundle-v1@cds-desktop")
    assert not is_of_later_major("bundle-v2@elsewhere")
