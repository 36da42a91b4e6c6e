"""A window over a province's workspace, and districts that send it bundles."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cds_desktop.gui import dialogs
from cds_desktop.gui.context import AppContext, Page
from cds_desktop.gui.navigator import Navigator
from cds_desktop.gui.pages.inbox import InboxPage
from cds_desktop.gui.widgets.signing_dialog import Given, SigningDialog
from cds_desktop.operations.signing import new_key_file, save_key_file
from cds_desktop.operations.workspace import Workspace
from tests.exchange.sending import Sender, a_province, enrolled
from tests.gui.conftest import PERIOD, close_window, open_window

PASSPHRASE = "mot cau de nho"


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Workspace]:
    """The workspace of the province of 2023, with a key."""
    workspace = a_province(tmp_path / "province")
    save_key_file(workspace, new_key_file(PASSPHRASE))
    yield workspace
    workspace.store.close()


@pytest.fixture
def sender(province: Workspace, tmp_path: Path) -> Sender:
    """A district whose key the province believes."""
    return enrolled(province, tmp_path / "mail")


@pytest.fixture
def window(province: Workspace) -> Iterator[Navigator]:
    """The window over the province, 09/2023 open."""
    made = open_window(province)
    made.context.visit(Page.INBOX, period=PERIOD)
    yield made
    made.commit()
    close_window(made)


@pytest.fixture
def shared(window: Navigator) -> AppContext:
    """What the pages of the window share."""
    return window.context


@pytest.fixture
def inbox(window: Navigator) -> InboxPage:
    """The first page of a province."""
    page = window.page(Page.INBOX)
    assert isinstance(page, InboxPage)
    return page


def take(qtbot: QtBot, page: InboxPage, *files: Path) -> None:
    """Drop files and wait until all are stored."""
    with qtbot.waitSignal(page.intake.finished, timeout=20_000):
        page.drop_area.dropped.emit(list(files))


def choose_folder(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Choose a folder in the next dialog."""

    def pick(*_: object) -> Path:
        return folder

    monkeypatch.setattr(dialogs, "pick_folder", pick)


def sign_with(
    monkeypatch: pytest.MonkeyPatch, folder: Path, *, passphrase: str = PASSPHRASE, reason: str = ""
) -> None:
    """Answer the dialogs that ask for a passphrase."""

    def ask(_: SigningDialog) -> Given:
        return Given(passphrase, folder, reason)

    monkeypatch.setattr(SigningDialog, "ask", ask)
