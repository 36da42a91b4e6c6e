"""When the data cannot be opened: what is wrong, and every way out of it, none of them a dead end.

Three clicks at most lead from a damaged file back to work: recover, and open what came back.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cds_desktop import paths
from cds_desktop.errors import CdsError
from cds_desktop.gui import dialogs
from cds_desktop.gui.context import ClosedWork
from cds_desktop.gui.jobs import JobRunner
from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.labels import icon_label, label, show_icon
from cds_desktop.gui.working_dialog import WorkingDialog
from cds_desktop.model.period import Period
from cds_desktop.operations import maintenance, rescue, safety_texts
from cds_desktop.operations.maintenance import Difference
from cds_desktop.operations.workspace import close_workspace, open_workspace

DAMAGED = frozenset(
    {"store_damaged", "store_lost_edits", "store_recovery_unfinished", "store_replaced"}
)
"""What recovery mends."""
_KEEPABLE = frozenset({"store_lost_edits", "store_replaced"})
_LOCKED = frozenset({"store_locked", "store_locked_by"})


class Outcome(StrEnum):
    """What the user wants after the dialog: open again, or end the program."""

    OPEN = "open"
    QUIT = "quit"


@dataclass(slots=True)
class _RecoveryWork:
    """A recovery in a job, and what the damaged file still holds otherwise."""

    is_file_kept: bool
    found: tuple[Difference, ...] = ()

    def run(self, root: Path) -> str:
        """Recover, then compare with the damaged file."""
        result = maintenance.recover(root, keep_file=self.is_file_kept)
        workspace = open_workspace(root)
        try:
            self.found = maintenance.differences(workspace, result)
        finally:
            close_workspace(workspace)
        return safety_texts.recovery_sentence(result)

    def take(self, root: Path) -> str:
        """Take over what the damaged file holds otherwise."""
        workspace = open_workspace(root)
        try:
            maintenance.accept_differences(workspace, self.found)
        finally:
            close_workspace(workspace)
        return f"Đã lấy lại {len(self.found)} ô từ tệp hỏng."


class OpeningDialog(QDialog):
    """One error of opening and its ways out."""

    def __init__(
        self, parent: QWidget | None, error: CdsError, *, root: Path, jobs: JobRunner
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(QGuiApplication.applicationDisplayName())
        self.setMinimumWidth(560)
        self.outcome = Outcome.QUIT
        self._error, self._root, self._jobs = error, root, jobs
        self._work: _RecoveryWork | None = None
        self._picture = icon_label("triangle-alert", "warning", size=24)
        self._text = label(error.message.text, "strong", wraps=True)
        self._more = label(_advice(error), wraps=True)
        for shown in (self._text, self._more):
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open_button = button("Mở lại", self._open, role="primary")
        self.recover_button = button("Khôi phục số liệu", self.recover, role="primary")
        self.take_button = button("", self._take_differences)
        self.keep_button = button("Dùng tệp đang có", self._keep)
        self.rescue_button = button("Xuất cứu hộ...", self._rescue)
        self.diagnose_button = button("Gói chẩn đoán...", self._diagnose)
        self.quit_button = button("Đóng phần mềm", self.reject)
        self._lay_out()
        self._show_ways(error.code)

    @property
    def text(self) -> str:
        """What is said."""
        return f"{self._text.text()} {self._more.text()}".strip()

    def recover(self) -> None:
        """Bring the data back from the backups and the log."""
        self._recover("Đang khôi phục số liệu", keep_file=False)

    # --- inside --------------------------------------------------------------------------------

    def _open(self) -> None:
        self.outcome = Outcome.OPEN
        self.accept()

    def _keep(self) -> None:
        text = "Dùng tệp số liệu đang có, dù không phải tệp của lần dùng trước?"
        more = "Các thay đổi chỉ có trong nhật ký dự phòng sẽ không được lấy lại."
        if dialogs.ask(self, text, more=more, yes="Dùng tệp đang có"):
            self._recover("Đang kiểm tra tệp số liệu", keep_file=True)

    def _recover(self, title: str, *, keep_file: bool) -> None:
        self._work = _RecoveryWork(is_file_kept=keep_file)
        if self._run(title, self._work.run):
            self._show_mended()
            self._show_differences(self._work.found)

    def _show_mended(self) -> None:
        for made in (self.recover_button, self.keep_button, self.take_button):
            made.hide()
        self.open_button.setText("Mở số liệu")
        self.open_button.setAccessibleName("Mở số liệu")
        self.open_button.show()
        self.open_button.setFocus()

    def _show_differences(self, found: tuple[Difference, ...]) -> None:
        """Offer what can be read in the damaged file and is otherwise now."""
        if not found:
            return
        periods = ", ".join(sorted({Period(one.period).label for one in found}))
        self._more.setText(
            f"Tệp hỏng còn đọc được {len(found)} ô khác với số liệu vừa khôi phục ({periods}). "
            "Nếu lấy lại, số liệu cũ của các ô này vẫn nằm trong lịch sử sửa."
        )
        self._more.show()
        self.take_button.setText(f"Lấy lại {len(found)} ô")
        self.take_button.setAccessibleName(self.take_button.text())
        self.take_button.show()

    def _take_differences(self) -> None:
        if self._work is not None and self._run("Đang lấy lại số liệu", self._work.take):
            self._show_mended()

    def _rescue(self) -> None:
        folder = dialogs.pick_folder(self, "Chọn nơi lưu tệp cứu hộ", paths.documents())
        if folder is not None:
            self._run("Đang xuất cứu hộ", partial(_rescued, folder))

    def _diagnose(self) -> None:
        folder = dialogs.pick_folder(self, "Chọn nơi lưu gói chẩn đoán", paths.documents())
        if folder is not None:
            run = partial(_diagnosed, folder, self._error.code)
            self._run("Đang lập gói chẩn đoán", run)

    def _run(self, title: str, run: Callable[[Path], str]) -> bool:
        """Do some work on the folder and show how it went; say whether it was done."""
        work = WorkingDialog(self, ClosedWork(title, run), root=self._root, jobs=self._jobs)
        work.run()
        if work.error is not None:
            self._show(work.error.message.text, work.error.message.way_out, is_good=False)
            return False
        self._show(work.sentence, "", is_good=True)
        return True

    def _show(self, text: str, more: str, *, is_good: bool) -> None:
        name, color = ("circle-check", "success") if is_good else ("circle-x", "error")
        show_icon(self._picture, name, color, size=24)
        self._text.setText(text)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self.adjustSize()

    def _show_ways(self, code: str) -> None:
        is_damaged = code in DAMAGED
        self.recover_button.setVisible(is_damaged)
        self.keep_button.setVisible(code in _KEEPABLE)
        self.take_button.hide()
        self.open_button.setVisible(not is_damaged)
        for made in (self.rescue_button, self.diagnose_button):
            made.setVisible(code not in _LOCKED)
        main: QPushButton = self.recover_button if is_damaged else self.open_button
        main.setDefault(True)
        main.setFocus()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(self._text)
        words.addWidget(self._more)
        words.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for made in (self.rescue_button, self.diagnose_button):
            foot.addWidget(made)
        foot.addStretch(1)
        for made in (self.quit_button, self.keep_button, self.take_button):
            foot.addWidget(made)
        for made in (self.recover_button, self.open_button):
            foot.addWidget(made)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 16)
        outer.setSpacing(24)
        outer.addLayout(top)
        outer.addLayout(foot)


def _advice(error: CdsError) -> str:
    if error.code in DAMAGED:
        return (
            "Phần mềm khôi phục từ bản sao lưu gần nhất và nhật ký dự phòng; "
            "tệp hiện có được giữ nguyên để đối chiếu."
        )
    return error.message.way_out


def _rescued(folder: Path, root: Path) -> str:
    saved = rescue.rescue(root, folder)
    return f"Đã ghi {saved.cells} ô còn đọc được vào {len(saved.files)} tệp trong {folder}."


def _diagnosed(folder: Path, code: str, root: Path) -> str:
    file = rescue.diagnose(root, folder, error=code)
    return f"Đã lưu gói chẩn đoán {file}; gói không chứa số liệu."
