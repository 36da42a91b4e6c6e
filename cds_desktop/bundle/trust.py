"""Which keys may speak for which unit (BUNDLE.md 6.3, 15, 17 step 4).

Being genuine (`reader`) and being believed are two questions; this module answers the second, from
a list of keys that the caller keeps.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from cds_desktop.bundle.public_key import is_safe, parse_public_line, public_line
from cds_desktop.bundle.reader import Opened
from cds_desktop.bundle.ssh_wire import WireError
from cds_desktop.errors import BundleError

_LINE = re.compile(
    r"(?P<unit>[A-Z0-9][A-Z0-9.]{0,31}) "
    r'namespaces="(?P<namespaces>[a-z0-9@,-]{1,200})" '
    r"(?P<key>ssh-ed25519 [A-Za-z0-9+/=]{1,100})(?: .*)?"
)


class KeyStatus(Enum):
    """How far a key may be believed."""

    ACTIVE = "active"
    PENDING = "pending"  # enrolled, waiting for the paper form
    RETIRED = "retired"  # good up to `last_seq`
    REVOKED = "revoked"  # lost or stolen


class Disposition(Enum):
    """What becomes of a genuine bundle."""

    ACCEPT = "accept"
    HOLD = "hold"
    REJECT = "reject"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedKey:
    """One key of the list; `last_seq` only for a retired one."""

    public: bytes
    unit: str
    namespaces: tuple[str, ...]
    status: KeyStatus = KeyStatus.ACTIVE
    reports_for: frozenset[str] = frozenset()
    last_seq: int = 0


@dataclass(frozen=True, slots=True)
class TrustList:
    """The keys that are known here, each once."""

    keys: tuple[TrustedKey, ...] = ()

    def find(self, public: bytes) -> TrustedKey | None:
        """Return the entry of a key, or None for a key that nobody enrolled."""
        return next((key for key in self.keys if key.public == public), None)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a bundle's key is believed; `code` (G500-G509) says why not, or is empty."""

    disposition: Disposition
    code: str = ""
    key: TrustedKey | None = None


def check(opened: Opened, allowed: TrustList, *, own_unit: str = "") -> Verdict:
    """Judge a genuine bundle against the list: unit, role, addressee, then the key's status.

    `own_unit` is the unit that receives the bundle; empty when somebody only looks at it.
    """
    key = allowed.find(opened.public_key)
    if key is None:
        return Verdict(Disposition.REJECT, "G500")
    if code := _refusal(opened, key, own_unit):
        return Verdict(Disposition.REJECT, code, key)
    if code := _reason_to_hold(opened, key):
        return Verdict(Disposition.HOLD, code, key)
    return Verdict(Disposition.ACCEPT, key=key)


def allowed_signers(keys: Iterable[TrustedKey]) -> str:
    """Return the `allowed_signers` file of ssh-keygen for the keys that are in use."""
    active = [key for key in keys if key.status is KeyStatus.ACTIVE]
    lines = [
        f'{key.unit} namespaces="{",".join(key.namespaces)}" {public_line(key.public)}\n'
        for key in active
    ]
    return "".join(sorted(lines))


def parse_allowed_signers(text: str) -> TrustList:
    """Read an `allowed_signers` file; `trust_list_broken` names the first line that is not ours.

    Options that we do not know are refused: to pass over one could widen whom we believe.
    """
    keys: list[TrustedKey] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            keys.append(_parse_line(line, number))
            if [key.public for key in keys].count(keys[-1].public) > 1:
                raise BundleError("trust_list_broken", line=number)
    return TrustList(tuple(keys))


def _refusal(opened: Opened, key: TrustedKey, own_unit: str) -> str:
    units = {one.entry.key.unit for one in opened.submissions}
    speaks_for = {key.unit} | key.reports_for
    if opened.manifest.from_unit != key.unit or not units <= speaks_for:
        return "G503"
    if opened.namespace not in key.namespaces:
        return "G509"
    if own_unit and own_unit not in opened.manifest.to:
        return "G504"
    return ""


def _reason_to_hold(opened: Opened, key: TrustedKey) -> str:
    if key.status is KeyStatus.RETIRED and opened.manifest.seq <= key.last_seq:
        return ""
    return {
        KeyStatus.ACTIVE: "",
        KeyStatus.PENDING: "G501",
        KeyStatus.REVOKED: "G502",
        KeyStatus.RETIRED: "G508",
    }[key.status]


def _parse_line(line: str, number: int) -> TrustedKey:
    found = _LINE.fullmatch(line)
    if found is None:
        raise BundleError("trust_list_broken", line=number)
    try:
        public = parse_public_line(found["key"])
    except WireError as error:
        raise BundleError("trust_list_broken", line=number) from error
    if not is_safe(public):
        raise BundleError("trust_list_broken", line=number)
    namespaces = tuple(found["namespaces"].split(","))
    return TrustedKey(public=public, unit=found["unit"], namespaces=namespaces)
