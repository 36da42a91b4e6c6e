"""SHA256SUMS: the list of contents as coreutils writes it, and the bundle's name (BUNDLE.md 5)."""

import hashlib
import re
from collections.abc import Iterable, Mapping

from cds_desktop.errors import BundleError

SUMS = "SHA256SUMS"
SIGNATURE = "SHA256SUMS.sig"

_LIST = re.compile(rb"(?:[0-9a-f]{64}  [A-Za-z0-9][A-Za-z0-9_.-]{0,63}\n)+")


def sha256(data: bytes) -> str:
    """Return the SHA-256 of `data` in lower-case hex."""
    return hashlib.sha256(data).hexdigest()


def bundle_id(sums: bytes) -> str:
    """Return the bundle's name for ever: the SHA-256 of its SHA256SUMS."""
    return sha256(sums)


def make_sums(files: Mapping[str, bytes]) -> bytes:
    """Return SHA256SUMS over `files`, sorted by name."""
    lines = [f"{sha256(files[name])}  {name}\n" for name in sorted(files)]
    return "".join(lines).encode("ascii")


def parse_sums(data: bytes) -> dict[str, str]:
    """Return name -> hash of a SHA256SUMS; G301 unless it is spelt as `make_sums` spells it."""
    if not _LIST.fullmatch(data):
        raise BundleError("G301")
    lines = data.decode("ascii").splitlines()
    listed = {line[66:]: line[:64] for line in lines}
    is_sorted = list(listed) == sorted(listed) and len(listed) == len(lines)
    if not is_sorted or any(_is_about_the_list(name) for name in listed):
        raise BundleError("G301")
    return listed


def check_set(listed: Mapping[str, str], names: Iterable[str]) -> None:
    """Raise G302 unless the list names every file of the bundle, and only those."""
    present = {name for name in names if not _is_about_the_list(name)}
    if differing := sorted(present ^ set(listed)):
        raise BundleError("G302", place=differing[0])


def check_hashes(listed: Mapping[str, str], files: Mapping[str, bytes]) -> None:
    """Raise G403 at the first file that is not the one that was listed."""
    for name, expected in listed.items():
        if sha256(files[name]) != expected:
            raise BundleError("G403", place=name)


def _is_about_the_list(name: str) -> bool:
    return name == SUMS or name.startswith(SUMS + ".")
