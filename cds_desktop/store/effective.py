"""Which received submission counts for each report: a cache of the pure rule (BUNDLE.md 9)."""

from collections.abc import Iterable
from dataclasses import dataclass

from cds_desktop.model.effective import Candidate, Effective, effective_submission
from cds_desktop.store import admissions
from cds_desktop.store.connection import Store

_CANDIDATES = (
    "SELECT s.sid, s.revision, c.content, s.state = 'retracted' FROM received_submissions s"
    " JOIN received_contents c ON c.number = s.number"
    " WHERE s.form = ? AND s.period = ? AND s.unit = ? AND EXISTS (SELECT 1"
    " FROM bundle_submissions l JOIN admissions a ON a.n ="
    " (SELECT max(n) FROM admissions WHERE bundle_id = l.bundle_id)"
    " WHERE l.sid = s.sid AND a.decision = 'ACCEPTED')"
)
_PUT = (
    "INSERT INTO effective (form, period, unit, sid, status) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (form, period, unit) DO UPDATE SET sid = excluded.sid, status = excluded.status"
)

Table = tuple[str, str, str]
"""Form, period and unit."""


@dataclass(frozen=True, slots=True)
class EffectiveRow:
    """What counts for a report; `sid` is "" when nothing does."""

    form: str
    period: str
    unit: str
    sid: str
    status: str


def recompute(store: Store, tables: Iterable[Table]) -> None:
    """Apply the rule to some reports again, in the caller's transaction."""
    for table in tables:
        found = computed(store, table)
        if found is None:
            store.execute("DELETE FROM effective WHERE form = ? AND period = ? AND unit = ?", table)
        else:
            store.execute(_PUT, (*table, found.sid or None, found.status))


def computed(store: Store, table: Table) -> Effective | None:
    """Return what the rule says of a report; None when nothing of it was admitted."""
    rows = store.select(_CANDIDATES, table)
    candidates = [
        Candidate(sid, revision, content, bool(is_r)) for sid, revision, content, is_r in rows
    ]
    return effective_submission(candidates, decided=admissions.decision(store, *table))


def effective_of(store: Store, *, form: str, period: str) -> tuple[EffectiveRow, ...]:
    """Return what counts for a form and period, by unit."""
    rows = store.select(
        "SELECT form, period, unit, coalesce(sid, ''), status FROM effective"
        " WHERE form = ? AND period = ? ORDER BY unit",
        (form, period),
    )
    return tuple(EffectiveRow(*row) for row in rows)


def effective_of_unit(store: Store, unit: str) -> tuple[EffectiveRow, ...]:
    """Return what counts for the reports of a unit."""
    rows = store.select(
        "SELECT form, period, unit, coalesce(sid, ''), status FROM effective WHERE unit = ?"
        " ORDER BY form, period",
        (unit,),
    )
    return tuple(EffectiveRow(*row) for row in rows)


def all_effective(store: Store) -> tuple[EffectiveRow, ...]:
    """Return what counts for every report."""
    rows = store.select(
        "SELECT form, period, unit, coalesce(sid, ''), status FROM effective"
        " ORDER BY form, period, unit"
    )
    return tuple(EffectiveRow(*row) for row in rows)


def stale_tables(store: Store) -> tuple[Table, ...]:
    """Return the reports whose cached row is not what the rule says: none in a sound ledger."""
    tables = store.select("SELECT DISTINCT form, period, unit FROM received_submissions")
    cached = {
        (row.form, row.period, row.unit): (row.sid, row.status) for row in all_effective(store)
    }
    stale: list[Table] = []
    for row in tables:
        found = computed(store, row)
        fresh = (found.sid, found.status) if found else None
        if fresh != cached.get(row):
            stale.append(row)
    return tuple(stale)
