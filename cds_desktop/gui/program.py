"""The running program: which workspace is open, in which window.

What works with workspaces is imported after the window has been painted.
"""

import gc
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog

from cds_desktop import paths
from cds_desktop.errors import CdsError
from cds_desktop.gui.jobs import ThreadedRunner
from cds_desktop.gui.main_window import MainWindow
from cds_desktop.gui.theme import apply_theme

if TYPE_CHECKING:
    from cds_desktop.gui.context import ClosedWork
    from cds_desktop.gui.navigator import Navigator
    from cds_desktop.operations.workspace import Workspace


class Program(QObject):
    """Opens workspaces and windows, one of each at a time."""

    painted = Signal()

    def __init__(self, app: QApplication, root: Path) -> None:
        super().__init__(app)
        self._app = app
        self._root = root
        self._jobs = ThreadedRunner(self)
        self._window: MainWindow | None = None
        self._navigator: Navigator | None = None
        app.aboutToQuit.connect(self.shut_down)

    @property
    def navigator(self) -> "Navigator | None":
        """What fills the window; None before a workspace is open."""
        return self._navigator

    def start(self) -> None:
        """Show the window; it is filled when it has been painted."""
        window = self._show_window()
        window.painted.connect(self.painted, Qt.ConnectionType.QueuedConnection)
        window.painted.connect(self._open_first, Qt.ConnectionType.QueuedConnection)

    def shut_down(self) -> None:
        """Stop jobs, save what is being typed, close the workspace; done twice it does no harm."""
        self._jobs.shut_down()
        if self._navigator is None:
            return
        from cds_desktop import logs
        from cds_desktop.operations.workspace import close_workspace

        self._navigator.commit()
        self._navigator.stop()
        close_workspace(self._navigator.workspace)
        self._navigator = None
        logs.stop_logging()

    # --- opening -------------------------------------------------------------------------------

    def _show_window(self) -> MainWindow:
        window = self._window = MainWindow()
        window.open()
        return window

    def _open_first(self) -> None:
        """Open the real workspace, else the practice one; without either ask what to make."""
        from cds_desktop.operations.workspace import has_workspace

        folders = (self._root, paths.practice_data(self._root))
        root = next((folder for folder in folders if has_workspace(folder)), None)
        if root is None:
            gc.enable()
            self._set_up()
        else:
            self._open(root)

    def _open(self, root: Path) -> None:
        from cds_desktop.gui.opening_dialog import OpeningDialog, Outcome
        from cds_desktop.operations.workspace import open_workspace

        try:
            workspace = open_workspace(root)
        except CdsError as error:
            dialog = OpeningDialog(self._window, error, root=root, jobs=self._jobs)
            dialog.exec()
            dialog.deleteLater()
            if dialog.outcome is Outcome.OPEN:
                QTimer.singleShot(0, lambda: self._open(root))
            else:
                self._app.exit(error.exit_code)
            return
        self._fill(workspace)

    def _fill(self, workspace: "Workspace") -> None:
        from cds_desktop.gui.navigator import Navigator

        window = self._window or self._show_window()
        self._navigator = Navigator(window, workspace, self._jobs)
        self._navigator.restyle_wanted.connect(self._on_restyle_wanted)
        self._navigator.switch_wanted.connect(self._on_switch_wanted)
        self._navigator.closed_work_wanted.connect(self._on_closed_work_wanted)
        gc.enable()

    def _set_up(self) -> None:
        workspace = self._ask_for_workspace()
        if workspace is None:
            self._app.exit(0)
        else:
            self._fill(workspace)

    def _ask_for_workspace(self) -> "Workspace | None":
        from cds_desktop.gui.setup_wizard import SetupWizard

        wizard = SetupWizard(self._root, self._jobs, self._window)
        is_made = wizard.exec() == QDialog.DialogCode.Accepted
        wizard.deleteLater()
        return wizard.workspace if is_made else None

    # --- changing ------------------------------------------------------------------------------

    def _on_restyle_wanted(self) -> None:
        """Build the window anew in its new look."""
        workspace = self._put_away()
        if workspace is not None:
            apply_theme(self._app, str(workspace.settings.window.theme))
            self._fill(workspace)

    def _on_switch_wanted(self) -> None:
        """Go from the real workspace to the practice one, or back."""
        former = self._put_away()
        if former is None:
            return
        from cds_desktop.operations.workspace import close_workspace, has_workspace

        close_workspace(former)
        target = self._root if former.is_practice else paths.practice_data(self._root)
        if has_workspace(target):
            self._open(target)
            return
        made = self._ask_for_workspace() if former.is_practice else self._make_practice(target)
        if made is None:
            self._open(former.root)
        else:
            self._fill(made)

    def _on_closed_work_wanted(self, work: "ClosedWork") -> None:
        """Close the workspace, let the work have its folder, open what is there afterwards."""
        former = self._put_away()
        if former is None:
            return
        from cds_desktop.gui import dialogs
        from cds_desktop.gui.working_dialog import WorkingDialog
        from cds_desktop.operations.workspace import close_workspace

        close_workspace(former)
        dialog = WorkingDialog(self._window, work, root=former.root, jobs=self._jobs)
        dialog.run()
        dialog.deleteLater()
        self._open(former.root)
        if dialog.error is not None:
            dialogs.show_error(self._window, dialog.error)
        elif dialog.sentence:
            dialogs.show_done(self._window, dialog.sentence)

    def _make_practice(self, target: Path) -> "Workspace | None":
        from cds_desktop.gui import dialogs
        from cds_desktop.operations.practice import create_practice

        try:
            return create_practice(target)
        except CdsError as error:
            dialogs.show_error(None, error)
            return None

    def _put_away(self) -> "Workspace | None":
        """Save, close the window, and return the workspace that it showed."""
        if self._navigator is None or self._window is None:
            return None
        self._navigator.commit()
        self._navigator.stop()
        workspace, window = self._navigator.workspace, self._window
        self._navigator = self._window = None
        replacement = self._show_window()
        replacement.setGeometry(window.geometry())
        window.hide()
        window.deleteLater()
        return workspace
