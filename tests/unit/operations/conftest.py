"""A practice workspace for every test: made once, copied each time."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from cds_desktop.model.period import Period
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.months import open_month
from cds_desktop.operations.practice import create_practice
from cds_desktop.operations.workspace import Workspace, close_workspace, open_workspace

DRAFT = Period("202309")
COMPLETED = Period("202308")


@pytest.fixture(scope="session")
def practice_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a practice workspace that nobody has open."""
    root = tmp_path_factory.mktemp("practice") / "data"
    close_workspace(create_practice(root))
    return root


@pytest.fixture
def workspace(practice_folder: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A practice workspace of the test's own."""
    root = tmp_path / "data"
    shutil.copytree(practice_folder, root)
    opened = open_workspace(root)
    yield opened
    opened.store.close()


@pytest.fixture
def draft(workspace: Workspace) -> EntrySession:
    """The month that is still being entered."""
    return open_month(workspace, DRAFT)


@pytest.fixture
def completed(workspace: Workspace) -> EntrySession:
    """A month that is completed and not yet sent."""
    return open_month(workspace, COMPLETED)
