"""A window over a real workspace in a temporary folder; jobs at once, dialogs written down."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from cds_desktop.gui import dialogs
from cds_desktop.gui.app import dress
from cds_desktop.gui.context import AppContext
from cds_desktop.gui.jobs import ImmediateRunner
from cds_desktop.gui.main_window import MainWindow
from cds_desktop.gui.navigator import Navigator
from cds_desktop.gui.opening_dialog import OpeningDialog
from cds_desktop.gui.widgets.cells import CellBook
from cds_desktop.model.period import Period
from cds_desktop.model.submission import CellKey
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.months import open_month
from cds_desktop.operations.workspace import (
    Workspace,
    close_workspace,
    create_workspace,
    reporting_org_units,
    settings_for,
)

UNIT = "872"
PERIOD = Period("202309")
_FIGURE = CellKey(UNIT, "tram_5g")


@dataclass
class Dialogs:
    """What dialogs said, and what they answer."""

    texts: list[str] = field(default_factory=list[str])
    is_accepted: bool = True
    answer: str = ""


@pytest.fixture(scope="session")
def app(qapp: QApplication) -> QApplication:
    """The application in our language and look."""
    dress(qapp, "light")
    return qapp


@pytest.fixture(autouse=True)
def spoken(app: QApplication, monkeypatch: pytest.MonkeyPatch) -> Dialogs:
    """Write down what dialogs say instead of waiting for somebody to close them."""
    said = Dialogs()

    def show(dialog: dialogs.MessageDialog) -> QDialog.DialogCode:
        said.texts.append(dialog.text)
        return QDialog.DialogCode.Accepted if said.is_accepted else QDialog.DialogCode.Rejected

    def answer(dialog: dialogs.MessageDialog) -> str:
        return said.answer

    def show_opening(dialog: OpeningDialog) -> None:
        said.texts.append(dialog.text)

    monkeypatch.setattr(OpeningDialog, "exec", show_opening)
    monkeypatch.setattr(dialogs.MessageDialog, "exec", show)
    monkeypatch.setattr(dialogs.MessageDialog, "answer", answer)
    return said


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An open workspace of a district, without reports."""
    unit = next(unit for unit in reporting_org_units() if unit.code == UNIT)
    made = create_workspace(tmp_path / "data", org_unit=unit, settings=settings_for(unit))
    yield made
    close_workspace(made)


@pytest.fixture
def session(workspace: Workspace) -> EntrySession:
    """The month 09/2023: something was entered and emptied again, so the report is stored."""
    return stored_month(workspace)


@pytest.fixture
def book(session: EntrySession) -> CellBook:
    """What the cells of the month show."""
    return CellBook(session)


@pytest.fixture
def navigator(session: EntrySession, app: QApplication) -> Iterator[Navigator]:
    """The window on its first page, the month 09/2023 open."""
    made = open_window(session.workspace)
    yield made
    made.commit()
    close_window(made)


@pytest.fixture
def context(navigator: Navigator) -> AppContext:
    """What the pages of the window share."""
    return navigator.context


def stored_month(workspace: Workspace) -> EntrySession:
    """Open 09/2023, enter something and empty it again: a report is stored by its first edit."""
    opened = open_month(workspace, PERIOD)
    opened.enter(_FIGURE, "1")
    opened.enter(_FIGURE, "")
    return opened


def open_window(workspace: Workspace) -> Navigator:
    """Show a window over a workspace."""
    window = MainWindow()
    window.resize(1280, 720)
    window.show()
    QTest.qWaitForWindowActive(window)
    return Navigator(window, workspace, ImmediateRunner())


def close_window(navigator: Navigator) -> None:
    """Take a window away for good."""
    window = navigator.window
    window.close()
    window.deleteLater()
    QApplication.processEvents()


@pytest.fixture
def wait() -> Callable[[], None]:
    """Let pending counts and saves happen."""
    return lambda: QTest.qWait(250)


def choose_folder(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let the user choose `folder` whenever one is asked for."""

    def choose(*_: object) -> Path:
        return folder

    monkeypatch.setattr(dialogs, "pick_folder", choose)


def force_complete(session: EntrySession, monkeypatch: pytest.MonkeyPatch) -> None:
    """Complete a month that still has faults: what follows is tested without filling it first."""

    def accept(reason: str) -> None:
        """Let everything pass."""

    monkeypatch.setattr(session, "_check_complete", accept)
    session.complete()
