"""What the database says about itself: identity, epoch, own unit, where the clerk stopped."""

from cds_desktop.errors import StoreError
from cds_desktop.store.chain import row_hash
from cds_desktop.store.connection import Store

REQUIRED_KEYS = ("uuid", "epoch", "min_reader", "min_writer", "schema_hash")
"""Written when the database is made; one of them missing is damage."""


def get(store: Store, key: str) -> str:
    """Return what was put under `key`, "" when nothing was."""
    row = store.select_one("SELECT value, hash FROM meta WHERE key = ?", (key,))
    if row is None:
        return ""
    if row[1] != row_hash((key, row[0])):
        raise StoreError("store_damaged", path=str(store.path))
    return row[0]


def put(store: Store, key: str, value: str) -> None:
    """Keep `value` under `key`, in a transaction of its own or as a part of the caller's."""
    with store.atomic():
        store.execute(
            "INSERT INTO meta (key, value, hash) VALUES (?, ?, ?)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value, hash = excluded.hash",
            (key, value, row_hash((key, value))),
        )
