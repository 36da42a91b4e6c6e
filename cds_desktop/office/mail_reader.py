"""Read a saved e-mail (.eml) and hand over its attachments; nothing in it is ever opened or run.

To be called in a limited child process. What may be a bundle is returned with its bytes; anything
else is named with the reason why it was left alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import errors, message_from_bytes, policy
from email.message import Message
from enum import StrEnum

from cds_desktop.errors import DocumentError
from cds_desktop.limits import (
    BUNDLE_BYTES,
    MAIL_ATTACHMENTS,
    MAIL_BYTES,
    MAIL_DEPTH,
    MAIL_PARTS,
)
from cds_desktop.text_rules import clean

_HEADER = re.compile(rb"(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}")
_PROGRAMS = re.compile(
    r"\.(?:exe|com|bat|cmd|scr|pif|msi|js|jse|vbs|vbe|wsf|ps1|lnk|hta|jar|dll|reg|iso|img|docm"
    r"|xlsm|pptm|html?|svg)$",
    re.IGNORECASE,
)
_ARCHIVES = re.compile(r"\.(?:rar|7z|gz|tar|tgz|bz2|xz|cab|arj|ace)$", re.IGNORECASE)
_PROGRAM_BYTES = (b"MZ", b"\x7fELF", b"#!", b"L\0\0\0\x01\x14\x02")
_ARCHIVE_BYTES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_NAME_CHARS = 120


class Left(StrEnum):
    """Why an attachment was left alone."""

    PROGRAM = "program"
    ARCHIVE = "archive"
    FOREIGN = "foreign"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    TOO_DEEP = "too_deep"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class MailAttachment:
    """One attachment: its bytes when it may be a bundle, else why it was left alone."""

    name: str
    data: bytes = b""
    left: Left | None = None


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail's attachments; its subject and sender are claims of whoever wrote it."""

    subject: str
    sender: str
    attachments: tuple[MailAttachment, ...]


def is_mail(data: bytes) -> bool:
    """Say whether bytes begin as a saved mail does: with header lines."""
    return bool(_HEADER.match(data[:8192].lstrip(b"\xef\xbb\xbf\r\n")))


def read_mail(data: bytes) -> Mail:
    """Return the attachments of a saved mail; DocumentError `mail_too_large`, `mail_broken`."""
    if len(data) > MAIL_BYTES:
        raise DocumentError("mail_too_large")
    try:
        message = message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n"), policy=policy.compat32)
    except (errors.MessageError, ValueError, LookupError) as error:
        raise DocumentError("mail_broken") from error
    attachments = tuple(_limited(_attachments(message, depth=0)))
    return Mail(_header(message, "subject"), _header(message, "from"), attachments)


def _limited(attachments: Iterator[MailAttachment]) -> Iterator[MailAttachment]:
    bundles = 0
    for number, attachment in enumerate(attachments):
        bundles += attachment.left is None
        if number >= MAIL_PARTS or bundles > MAIL_ATTACHMENTS:
            yield MailAttachment(attachment.name, left=Left.TOO_MANY)
            return
        yield attachment


def _attachments(message: Message, *, depth: int) -> Iterator[MailAttachment]:
    """Walk over the parts of a message, and of messages forwarded within it."""
    if depth > MAIL_DEPTH:
        yield MailAttachment("", left=Left.TOO_DEEP)
        return
    payload: object = message.get_payload()
    if isinstance(payload, list):
        for part in payload:  # pyright: ignore[reportUnknownVariableType]
            if isinstance(part, Message):
                yield from _attachments(part, depth=depth + 1)  # pyright: ignore[reportUnknownArgumentType]
        return
    name = _name(message)
    if name or message.get_content_maintype() not in ("text", "multipart"):
        yield _attachment(message, name or "(không tên)")


def _attachment(part: Message, name: str) -> MailAttachment:
    try:
        content: object = part.get_payload(decode=True)
    except (ValueError, LookupError, errors.MessageError):
        return MailAttachment(name, left=Left.BROKEN)
    data = content if isinstance(content, bytes) else b""
    if left := _reason_to_leave(name, data):
        return MailAttachment(name, left=left)
    return MailAttachment(name, data)


def _reason_to_leave(name: str, data: bytes) -> Left | None:
    if _PROGRAMS.search(name) or data.startswith(_PROGRAM_BYTES):
        return Left.PROGRAM
    if _ARCHIVES.search(name) or data.startswith(_ARCHIVE_BYTES):
        return Left.ARCHIVE
    if len(data) > BUNDLE_BYTES:
        return Left.TOO_LARGE
    if not data.startswith((b"PK\x03\x04", b"age-encryption.org/v1")):
        return Left.FOREIGN
    return None


def _name(part: Message) -> str:
    """Return the attachment's name as text to be shown; it never becomes a path."""
    try:
        raw = part.get_filename() or ""
    except (ValueError, LookupError, TypeError):
        raw = "?"
    return _shown(raw)


def _header(message: Message, name: str) -> str:
    return _shown(str(message.get(name, "")))


def _shown(text: str) -> str:
    plain = text.encode("utf-8", "replace").decode("utf-8", "replace")
    return " ".join(clean(plain).text.split())[:_NAME_CHARS]
