"""Find out what people changed in produced documents, and keep it when they are made again.

What was generated is remembered in the workspace (folder generated), so that an edit can be told
from what the program wrote. Nothing that people wrote is ever overwritten: the former file is set
aside first.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from cds_desktop import limits
from cds_desktop.atomic_file import free_name, write_atomically
from cds_desktop.errors import DocumentError
from cds_desktop.limited_process import run_limited
from cds_desktop.office.hand_edit import HandEdit, Merged

__all__ = ["HandEdit"]

MEMORY_FOLDER = "generated"
SET_ASIDE = "_ban_sua_tay"
_MOST_REMEMBERED = 200


@dataclass(frozen=True, slots=True)
class Former:
    """A file that stands where a new one shall go; `base` is what was generated (b"": unknown)."""

    data: bytes
    base: bytes
    is_edited: bool


def former_document(path: Path, memory: Path) -> Former | None:
    """Return the Word document at `path` and what it was generated as; None when there is none.

    Raises DocumentError when there is a file that cannot be read.
    """
    if not path.exists():
        return None
    data = _read(path)
    base = _base_of(data, memory)
    return Former(data, base, is_edited=data != base)


def is_edited_workbook(path: Path, memory: Path) -> bool:
    """Say whether the Excel file at `path` is another one than the program wrote."""
    return path.exists() and not _marker(memory, _read(path)).exists()


def keep_edits(former: Former, now: bytes, *, file: str) -> Merged:
    """Carry the edits of the former document over into the one generated now."""
    return run_limited(
        _merged,
        (former.base, former.data, now, file),
        seconds=limits.CHILD_SECONDS,
        mebibytes=limits.CHILD_MIB,
        failure=DocumentError("document_too_hard", file=file),
    )


def set_aside(path: Path, data: bytes) -> Path:
    """Keep a former file under another name beside its place; return that name."""
    kept = free_name(path.with_stem(path.stem + SET_ASIDE))
    write_atomically(kept, data)
    return kept


def remember_document(memory: Path, generated: bytes) -> None:
    """Remember what was generated, before hand edits were carried into it."""
    from cds_desktop.office import docx_identity

    identity = docx_identity.identity_of(generated, file="")
    _remember(memory / f"{identity}.docx", generated)


def remember_workbook(memory: Path, generated: bytes) -> None:
    """Remember that the program wrote this workbook."""
    _remember(_marker(memory, generated), b"")


def _merged(work: tuple[bytes, bytes, bytes, str]) -> Merged:
    """Run in the child: the edited document is a file from outside."""
    from cds_desktop.office import docx_merge

    base, edited, now, file = work
    return docx_merge.merge(base, edited, now, file=file)


def _base_of(data: bytes, memory: Path) -> bytes:
    """Return what a document was generated as; b"" when that is not known here."""
    from cds_desktop.office import docx_identity

    try:
        identity = docx_identity.identity_of(data, file="")
        return (memory / f"{identity}.docx").read_bytes() if identity else b""
    except (DocumentError, OSError):
        return b""


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DocumentError("document_missing", file=path.name) from error


def _marker(memory: Path, data: bytes) -> Path:
    return memory / f"{hashlib.sha256(data).hexdigest()[:16]}.xlsx"


def _remember(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(exist_ok=True)
        remembered = sorted(path.parent.iterdir(), key=lambda one: one.stat().st_mtime)
        for oldest in remembered[: max(0, len(remembered) - _MOST_REMEMBERED)]:
            oldest.unlink(missing_ok=True)
    except OSError as error:
        raise DocumentError("output_folder_unwritable", folder=str(path.parent)) from error
    write_atomically(path, data)
