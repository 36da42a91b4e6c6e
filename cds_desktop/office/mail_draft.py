"""Make an e-mail draft (.eml) with one attachment: a file that the user's mail program opens."""

import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP

from cds_desktop.errors import DocumentError

_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}")
_BOUNDARY = "=_cds_desktop_bundle_="


@dataclass(frozen=True, slots=True, kw_only=True)
class MailDraft:
    """A mail to be sent by hand: also what is shown to copy into webmail."""

    recipient: str
    subject: str
    body: str
    attachment_name: str


def draft_bytes(draft: MailDraft, attachment: bytes) -> bytes:
    """Return the .eml file: the same draft gives the same bytes.

    DocumentError `mail_address_wrong`, and `mail_header_wrong` for a line end in a header.
    """
    if draft.recipient and not _ADDRESS.fullmatch(draft.recipient):
        raise DocumentError("mail_address_wrong", address=draft.recipient)
    for header in (draft.subject, draft.attachment_name):
        if "\n" in header or "\r" in header:
            raise DocumentError("mail_header_wrong")
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if draft.recipient:
        message["To"] = draft.recipient
    message["Subject"] = draft.subject
    message.set_content(draft.body, charset="utf-8", cte="base64")
    message.add_attachment(
        attachment, maintype="application", subtype="zip", filename=draft.attachment_name
    )
    message.set_boundary(_BOUNDARY)
    return bytes(message)
