"""Put the changes of the spill log back into a database that is behind it."""

from collections.abc import Sequence

from cds_desktop.errors import StoreError
from cds_desktop.store.answers import UPSERT_ANSWER, UPSERT_EXPLANATION
from cds_desktop.store.connection import Store
from cds_desktop.store.history import INSERT_HISTORY, head
from cds_desktop.store.ledger import INSERT_SENT
from cds_desktop.store.org_units import UPSERT_ORG_UNIT
from cds_desktop.store.revisions import (
    INSERT_REVISION,
    INSERT_REVISION_ANSWER,
    INSERT_REVISION_EXPLANATION,
)
from cds_desktop.store.spill_log import Base, Transaction, path_from
from cds_desktop.store.submissions import UPSERT_SUBMISSION

# Table -> how a row of it is written; a row comes before those that refer to it.
_WRITING = {
    "org_units": UPSERT_ORG_UNIT,
    "submissions": UPSERT_SUBMISSION,
    "answers": UPSERT_ANSWER,
    "explanations": UPSERT_EXPLANATION,
    "revisions": INSERT_REVISION,
    "revision_answers": INSERT_REVISION_ANSWER,
    "revision_explanations": INSERT_REVISION_EXPLANATION,
    "outbox": INSERT_SENT,
}


def replay(store: Store, log: Sequence[Transaction | Base]) -> int:
    """Apply what continues the store's history, row by row as it was; return how many changes.

    The rows bring their own hashes: a sweep afterwards proves chain, rows and digests.
    """
    count = 0
    store.chain.forget()
    for transaction in path_from(head(store), log):
        _apply(store, transaction)
        count += len(transaction.changes)
    store.chain.forget()
    return count


def _apply(store: Store, transaction: Transaction) -> None:
    rows = [row for change in transaction.changes for row in change.stored]
    if any(table not in _WRITING for table, _ in rows):  # written by a newer program
        raise StoreError("store_newer_read_only", path=str(store.path))
    with store.atomic():
        for table, sql in _WRITING.items():
            store.execute_many(sql, [columns for name, columns in rows if name == table])
        store.execute_many(INSERT_HISTORY, [change.history for change in transaction.changes])
