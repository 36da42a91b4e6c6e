"""Build the province's ledger anew from the archived bundles and compare it with the one in use.

What people decided is replayed from the ledger's events; everything else is parsed, verified,
judged and stored again. Both must come out the same (STORE.md 12, I4).
"""

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from cds_desktop.errors import InputError, StoreError
from cds_desktop.formdef.org_unit_catalog import load_org_units
from cds_desktop.operations import inbox_files, receiving
from cds_desktop.operations.admitting import check_is_province
from cds_desktop.operations.receiving import archive_of
from cds_desktop.operations.workspace import Workspace
from cds_desktop.store import (
    admissions,
    effective,
    events,
    org_units,
    received,
    replay,
    trusted_keys,
)
from cds_desktop.store.database import Store, open_store
from cds_desktop.store.events import Event

_FOLDER = "dung-lai"

Dump = dict[str, str]
"""A hash for each part of the ledger that must not depend on the order of coming."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild gave; `differing` names the parts that are not the same."""

    bundles: int
    differing: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Say whether both ledgers hold the same."""
        return not self.differing


def rebuild(workspace: Workspace) -> Rebuilt:
    """Build the ledger anew beside the one in use, compare, and throw the new one away.

    Raises InputError `province_only`, BundleError `inbox_file_lost`.
    """
    check_is_province(workspace)
    folder = workspace.root / _FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        store = open_store(folder / "cds.db", create=True)
        try:
            return _rebuilt(workspace, replace(workspace, store=store))
        finally:
            store.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def require_same(rebuilt: Rebuilt) -> None:
    """Raise InputError `rebuild_differs` unless the rebuild gave the same."""
    if not rebuilt.is_same:
        raise InputError("rebuild_differs", places=", ".join(rebuilt.differing))


def dump(store: Store) -> Dump:
    """Return the hashes of what was received and what counts, whatever came first."""
    heads = received.all_submissions(store)
    bundles = sorted(
        (one.bundle_id, one.type, one.fingerprint, one.unit, one.epoch, one.seq, one.prev)
        for one in received.bundles(store)
    )
    decisions = sorted(
        (one.bundle_id, one.decision, one.code) for one in admissions.admissions(store).values()
    )
    judged = sorted(
        (one.sid, one.review, [[r.area, r.question, r.row, r.text] for r in one.remarks])
        for one in admissions.reviews(store).values()
    )
    counting = [(r.form, r.period, r.unit, r.sid, r.status) for r in effective.all_effective(store)]
    keys = sorted(
        (k.fingerprint, k.unit, k.role, k.status, k.last_seq) for k in trusted_keys.keys(store)
    )
    return {
        "bundles": _hash(bundles),
        "submissions": _hash([[*one.table, one.sid, one.revision, one.content] for one in heads]),
        "figures": _hash(list(_rows(store))),
        "admissions": _hash(decisions),
        "reviews": _hash(judged),
        "effective": _hash(counting),
        "keys": _hash(keys),
    }


def _rebuilt(live: Workspace, fresh: Workspace) -> Rebuilt:
    with fresh.store.atomic():
        org_units.save_org_units(fresh.store, load_org_units())
    work = _Replay(live, fresh)
    for event in events.events(live.store):
        work.again(event)
    before, after = dump(live.store), dump(fresh.store)
    differing = tuple(name for name in before if before[name] != after[name])
    return Rebuilt(len(received.bundles(fresh.store)), differing)


class _Replay:
    """One walk over the events of the ledger in use."""

    def __init__(self, live: Workspace, fresh: Workspace) -> None:
        self._live = live
        self._fresh = fresh
        self._files = {one.bundle_id: one.file_sha256 for one in received.bundles(live.store)}
        self._parsed = inbox_files.parse_files(
            [inbox_files.archived_path(archive_of(live), one) for one in self._files.values()],
            archive=None,
            is_practice=live.is_practice,
        )

    def again(self, event: Event) -> None:
        """Do again what an event says."""
        is_bundle = event.subject in self._files
        if event.kind in ("ACCEPT", "HOLD", "RELEASE") and is_bundle:
            self._admission(event)
        elif event.kind in ("TRUST", "REVIEW", "DECIDE", "LOCK", "UNLOCK"):
            replay.copy_decision(self._live.store, self._fresh.store, event.n)

    def _admission(self, event: Event) -> None:
        if received.find_bundle(self._fresh.store, event.subject) is None:
            self._take_in(event.subject)
        elif replay.is_by_hand(self._live.store, event.n):
            replay.copy_decision(self._live.store, self._fresh.store, event.n)
        else:
            for _ in receiving.reconsider(self._fresh):
                pass

    def _take_in(self, bundle_id: str) -> None:
        parsed = next(self._parsed)
        if parsed.opened is None or parsed.opened.bundle_id != bundle_id:
            raise StoreError("store_damaged", path=str(self._live.store.path))
        receiving.take_in(self._fresh, parsed)


def _rows(store: Store) -> Iterator[list[str]]:
    for content in sorted({one.content for one in received.all_submissions(store)}):
        figures, texts = received.figures(store, content), received.texts(store, content)
        yield [content, received.rows_hash(figures, texts)]


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()


def archive_size(workspace: Workspace) -> int:
    """Return how many bytes the archived files take."""
    return sum(path.stat().st_size for path in _archived(archive_of(workspace)))


def _archived(archive: Path) -> Iterator[Path]:
    return (path for path in archive.glob("*/*") if path.is_file())
