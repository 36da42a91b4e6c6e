"""Read what was offered: files, saved mails, a folder of both; each parsed in a limited child.

A job: sees no database. Every file that may be a bundle is kept in the inbox folder under its hash
before anybody parses it (BUNDLE.md 17, step 0).
"""

import hashlib
import logging
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import tee
from pathlib import Path

from cds_desktop import limits
from cds_desktop.atomic_file import write_atomically
from cds_desktop.bundle import reader
from cds_desktop.bundle.document_types import PRACTICE
from cds_desktop.bundle.foreign_files import AGE_MAGIC, looks_like
from cds_desktop.bundle.reader import Opened
from cds_desktop.errors import BundleError, CdsError, DocumentError, InputError
from cds_desktop.limited_process import map_limited
from cds_desktop.office import mail_reader
from cds_desktop.office.mail_reader import MailAttachment

_SUFFIXES = (".zip", ".zip.txt", ".age")
_ZIP = b"PK\x03\x04"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """One file as it was offered: a genuine bundle, or why it is none.

    `is_skipped` says that it was not even a candidate (a letter, a picture, a program in a mail).
    """

    name: str
    file_sha256: str = ""
    size: int = 0
    opened: Opened | None = None
    error: CdsError | None = None
    is_skipped: bool = False


@dataclass(frozen=True, slots=True)
class _Offer:
    """A file as it lies on the disk, for the child."""

    name: str
    data: bytes
    is_practice: bool
    is_mail: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """What the child found in a file; `data` only of what the parent does not have yet."""

    name: str
    data: bytes = b""
    opened: Opened | None = None
    error: CdsError | None = None
    is_skipped: bool = False


def parse_files(
    paths: Iterable[Path], *, archive: Path | None, is_practice: bool = False
) -> Iterator[ParsedFile]:
    """Yield every offered file, parsed; one child serves them all.

    `paths` are files and folders (their own files only). With `archive` every candidate is kept
    there under its hash; raises DocumentError when that is impossible.
    """
    offered, asked = tee(_offers(paths, archive, is_practice))
    answers = _answers(one for one in asked if isinstance(one, _Offer))
    for one in offered:
        if isinstance(one, ParsedFile):
            yield one
        else:
            yield from _parsed(one, next(answers), archive)


def list_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield files as they are, of folders their own files; InputError `mail_folder_too_large`."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        files = sorted(one for one in path.iterdir() if one.is_file())
        if len(files) > limits.MAIL_FOLDER_FILES:
            raise InputError(
                "mail_folder_too_large", folder=path.name, most=limits.MAIL_FOLDER_FILES
            )
        yield from files


def parse_bytes(data: bytes, *, name: str, is_practice: bool) -> ParsedFile:
    """Parse one bundle that is in memory already: from the archive."""
    offer = _Offer(name, data, is_practice)
    return next(_parsed(offer, next(_answers([offer])), None))


def archived(archive: Path, file_sha256: str) -> bytes:
    """Return a kept file, checked against its name; BundleError `inbox_file_lost`."""
    try:
        data = archived_path(archive, file_sha256).read_bytes()
    except OSError as error:
        raise BundleError("inbox_file_lost", file=file_sha256[:8]) from error
    if hashlib.sha256(data).hexdigest() != file_sha256:
        raise BundleError("inbox_file_lost", file=file_sha256[:8])
    return data


def archived_path(archive: Path, file_sha256: str) -> Path:
    """Return where a file is kept."""
    return archive / file_sha256[:2] / file_sha256


def _answers(offers: Iterable[_Offer]) -> Generator[tuple[_Found, ...] | CdsError]:
    return map_limited(
        _open,
        offers,
        seconds=limits.CHILD_SECONDS,
        mebibytes=limits.BUNDLE_CHILD_MIB,
        failure=BundleError("G299"),
    )


# --- in the child -------------------------------------------------------------------------------


def _open(offer: _Offer) -> tuple[_Found, ...]:
    if not offer.is_mail:
        return (_open_bundle(offer.name, offer.data, offer.is_practice),)
    mail = mail_reader.read_mail(offer.data)
    if not mail.attachments:
        return (_Found(offer.name, error=DocumentError("mail_without_bundle"), is_skipped=True),)
    return tuple(_open_attachment(offer, attachment) for attachment in mail.attachments)


def _open_attachment(mail: _Offer, attachment: MailAttachment) -> _Found:
    name = f"{mail.name} > {attachment.name}"
    if attachment.left is not None:
        error = DocumentError(f"mail_left_{attachment.left}", name=attachment.name)
        return _Found(name, error=error, is_skipped=True)
    return replace(_open_bundle(name, attachment.data, mail.is_practice), data=attachment.data)


def _open_bundle(name: str, data: bytes, is_practice: bool) -> _Found:
    known = frozenset({PRACTICE}) if is_practice else frozenset[str]()
    try:
        return _Found(name, opened=reader.read(data, known_critical=known))
    except BundleError as error:
        return _Found(name, error=error)


# --- in the parent ------------------------------------------------------------------------------


def _parsed(
    offer: _Offer, answer: tuple[_Found, ...] | CdsError, archive: Path | None
) -> Iterator[ParsedFile]:
    if isinstance(answer, CdsError):
        if answer.__cause__ is not None:
            _log.warning("file not parsed cause=%s", answer.__cause__)
        answer = (_Found(offer.name, error=answer, is_skipped=offer.is_mail),)
    for found in answer:
        data = found.data or (b"" if found.is_skipped else offer.data)
        if found.data and archive is not None:
            _keep(archive, found.data)
        digest = hashlib.sha256(data).hexdigest() if data else ""
        yield ParsedFile(found.name, digest, len(data), found.opened, found.error, found.is_skipped)


def _offers(
    paths: Iterable[Path], archive: Path | None, is_practice: bool
) -> Iterator[_Offer | ParsedFile]:
    for path in list_files(paths):
        one = _offered(path, is_practice)
        if isinstance(one, _Offer) and archive is not None and not one.is_mail:
            _keep(archive, one.data)
        yield one


def _offered(path: Path, is_practice: bool) -> _Offer | ParsedFile:
    """Return a candidate or a mail for the child; anything else is only named."""
    try:
        with path.open("rb") as file:
            data = file.read(limits.MAIL_BYTES + 1)
    except OSError:
        return ParsedFile(path.name, error=BundleError("G100", file=path.name))
    if data.startswith((_ZIP, AGE_MAGIC)) or path.name.lower().endswith(_SUFFIXES):
        return _Offer(path.name, data[: limits.BUNDLE_BYTES + 1], is_practice)
    if path.suffix.lower() == ".eml" or mail_reader.is_mail(data):
        return _Offer(path.name, data, is_practice, is_mail=True)
    error = BundleError("G200", looks_like=looks_like(data)) if data else BundleError("G101")
    return ParsedFile(path.name, size=len(data), error=error, is_skipped=True)


def _keep(archive: Path, data: bytes) -> None:
    target = archived_path(archive, hashlib.sha256(data).hexdigest())
    if target.exists() and target.stat().st_size == len(data):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(target, data)
