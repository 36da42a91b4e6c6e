"""The keys that are known here and how far each is believed; the newest row of a key counts."""

from dataclasses import dataclass

from cds_desktop.store.connection import Store
from cds_desktop.store.events import LedgerRow, record

_INSERT = (
    "INSERT INTO trusted_keys (n, fingerprint, public_key, unit, role, status, last_seq,"
    " letter_no, reason, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_NEWEST = (
    "SELECT n, fingerprint, public_key, unit, role, status, last_seq, letter_no, reason"
    " FROM trusted_keys ORDER BY n"
)


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One key since event `n` (0: not stored yet); `public_key` is hex."""

    n: int
    fingerprint: str
    public_key: str
    unit: str
    role: str
    status: str
    last_seq: int = 0
    letter_no: str = ""
    reason: str = ""


def save_key(store: Store, key: KeyRow, *, actor: str) -> int:
    """Record a key, or what became of it."""
    columns = (
        *(key.fingerprint, key.public_key, key.unit, key.role, key.status, key.last_seq),
        *(key.letter_no, key.reason),
    )
    kind = "ENROL" if key.status == "pending" else "TRUST"
    row = LedgerRow(_INSERT, columns, is_numbered=True)
    return record(store, kind, key.fingerprint, actor=actor, rows=[row], status=key.status)


def keys(store: Store) -> tuple[KeyRow, ...]:
    """Return every known key as it stands now, by unit."""
    newest = {row[1]: KeyRow(*row) for row in store.select(_NEWEST)}
    return tuple(sorted(newest.values(), key=lambda key: (key.unit, key.n)))
