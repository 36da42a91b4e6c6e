"""Saved mails: attachments are walked, named, limited; drafts are made for the user to send."""

from email.message import EmailMessage
from email.policy import SMTP

import pytest

from cds_desktop.errors import DocumentError
from cds_desktop.limits import BUNDLE_BYTES, MAIL_ATTACHMENTS, MAIL_BYTES, MAIL_PARTS
from cds_desktop.office.mail_draft import MailDraft, draft_bytes
from cds_desktop.office.mail_reader import Left, is_mail, read_mail

ZIP = b"PK\x03\x04 a bundle"


def mail(*attachments: tuple[str, bytes]) -> bytes:
    """Return a mail with attachments."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "pvhtt@dongthap.gov.vn"
    message["Subject"] = "Báo cáo tháng 9"
    message.set_content("Kính gửi Sở")
    for name, data in attachments:
        message.add_attachment(data, maintype="application", subtype="zip", filename=name)
    return bytes(message)


def found(data: bytes) -> list[tuple[str, Left | None]]:
    return [(one.name, one.left) for one in read_mail(data).attachments]


def test_a_bundle_comes_out_byte_for_byte():
    [one] = read_mail(mail(("BC_866.zip", ZIP))).attachments
    assert (one.name, one.data, one.left) == ("BC_866.zip", ZIP, None)


def test_a_letter_without_attachments_has_none():
    assert found(mail()) == []


@pytest.mark.parametrize(
    ("name", "data", "left"),
    [
        pytest.param("BC.zip", b"MZ\x90\0", Left.PROGRAM, id="program named zip"),
        pytest.param("bao_cao.pdf.exe", ZIP, Left.PROGRAM, id="program by name"),
        pytest.param("bao_cao.JS", b"alert(1)", Left.PROGRAM, id="script"),
        pytest.param("bao_cao.docm", ZIP, Left.PROGRAM, id="macros"),
        pytest.param("xem.html", b"<html>", Left.PROGRAM, id="web page"),
        pytest.param("BC.rar", b"Rar!\x1a\x07", Left.ARCHIVE, id="rar"),
        pytest.param("BC.zip", b"7z\xbc\xaf\x27\x1c", Left.ARCHIVE, id="7-Zip named zip"),
        pytest.param("BC.tar.gz", b"\x1f\x8b", Left.ARCHIVE, id="tar"),
        pytest.param("cong_van.pdf", b"%PDF-1.7", Left.FOREIGN, id="letter"),
        pytest.param("", b"\x89PNG", Left.FOREIGN, id="without a name"),
        pytest.param("BC.zip", ZIP + bytes(BUNDLE_BYTES), Left.TOO_LARGE, id="too large"),
    ],
)
def test_what_is_no_bundle_is_left_alone_and_named(name: str, data: bytes, left: Left):
    [(_, reason)] = found(mail((name, data)))
    assert reason is left
    assert read_mail(mail((name, data))).attachments[0].data == b""


def test_a_bundle_that_was_renamed_for_the_gateway_is_found():
    assert found(mail(("BC_866.zip.txt", ZIP))) == [("BC_866.zip.txt", None)]


def test_a_forwarded_mail_is_walked_too():
    outer = EmailMessage(policy=SMTP)
    outer["Subject"] = "Fwd: báo cáo"
    outer.set_content("Chuyển tiếp")
    inner = EmailMessage(policy=SMTP)
    inner.set_content("Kính gửi")
    inner.add_attachment(ZIP, maintype="application", subtype="zip", filename="BC.zip")
    outer.add_attachment(inner)
    assert found(bytes(outer)) == [("BC.zip", None)]


def test_mails_forwarded_without_end_are_cut():
    inner = mail(("BC.zip", ZIP))
    for _ in range(10):
        outer = EmailMessage(policy=SMTP)
        outer.set_content("Chuyển tiếp")
        outer.add_attachment(inner, maintype="message", subtype="x-raw")
        inner = (
            bytes(outer)
            .replace(b"message/x-raw", b"message/rfc822")
            .replace(b"Content-Transfer-Encoding: base64\r\n", b"")
        )
    assert None not in [left for _, left in found(inner)]


def test_500_attachments_are_cut():
    many = [(f"BC_{number}.zip", ZIP) for number in range(500)]
    reasons = [left for _, left in found(mail(*many))]
    assert reasons.count(None) == MAIL_ATTACHMENTS and reasons[-1] is Left.TOO_MANY
    junk = [(f"anh_{number}.png", b"\x89PNG") for number in range(500)]
    assert len(found(mail(*junk))) == MAIL_PARTS + 1


def test_a_mail_over_the_limit_is_refused():
    with pytest.raises(DocumentError) as caught:
        read_mail(b"Subject: x\r\n\r\n" + bytes(MAIL_BYTES))
    assert caught.value.code == "mail_too_large"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x", id="no end"),
        pytest.param(b"Content-Type: multipart/mixed\r\n\r\nx", id="no boundary"),
        pytest.param(
            b"Content-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%%",
            id="broken base64",
        ),
        pytest.param(
            b"Content-Disposition: attachment; filename*=utf-9'vi'%ZZ\r\n\r\nx", id="name"
        ),
        pytest.param(b"Subject: =?utf-8?B?%%%?=\r\n\r\n", id="subject"),
        pytest.param(b"\xff\xfe\x00" * 100, id="noise"),
        pytest.param(b"Content-Type: text/plain; charset=\xff\r\n\r\nx", id="charset"),
    ],
)
def test_a_broken_mail_is_read_without_a_bundle(data: bytes):
    assert all(left is not None for _, left in found(data))


def test_a_name_is_shown_on_one_line_and_clean():
    [(name, _)] = found(mail(("BC\u202e866\u200b.zip", ZIP)))
    assert name == "BC866.zip"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"From: a@b.vn\r\nSubject: x\r\n\r\n", True, id="mail"),
        pytest.param(b"\xef\xbb\xbfFrom: a@b.vn\nSubject: x\n\n", True, id="with a BOM"),
        pytest.param(b"PK\x03\x04", False, id="zip"),
        pytest.param("Kính gửi: Sở\r\n".encode(), False, id="a letter"),
    ],
)
def test_a_mail_is_known_by_its_headers(data: bytes, expected: bool):
    assert is_mail(data) is expected


# --- drafts ---------------------------------------------------------------------------------------

DRAFT = MailDraft(
    recipient="so@dongthap.gov.vn",
    subject="[CDS] Huyện Tháp Mười: báo cáo tháng 9 năm 2023, bản 1",
    body="Kính gửi Sở.\n",
    attachment_name="BC_872.zip",
)


def test_a_draft_is_read_again_with_its_attachment():
    data = draft_bytes(DRAFT, ZIP)
    [one] = read_mail(data).attachments
    assert (one.name, one.data) == ("BC_872.zip", ZIP)
    assert data == draft_bytes(DRAFT, ZIP)
    assert b"X-Unsent: 1" in data and b"BCC" not in data.upper()


@pytest.mark.parametrize("subject", ["a\nBcc: x@y.vn", "a\rb"])
def test_a_line_end_in_a_header_is_refused(subject: str):
    draft = MailDraft(recipient="", subject=subject, body="", attachment_name="BC.zip")
    with pytest.raises(DocumentError) as caught:
        draft_bytes(draft, ZIP)
    assert caught.value.code == "mail_header_wrong"
