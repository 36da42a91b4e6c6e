"""Bring a database to the schema of this program, one transaction a step (STORE.md 9)."""

from cds_desktop.errors import StoreError
from cds_desktop.store import meta
from cds_desktop.store.chain import content_hash
from cds_desktop.store.connection import Store
from cds_desktop.store.migrations import MIGRATIONS, MIN_READER, MIN_WRITER


def upgrade(store: Store, version: int) -> None:
    """Run every step after `version`; a step that fails leaves the database as it was before it."""
    for migrate in MIGRATIONS[version:]:
        with store.atomic():
            migrate(store.connection)
            _check_references(store)
            meta.put(store, "min_reader", str(MIN_READER))
            meta.put(store, "min_writer", str(MIN_WRITER))
            meta.put(store, "schema_hash", schema_hash(store))


def schema_hash(store: Store) -> str:
    """Return a hash of every table, index and trigger as the file itself describes them."""
    return content_hash(
        store.select(
            "SELECT type, name, tbl_name, sql FROM sqlite_schema"
            " WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY type, name"
        )
    ).hex()


def _check_references(store: Store) -> None:
    if store.select("PRAGMA foreign_key_check"):
        raise StoreError("store_damaged", path=str(store.path))
