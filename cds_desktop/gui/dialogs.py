"""The few dialogs: an error with its way out, a fault of ours, a question, a file to pick.

Plain text only. Nothing here opens while somebody types.
"""

import logging
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from cds_desktop.errors import CdsError
from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.labels import icon_label, label

_log = logging.getLogger(__name__)


def show_error(parent: QWidget | None, error: CdsError) -> None:
    """Show what the user can mend: sentence, way out, details folded; one line in the log."""
    _log.info("shown code=%s", error.code)
    message = error.message
    cause = f"\n{type(error.__cause__).__name__}: {error.__cause__}" if error.__cause__ else ""
    details = f"Mã: {error.code}{cause}"
    MessageDialog(
        parent, message.text, message.way_out, icon_name="circle-x", color="error", details=details
    ).exec()


def show_fault(parent: QWidget | None, log_file: Path | None) -> None:
    """Say that the program itself failed and where the record of it lies."""
    text = "Phần mềm vừa gặp lỗi ngoài dự kiến. Số liệu đã lưu vẫn còn nguyên."
    way_out = "Xin làm lại thao tác; nếu vẫn lỗi, xin gửi tệp nhật ký sau cho bộ phận hỗ trợ."
    where = str(log_file) if log_file else ""
    MessageDialog(
        parent, text, way_out, icon_name="triangle-alert", color="warning", details=where
    ).exec()


def show_done(parent: QWidget | None, text: str, more: str = "") -> None:
    """Say that something was done."""
    MessageDialog(parent, text, more, icon_name="circle-check", color="success").exec()


def ask(parent: QWidget | None, text: str, *, more: str = "", yes: str, no: str = "Hủy") -> bool:
    """Ask a question; the buttons say what they do."""
    dialog = MessageDialog(
        parent, text, more, icon_name="circle-question-mark", color="accent", accept=yes, reject=no
    )
    return dialog.exec() == QDialog.DialogCode.Accepted


def ask_text(parent: QWidget | None, text: str, *, more: str = "", yes: str) -> str:
    """Ask for a sentence or two; "" when the user gave up."""
    dialog = MessageDialog(
        parent,
        text,
        more,
        icon_name="square-pen",
        color="accent",
        accept=yes,
        reject="Hủy",
        has_answer=True,
    )
    return dialog.answer() if dialog.exec() == QDialog.DialogCode.Accepted else ""


def pick_folder(parent: QWidget | None, title: str, start: Path) -> Path | None:
    """Let the user choose a folder."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(start))
    return Path(chosen) if chosen else None


def pick_file(parent: QWidget | None, title: str, start: Path, kinds: str) -> Path | None:
    """Let the user choose a file; `kinds` as in "Gói dữ liệu (*.zip)"."""
    chosen, _ = QFileDialog.getOpenFileName(parent, title, str(start), kinds)
    return Path(chosen) if chosen else None


def pick_files(parent: QWidget | None, title: str, start: Path, kinds: str) -> list[Path]:
    """Let the user choose files."""
    chosen, _ = QFileDialog.getOpenFileNames(parent, title, str(start), kinds)
    return [Path(one) for one in chosen]


class MessageDialog(QDialog):
    """One sentence, what to do about it, details on request."""

    def __init__(
        self,
        parent: QWidget | None,
        text: str,
        more: str,
        *,
        icon_name: str,
        color: str,
        details: str = "",
        accept: str = "Đóng",
        reject: str = "",
        has_answer: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(QGuiApplication.applicationDisplayName())
        self.setMinimumWidth(480)
        self.text = f"{text} {more}".strip()
        self._answer = self._text_field(text) if has_answer else None
        self._details = _details_field(details) if details else None
        self._words = _words(text, more)
        self._main = button(accept, self.accept, role="primary")
        self._lay_out(_picture(icon_name, color), self._buttons(reject))
        if self._answer is None:
            self._main.setFocus()  # only now is it a part of this dialog

    def answer(self) -> str:
        """Return what was typed."""
        return self._answer.toPlainText().strip() if self._answer else ""

    def _lay_out(self, picture: QLabel, buttons: QHBoxLayout) -> None:
        words = QVBoxLayout()
        words.setSpacing(8)
        for part in [*self._words, self._answer, self._details]:
            if part is not None:
                words.addWidget(part)
        words.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 16)
        outer.setSpacing(24)
        outer.addLayout(top)
        outer.addLayout(buttons)

    def _buttons(self, reject: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        if self._details is not None:
            row.addWidget(button("Xem chi tiết", self._show_details, role="quiet"))
        row.addStretch(1)
        if reject:
            row.addWidget(button(reject, self.reject))
        self._main.setDefault(True)
        row.addWidget(self._main)
        return row

    def _text_field(self, name: str) -> QPlainTextEdit:
        field = QPlainTextEdit()
        field.setAccessibleName(name)
        field.setTabChangesFocus(True)
        field.setFixedHeight(88)
        return field

    def _show_details(self) -> None:
        if self._details is not None:
            self._details.setVisible(self._details.isHidden())
            self.adjustSize()


def _details_field(details: str) -> QPlainTextEdit:
    field = QPlainTextEdit(details)
    field.setReadOnly(True)
    field.setAccessibleName("Chi tiết")
    field.setTabChangesFocus(True)
    field.setFixedHeight(88)
    field.hide()
    return field


def _words(text: str, more: str) -> list[QLabel]:
    made = [label(text, "strong", wraps=True)]
    if more:
        made.append(label(more, wraps=True))
    for part in made:
        part.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _picture(icon_name: str, color: str) -> QLabel:
    return icon_label(icon_name, color, size=24)
