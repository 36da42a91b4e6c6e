"""When the data cannot be opened: what is wrong, and every way out of it, none of them a dead end.

Three clicks at most lead from a damaged file back to work: recover, and open what came back.
"""

from collections.abc import Callable
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
from cds_desktop.operations import maintenance, rescue, safety_texts

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
        self._picture = icon_label("triangle-alert", "warning", size=24)
        self._text = label(error.message.text, "strong", wraps=True)
        self._more = label(_advice(error), wraps=True)
        for shown in (self._text, self._more):
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open_button = button("Mở số liệu", self._open, role="primary")
        self.recover_button = button("Khôi phục số liệu", self.recover, role="primary")
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
        self._run("Đang khôi phục số liệu", partial(_recovered, keep_file=False))

    # --- inside --------------------------------------------------------------------------------

    def _open(self) -> None:
        self.outcome = Outcome.OPEN
        self.accept()

    def _keep(self) -> None:
        text = "Dùng tệp số liệu đang có, dù không phải tệp của lần dùng trước?"
        more = "Các thay đổi chỉ có trong nhật ký dự phòng sẽ không được lấy lại."
        if dialogs.ask(self, text, more=more, yes="Dùng tệp đang có"):
            self._run("Đang kiểm tra tệp số liệu", partial(_recovered, keep_file=True))

    def _rescue(self) -> None:
        folder = dialogs.pick_folder(self, "Chọn nơi lưu tệp cứu hộ", paths.documents())
        if folder is not None:
            self._run("Đang xuất cứu hộ", partial(_rescued, folder), is_mended=False)

    def _diagnose(self) -> None:
        folder = dialogs.pick_folder(self, "Chọn nơi lưu gói chẩn đoán", paths.documents())
        if folder is not None:
            run = partial(_diagnosed, folder, self._error.code)
            self._run("Đang lập gói chẩn đoán", run, is_mended=False)

    def _run(self, title: str, run: Callable[[Path], str], *, is_mended: bool = True) -> None:
        work = WorkingDialog(self, ClosedWork(title, run), root=self._root, jobs=self._jobs)
        work.run()
        if work.error is not None:
            self._show(work.error.message.text, work.error.message.way_out, is_good=False)
            return
        self._show(work.sentence, "", is_good=True)
        if is_mended:
            for made in (self.recover_button, self.keep_button):
                made.hide()
            self.open_button.show()
            self.open_button.setFocus()

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
        self.open_button.setVisible(not is_damaged)
        self.open_button.setText("Mở lại")
        self.open_button.setAccessibleName("Mở lại")
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
        for made in (self.quit_button, self.keep_button, self.recover_button, self.open_button):
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


def _recovered(root: Path, *, keep_file: bool) -> str:
    return safety_texts.recovery_sentence(maintenance.recover(root, keep_file=keep_file))


def _rescued(folder: Path, root: Path) -> str:
    saved = rescue.rescue(root, folder)
    return f"Đã ghi {saved.cells} ô còn đọc được vào {len(saved.files)} tệp trong {folder}."


def _diagnosed(folder: Path, code: str, root: Path) -> str:
    file = rescue.diagnose(root, folder, error=code)
    return f"Đã lưu gói chẩn đoán {file}; gói không chứa số liệu."
