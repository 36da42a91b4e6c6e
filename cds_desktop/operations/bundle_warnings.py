"""What is odd about a stored bundle, seen from the whole ledger; none of it changes a figure.

Computed anew at every look, so that the order in which bundles came leaves no trace.
"""

from datetime import UTC, datetime, timedelta

from cds_desktop.model import effective as rule
from cds_desktop.store import effective, received
from cds_desktop.store.connection import Store
from cds_desktop.store.received import ReceivedBundle, ReceivedSubmission

_PATIENCE = timedelta(days=2)


def warnings_of(store: Store, bundle: ReceivedBundle) -> tuple[str, ...]:
    """Return the W and I codes of BUNDLE.md 18 that hold for a bundle now, in their order."""
    numbers = received.sequences(store, bundle.fingerprint, bundle.epoch)
    codes: list[str] = []
    if missing_before(numbers, bundle.seq):
        codes.append("G610")
    if sum(seq == bundle.seq for seq, _ in numbers) > 1:
        codes.append("G611")
    for head in received.submissions_of(store, bundle.bundle_id):
        codes += _submission_codes(store, head)
    if _is_implausible(bundle):
        codes.append("G620")
    return tuple(sorted(set(codes)))


def missing_before(numbers: list[tuple[int, str]], seq: int) -> tuple[int, ...]:
    """Return the numbers below `seq` that have not come."""
    there = {number for number, _ in numbers}
    return tuple(number for number in range(1, seq) if number not in there)


def _submission_codes(store: Store, head: ReceivedSubmission) -> list[str]:
    codes: list[str] = []
    others = [
        one for one in received.submissions_of_table(store, *head.table) if one.sid != head.sid
    ]
    same = [one for one in others if one.revision == head.revision]
    if any(one.content == head.content and one.state == head.state for one in same):
        codes.append("G613")
    found = effective.computed(store, head.table)
    if found is not None and found.status == rule.CONFLICT and same:
        codes.append("G612")
    former = next((one for one in others if one.sid == head.supersedes), None)
    if head.supersedes and (former is None or former.revision >= head.revision):
        codes.append("G614")
    if any(one.revision > head.revision for one in others):
        codes.append("G615")
    return codes


def _is_implausible(bundle: ReceivedBundle) -> bool:
    """Say whether the sender's clock is ahead of ours; nothing is decided by it."""
    created = datetime.strptime(bundle.created, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    verified = datetime.strptime(bundle.verified_at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    return created > verified + _PATIENCE
