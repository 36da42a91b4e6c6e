"""What the board shows of every received report, read in a few statements."""

from dataclasses import dataclass
from datetime import date, datetime

from cds_desktop.store.connection import Store

_ROWS = (
    "SELECT s.unit, s.period, s.sid, s.revision, f.first_seen,"
    " (SELECT a.decision FROM admissions a WHERE a.bundle_id = l.bundle_id"
    "  ORDER BY a.n DESC LIMIT 1)"
    " FROM received_submissions s JOIN bundle_submissions l ON l.sid = s.sid"
    " JOIN received_bundles b ON b.bundle_id = l.bundle_id"
    " JOIN inbox_files f ON f.file_sha256 = b.file_sha256"
    " WHERE s.form = ? AND s.period BETWEEN ? AND ?"
)
_EFFECTIVE = (
    "SELECT e.unit, e.period, e.status, coalesce(e.sid, ''),"
    " (SELECT r.review FROM reviews r WHERE r.sid = e.sid ORDER BY r.n DESC LIMIT 1)"
    " FROM effective e WHERE e.form = ? AND e.period BETWEEN ? AND ?"
)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One report: what counts, how it was judged, and the day it came first (local time).

    `status` is "" when nothing of it was admitted.
    """

    status: str
    revision: int
    review: str
    received_on: date
    is_newest_held: bool


def rows(store: Store, form: str, *, first: str, last: str) -> dict[tuple[str, str], BoardRow]:
    """Return the reports of a form over some periods, by unit and period."""
    counting = {
        (unit, period): (status, sid, review or "PENDING")
        for unit, period, status, sid, review in store.select(_EFFECTIVE, (form, first, last))
    }
    parts: dict[tuple[str, str], list[tuple[str, int, str, str]]] = {}
    for unit, period, sid, revision, seen, decision in store.select(_ROWS, (form, first, last)):
        parts.setdefault((unit, period), []).append((sid, revision, seen, decision))
    return {
        place: _row(counting.get(place, ("", "", "PENDING")), found)
        for place, found in parts.items()
    }


def _row(counting: tuple[str, str, str], found: list[tuple[str, int, str, str]]) -> BoardRow:
    status, sid, review = counting
    newest = max(revision for _, revision, _, _ in found)
    used = [revision for one, revision, _, _ in found if one == sid]
    decisions = {decision for _, revision, _, decision in found if revision == newest}
    return BoardRow(
        status=status,
        revision=used[0] if used else newest,
        review=review,
        received_on=_local_day(min(seen for _, _, seen, _ in found)),
        is_newest_held=decisions == {"HELD"},
    )


def _local_day(moment: str) -> date:
    return datetime.fromisoformat(moment.replace("Z", "+00:00")).astimezone().date()
