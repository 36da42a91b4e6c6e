"""What the database says about itself is checked at every reading."""

from pathlib import Path

import pytest

from cds_desktop.errors import StoreError
from cds_desktop.store import meta
from cds_desktop.store.connection import Store
from cds_desktop.store.database import open_store
from tests.unit.store.making import edit_behind_the_back, new_store


def test_what_was_put_last_is_got(store: Store) -> None:
    meta.put(store, "cursor", "866/hs_tiep_nhan")
    meta.put(store, "cursor", "866/hs_trực_tuyến")
    assert meta.get(store, "cursor") == "866/hs_trực_tuyến"


def test_what_was_never_put_is_empty(store: Store) -> None:
    assert meta.get(store, "cursor") == ""


def test_a_changed_entry_is_refused(tmp_path: Path) -> None:
    new_store(tmp_path).close()
    edit_behind_the_back(tmp_path / "cds.db", "UPDATE meta SET value = '0' WHERE key = 'epoch'")
    store = open_store(tmp_path / "cds.db")
    with pytest.raises(StoreError) as caught:
        meta.get(store, "epoch")
    assert caught.value.code == "store_damaged"
    store.close()
