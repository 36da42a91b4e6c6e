"""Whom we believe: unit, role, addressee and status of a key."""

from dataclasses import replace

import pytest

from cds_desktop.bundle.public_key import public_line
from cds_desktop.bundle.reader import read
from cds_desktop.bundle.trust import (
    Disposition,
    KeyStatus,
    TrustedKey,
    TrustList,
    allowed_signers,
    check,
    parse_allowed_signers,
)
from cds_desktop.errors import BundleError
from tests.unit.bundle.bundle_making import CONTENT, KEY, OTHER_KEY, genuine, with_submission
from tests.unit.bundle.test_public_key import ORDER_8

NAMESPACE = "bundle-v1@cds-desktop"
OPENED = read(genuine())
OURS = TrustedKey(public=KEY.public, unit="866", namespaces=(NAMESPACE,))
OTHER = TrustedKey(public=OTHER_KEY.public, unit="867", namespaces=(NAMESPACE,))
LINE = f'866 namespaces="{NAMESPACE}" {public_line(KEY.public)}\n'


def test_a_known_key_of_the_unit_is_believed():
    verdict = check(OPENED, TrustList((OTHER, OURS)), own_unit="87")
    assert (verdict.disposition, verdict.code, verdict.key) == (Disposition.ACCEPT, "", OURS)


@pytest.mark.parametrize(
    ("key", "own_unit", "code", "disposition"),
    [
        pytest.param(OTHER, "87", "G500", Disposition.REJECT, id="key unknown"),
        pytest.param(
            replace(OURS, unit="867"), "87", "G503", Disposition.REJECT, id="key of another unit"
        ),
        pytest.param(
            replace(OURS, namespaces=("receipt-v1@cds-desktop",)),
            "87",
            "G509",
            Disposition.REJECT,
            id="another role",
        ),
        pytest.param(OURS, "88", "G504", Disposition.REJECT, id="not for this unit"),
        pytest.param(
            replace(OURS, status=KeyStatus.PENDING), "87", "G501", Disposition.HOLD, id="pending"
        ),
        pytest.param(
            replace(OURS, status=KeyStatus.REVOKED), "87", "G502", Disposition.HOLD, id="revoked"
        ),
        pytest.param(
            replace(OURS, status=KeyStatus.RETIRED, last_seq=44),
            "87",
            "G508",
            Disposition.HOLD,
            id="retired before this number",
        ),
        pytest.param(
            replace(OURS, status=KeyStatus.REVOKED, unit="867"),
            "87",
            "G503",
            Disposition.REJECT,
            id="a revoked key of another unit is no reason to hold",
        ),
    ],
)
def test_what_is_not_believed_has_its_code(
    key: TrustedKey, own_unit: str, code: str, disposition: Disposition
):
    verdict = check(OPENED, TrustList((key,)), own_unit=own_unit)
    assert (verdict.code, verdict.disposition) == (code, disposition)
    assert BundleError(code).message.text


def test_a_retired_key_is_believed_up_to_its_last_number():
    key = replace(OURS, status=KeyStatus.RETIRED, last_seq=45)
    assert check(OPENED, TrustList((key,))).disposition is Disposition.ACCEPT


def test_who_only_looks_need_not_be_the_addressee():
    assert check(OPENED, TrustList((OURS,))).code == ""


def test_a_key_may_not_report_for_another_unit():
    figures = tuple(row._replace(area="867") for row in CONTENT.figures)
    content = replace(CONTENT, unit="867", figures=figures)
    opened = read(genuine(content))
    assert check(opened, TrustList((OURS,))).code == "G503"


def test_a_sender_may_not_call_itself_another_unit():
    opened = replace(OPENED, manifest=replace(OPENED.manifest, from_unit="867"))
    assert check(opened, TrustList((OURS,))).code == "G503"
    allowed = replace(OURS, reports_for=frozenset({"867"}))
    assert check(opened, TrustList((allowed,))).code == "G503"


def test_a_submission_of_another_unit_within_the_senders_bundle_is_seen():
    data = with_submission(unit="867")
    with pytest.raises(BundleError):
        read(data)  # the table itself still says 866
    manifest = replace(OPENED.manifest, from_unit="866")
    entry = OPENED.submissions[0].entry
    foreign = replace(entry, key=replace(entry.key, unit="867"))
    submission = replace(OPENED.submissions[0], entry=foreign)
    opened = replace(OPENED, manifest=manifest, submissions=(submission,))
    assert check(opened, TrustList((OURS,))).code == "G503"
    allowed = replace(OURS, reports_for=frozenset({"867"}))
    assert check(opened, TrustList((allowed,))).code == ""


# --- allowed_signers ----------------------------------------------------------------------------


def test_the_file_of_ssh_keygen_is_written_and_read():
    text = allowed_signers([OTHER, OURS])
    assert text.splitlines()[0] + "\n" == LINE
    assert parse_allowed_signers(text).keys == (OURS, OTHER)


def test_keys_that_are_not_in_use_are_left_out():
    others = [replace(OURS, status=status) for status in KeyStatus if status.value != "active"]
    assert allowed_signers(others) == ""


def test_comments_and_empty_lines_are_passed_over():
    text = f"# danh sách khóa\n\n{LINE}"
    assert parse_allowed_signers(text).find(KEY.public) == OURS


def test_a_remark_behind_the_key_is_passed_over():
    assert parse_allowed_signers(LINE.strip() + " Huyện Tháp Mười\n").keys == (OURS,)


def test_a_key_may_have_several_namespaces():
    line = LINE.replace(NAMESPACE, f"{NAMESPACE},enrol-v1@cds-desktop")
    assert parse_allowed_signers(line).keys[0].namespaces == (NAMESPACE, "enrol-v1@cds-desktop")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param(f"866 {public_line(KEY.public)}\n", 1, id="no namespaces"),
        pytest.param(LINE.replace("866", "*"), 1, id="everybody"),
        pytest.param(LINE.replace("866", "866,867"), 1, id="two units"),
        pytest.param(LINE.replace("namespaces", "cert-authority,namespaces"), 1, id="authority"),
        pytest.param(LINE.replace('" ssh', '",valid-before="2020" ssh'), 1, id="validity"),
        pytest.param(LINE.replace("ssh-ed25519", "ssh-rsa"), 1, id="another type"),
        pytest.param(LINE.replace("AAAAC3", "AAAAC4"), 1, id="broken key"),
        pytest.param(LINE + "?\n", 2, id="noise"),
        pytest.param(LINE + LINE.replace("866", "867"), 2, id="one key for two units"),
        pytest.param(
            f'866 namespaces="{NAMESPACE}" {public_line(ORDER_8.to_bytes(32, "little"))}\n',
            1,
            id="key of small order",
        ),
    ],
)
def test_a_line_that_is_not_ours_is_refused_and_named(text: str, line: int):
    with pytest.raises(BundleError) as caught:
        parse_allowed_signers(text)
    assert caught.value.code == "trust_list_broken"
    assert caught.value.params == {"line": line}
