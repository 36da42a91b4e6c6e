"""Ask for what a signature needs: passphrase, folder for the file, a reason where one is due."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from cds_desktop import limits, paths
from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.folder_field import FolderField
from cds_desktop.gui.widgets.labels import label
from cds_desktop.gui.widgets.passphrase_fields import passphrase_field

_WIDTH = 520


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed; `reason` is "" where none was asked for."""

    passphrase: str
    folder: Path
    reason: str = ""


class SigningDialog(QDialog):
    """One question before something is signed; `given` holds the answer."""

    def __init__(
        self,
        parent: QWidget | None,
        text: str,
        *,
        more: str = "",
        yes: str,
        reason_name: str = "",
        practice_passphrase: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(text)
        self.setMinimumWidth(_WIDTH)
        self.reason = _reason_field(reason_name) if reason_name else None
        self.folder = FolderField("Thư mục lưu tệp", paths.documents())
        self.passphrase = passphrase_field("Mật khẩu khóa ký")
        self.yes_button = button(yes, self.accept, icon_name="signature", role="primary")
        self.yes_button.setDefault(True)
        self.passphrase.textChanged.connect(self._show_button)
        if self.reason is not None:
            self.reason.textChanged.connect(self._show_button)
        self._lay_out(text, more, reason_name, practice_passphrase)
        self._show_button()
        (self.reason or self.passphrase).setFocus()

    @property
    def given(self) -> Given:
        """What was typed."""
        reason = self.reason.toPlainText().strip() if self.reason else ""
        return Given(self.passphrase.text(), self.folder.folder, reason)

    def ask(self) -> Given | None:
        """Return what was typed; None when the user gave up. The passphrase is forgotten."""
        is_accepted = self.exec() == QDialog.DialogCode.Accepted
        given = self.given if is_accepted else None
        self.passphrase.clear()
        self.deleteLater()
        return given

    def _show_button(self) -> None:
        given = self.given
        has_reason = self.reason is None or bool(given.reason)
        self.yes_button.setEnabled(bool(given.passphrase) and has_reason)

    def _lay_out(self, text: str, more: str, reason_name: str, practice: str) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 16)
        outer.setSpacing(8)
        outer.addWidget(label(text, "heading", wraps=True))
        if more:
            outer.addWidget(label(more, "muted", wraps=True))
        outer.addSpacing(8)
        if self.reason is not None:
            outer.addWidget(label(reason_name, "muted"))
            outer.addWidget(self.reason)
        outer.addWidget(self.folder)
        outer.addWidget(label("Mật khẩu khóa ký", "muted"))
        outer.addWidget(self.passphrase)
        if practice:
            outer.addWidget(label(f"Mật khẩu của vùng Tập nhập: {practice}", "small", wraps=True))
        outer.addSpacing(16)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(button("Hủy", self.reject))
        foot.addWidget(self.yes_button)
        outer.addLayout(foot)


def _reason_field(name: str) -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setAccessibleName(name)
    field.setTabChangesFocus(True)
    field.setFixedHeight(72)
    field.setPlaceholderText(f"Lý do được lưu và gửi kèm, tối đa {limits.REASON_CHARS} ký tự")
    return field
