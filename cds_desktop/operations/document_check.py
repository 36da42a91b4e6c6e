"""Check any Word document by NĐ 30/2020/NĐ-CP, ours or edited by hand, in a limited child process.

A document from outside never raises anything but a DocumentError with a sentence.
"""

from dataclasses import dataclass
from pathlib import Path

from cds_desktop import limits
from cds_desktop.errors import DocumentError
from cds_desktop.limited_process import run_limited
from cds_desktop.messages import decree_rule

_OLE_MAGIC = b"\xd0\xcf\x11\xe0"  # .doc, and files under a password
_ZIP_MAGIC = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class DocumentFinding:
    """One breach: the element, where, what stands there, what is required, by which paragraph."""

    rule: str
    element: str
    place: str
    found: str
    required: str
    advice: str
    paragraph: str

    @property
    def text(self) -> str:
        """The finding as one line of text."""
        return (
            f"{self.element} ({self.place}): {self.found}; quy định: {self.required}. "
            f"{self.advice} ({self.paragraph})."
        )


@dataclass(frozen=True, slots=True)
class DocumentCheck:
    """What the check of one file found, page rules first; `rule_count` rules were applied."""

    file_name: str
    findings: tuple[DocumentFinding, ...]
    rule_count: int


def check_document(path: Path) -> DocumentCheck:
    """Check the .docx at `path`.

    Raises DocumentError: `document_missing`, `document_old_format`, `document_other_kind`,
    `document_beyond_limit`, `document_unreadable`, `document_too_hard`.
    """
    return run_limited(
        _checked,
        read_foreign_document(path),
        path.name,
        seconds=limits.CHILD_SECONDS,
        mebibytes=limits.CHILD_MIB,
        failure=DocumentError("document_too_hard", file=path.name),
    )


def read_foreign_document(path: Path) -> bytes:
    """Return the bytes of a file that should be a .docx; raises DocumentError when it is none."""
    try:
        with path.open("rb") as file:
            data = file.read(limits.DOCUMENT_BYTES + 1)
    except OSError as error:
        raise DocumentError("document_missing", file=path.name) from error
    if len(data) > limits.DOCUMENT_BYTES:
        raise DocumentError("document_beyond_limit", file=path.name)
    if data.startswith(_OLE_MAGIC):
        raise DocumentError("document_old_format", file=path.name)
    if not data.startswith(_ZIP_MAGIC):
        raise DocumentError("document_other_kind", file=path.name)
    return data


def _checked(data: bytes, file: str) -> DocumentCheck:
    """Run in the child, which pays for the libraries."""
    from cds_desktop.office import document_rules

    found = document_rules.check(data, file=file)
    findings = [_explained(one.rule, one.place, one.found, required=one.required) for one in found]
    return DocumentCheck(file, tuple(findings), len(document_rules.RULES))


def _explained(code: str, place: str, found: str, *, required: str) -> DocumentFinding:
    rule = decree_rule(code)
    return DocumentFinding(
        rule=code,
        element=rule.element,
        place=place,
        found=found,
        required=required,
        advice=rule.advice,
        paragraph=rule.paragraph,
    )
