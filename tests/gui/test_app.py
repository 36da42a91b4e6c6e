"""Starting, failing and going from one workspace to the other."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cds_desktop import logs
from cds_desktop.gui import app as app_module
from cds_desktop.gui.app import FaultWindow
from cds_desktop.gui.context import Page
from cds_desktop.gui.program import Program
from cds_desktop.operations.workspace import (
    Workspace,
    close_workspace,
    create_workspace,
    open_workspace,
    reporting_org_units,
    settings_for,
)
from tests.gui.conftest import UNIT, Dialogs, stored_month


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder of a workspace with one month, closed."""
    unit = next(unit for unit in reporting_org_units() if unit.code == UNIT)
    workspace = create_workspace(tmp_path / "data", org_unit=unit, settings=settings_for(unit))
    stored_month(workspace)
    close_workspace(workspace)
    return workspace.root


@pytest.fixture
def program(app: QApplication, root: Path, qtbot: QtBot) -> Iterator[Program]:
    """The running program over a workspace with one month."""
    made = Program(app, root)
    made.start()
    qtbot.waitUntil(lambda: made.navigator is not None)
    yield made
    made.shut_down()


def test_the_window_is_painted_before_anything_is_opened(
    app: QApplication, root: Path, qtbot: QtBot
):
    program = Program(app, root)
    with qtbot.waitSignal(program.painted):
        program.start()
        assert program.navigator is None
    qtbot.waitUntil(lambda: program.navigator is not None)
    program.shut_down()


def test_the_window_shows_the_workspace(program: Program):
    assert program.navigator is not None
    assert "Huyện Tháp Mười" in program.navigator.window.windowTitle()


def test_closing_closes_the_workspace(program: Program, root: Path):
    program.shut_down()
    close_workspace(open_workspace(root))


def test_a_new_look_keeps_the_workspace(program: Program, qtbot: QtBot):
    before = program.navigator
    assert before is not None
    before.restyle_wanted.emit()
    assert program.navigator is not None and program.navigator is not before
    assert program.navigator.workspace is before.workspace


def test_practising_and_coming_back(program: Program, qtbot: QtBot, root: Path):
    assert program.navigator is not None
    program.navigator.context.visit(Page.PRACTICE)
    qtbot.waitUntil(lambda: program.navigator is not None and is_practice(program), timeout=20_000)
    program.navigator.context.visit(Page.PRACTICE)
    qtbot.waitUntil(lambda: program.navigator is not None and not is_practice(program))
    assert program.navigator.workspace.root == root


def is_practice(program: Program) -> bool:
    """Say whether the practice workspace is open."""
    assert program.navigator is not None
    return program.navigator.workspace.is_practice


def test_a_second_start_is_told_and_ends(
    app: QApplication,
    workspace: Workspace,
    qtbot: QtBot,
    spoken: Dialogs,
    monkeypatch: pytest.MonkeyPatch,
):
    codes: list[int] = []
    monkeypatch.setattr(QApplication, "exit", codes.append)
    program = Program(app, workspace.root)
    program.start()
    qtbot.waitUntil(lambda: bool(codes))
    assert codes == [3]
    assert len(spoken.texts) == 1
    program.shut_down()


@pytest.mark.expects_log
def test_a_fault_of_ours_goes_to_the_log_and_into_one_window(
    app: QApplication, tmp_path: Path, spoken: Dialogs
):
    faults = FaultWindow(tmp_path)
    try:
        raise ZeroDivisionError("secret figure 1205")
    except ZeroDivisionError as error:
        faults.on_exception(type(error), error, error.__traceback__)
    logs.stop_logging()
    written = (tmp_path / "cds-desktop.log").read_text("utf-8")
    assert "ZeroDivisionError" in written
    assert len(spoken.texts) == 1
    assert "tệp nhật ký" in spoken.texts[0]


@pytest.mark.parametrize(
    ("arguments", "folder"),
    [([], None), (["--data-dir", "D:/x"], "D:/x"), (["--data-dir=D:/x"], "D:/x")],
)
def test_the_data_folder_can_be_named(arguments: list[str], folder: str | None):
    found = app_module._data_folder(arguments)  # pyright: ignore[reportPrivateUsage]
    assert found == (Path(folder) if folder else None)


def test_damaged_settings_do_not_keep_the_window_away(tmp_path: Path):
    (tmp_path / "settings.toml").write_text("theme = = =", encoding="utf-8")
    look = app_module._look(tmp_path)  # pyright: ignore[reportPrivateUsage]
    assert look.scale == 100


def test_nothing_heavy_is_imported_for_the_first_paint():
    code = "import sys, cds_desktop.gui.app; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    slow = {"docx", "openpyxl", "sqlite_utils", "jinja2", "cryptography"}
    slow |= {"sqlite3", "PySide6.QtSvg", "cds_desktop.operations", "cds_desktop.gui.pages"}
    assert "cds_desktop.gui.main_window" in loaded
    assert not slow & set(loaded)
