"""A store with one empty report, closed at the end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cds_desktop.store.connection import Store
from tests.unit.store.making import new_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Open a new database with one empty report."""
    opened = new_store(tmp_path)
    yield opened
    opened.close()
