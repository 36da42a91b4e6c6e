"""The kinds of bundles: their file-name prefix, signature namespace and files (BUNDLE.md 4).

A new kind is a new row here, and a reader of its own files in `reader`.
"""

import re
from dataclasses import dataclass

MAJOR, MINOR = 1, 0
PRACTICE = "practice"  # a critical feature: only a reader that asks for it takes such a bundle
PRACTICE_PREFIX = "TAP_"

DESCRIPTION, README, SUMMARY = "datapackage.json", "README.txt", "TOM_TAT.txt"

_EVERYWHERE = r"SHA256SUMS(?:\.sig[23]?|\.p7s)?|datapackage\.json|README\.txt"
_LATER_MINOR = r"x-[A-Za-z0-9_.-]+"
_NAMESPACE = re.compile(r"[a-z]+-v([1-9][0-9]{0,3})@cds-desktop")


@dataclass(frozen=True, slots=True)
class DocumentType:
    """One kind of bundle; `own_files` is what it may hold beside the files that every kind has."""

    name: str
    prefix: str
    namespace: str
    required: tuple[str, ...]
    own_files: str

    def may_hold(self, file_name: str, *, minor: int) -> bool:
        """Say whether this kind of bundle may hold a file; later minor versions may add `x-*`."""
        extension = f"|{_LATER_MINOR}" if minor > MINOR else ""
        return bool(re.fullmatch(f"{_EVERYWHERE}|{self.own_files}{extension}", file_name))


SUBMISSION = DocumentType(
    name="submission",
    prefix="BC_",
    namespace="bundle-v1@cds-desktop",
    required=(DESCRIPTION, README, SUMMARY),
    own_files=(
        r"TOM_TAT\.txt|v(?!000)(?:0[0-9]{2}|100)\.csv|t(?!000)(?:0[0-9]{2}|100)\.json"
        r"|a(?!000)(?:0[0-9]{2}|100)_[0-9]{2}\.(?:pdf|png|jpg)"
    ),
)

RECEIPT_FILE, KEY_FILE, ENROLMENT_FILE = "receipt.json", "key.pub", "enrol.json"

RECEIPT = DocumentType(
    name="receipt",
    prefix="BN_",
    namespace="receipt-v1@cds-desktop",
    required=(DESCRIPTION, README, RECEIPT_FILE),
    own_files=r"receipt\.json",
)
ENROLMENT = DocumentType(
    name="enrol",
    prefix="DK_",
    namespace="enrol-v1@cds-desktop",
    required=(DESCRIPTION, README, KEY_FILE, ENROLMENT_FILE),
    own_files=r"key\.pub|enrol\.json",
)

DOCUMENT_TYPES = {kind.namespace: kind for kind in (SUBMISSION, RECEIPT, ENROLMENT)}

KNOWN_NAMES = re.compile(
    "|".join([_EVERYWHERE, _LATER_MINOR, *(kind.own_files for kind in DOCUMENT_TYPES.values())])
)


def is_of_later_major(namespace: str) -> bool:
    """Say whether a signature's namespace belongs to a major version that is not known here."""
    found = _NAMESPACE.fullmatch(namespace)
    return found is not None and int(found[1]) > MAJOR
