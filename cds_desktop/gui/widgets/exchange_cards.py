"""The cards of the exchange page: sign, send, the unit's key, verify a bundle."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QGuiApplication

from cds_desktop import paths
from cds_desktop.errors import CdsError
from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.cards import Card, row_of
from cds_desktop.gui.widgets.fact_grid import FactGrid
from cds_desktop.gui.widgets.folder_field import FolderField
from cds_desktop.gui.widgets.labels import label, set_tone
from cds_desktop.gui.widgets.opening import open_folder
from cds_desktop.gui.widgets.passphrase_fields import NewPassphrase, passphrase_field
from cds_desktop.operations.bundle_export import SignedBundle
from cds_desktop.operations.bundle_import import Verification


class SignCard(Card):
    """The passphrase and the button that signs; what is missing before that."""

    def __init__(self, sign_with: Callable[[str], None], go_check: Callable[[], object]) -> None:
        super().__init__(
            "Ký", "signature", "Chữ ký số của đơn vị bảo đảm gói không bị sửa trên đường đi."
        )
        self._sign_with = sign_with
        self._state = label("", wraps=True)
        self._field = passphrase_field("Mật khẩu khóa ký")
        self._field.setPlaceholderText("Mật khẩu khóa ký của đơn vị")
        self._field.textChanged.connect(self._on_text_changed)
        self._field.returnPressed.connect(self._on_wanted)
        self.button = button(
            "Ký và đóng gói", self._on_wanted, icon_name="signature", role="primary"
        )
        self.button.setDisabled(True)
        self._check = button("Đến bước Kiểm tra", go_check)
        self._practice = label("", "small", wraps=True)
        self._practice.hide()
        self.add(self._state, self._field, self._practice, row_of(self.button, self._check))

    def show_state(self, *, is_draft: bool, is_signed: bool, has_key: bool) -> None:
        """Show what can be done now."""
        text, tone = _sign_state(is_draft=is_draft, is_signed=is_signed, has_key=has_key)
        self._state.setText(text)
        set_tone(self._state, tone)
        can_sign = not is_draft and not is_signed and has_key
        self._field.setVisible(can_sign)
        self.button.setVisible(can_sign)
        self._check.setVisible(is_draft)
        self._practice.setVisible(can_sign and bool(self._practice.text()))

    @property
    def state_text(self) -> str:
        """What can be done now, in words."""
        return self._state.text()

    def tell_practice_passphrase(self, passphrase: str) -> None:
        """Show the passphrase that everybody may know."""
        self._practice.setText(f"Mật khẩu của vùng Tập nhập: {passphrase}")

    def focus_passphrase(self) -> None:
        """Put the cursor into the field."""
        self._field.setFocus()

    def show_busy(self, is_busy: bool) -> None:
        """Keep the button away while the worker signs; forget the passphrase afterwards."""
        self.button.setDisabled(is_busy)
        self._field.setDisabled(is_busy)
        if not is_busy:
            self._field.clear()
            self._field.setFocus()  # a wrong passphrase is typed again at once

    def _on_text_changed(self, text: str) -> None:
        self.button.setEnabled(bool(text))

    def _on_wanted(self) -> None:
        if self._field.text():
            self._sign_with(self._field.text())


class SendCard(Card):
    """The signed bundle: its name, where to save a copy, what to do with it."""

    def __init__(self, save: Callable[[], object]) -> None:
        super().__init__(
            "Gửi tỉnh",
            "send",
            "Gửi tệp qua thư điện tử công vụ hoặc chép ra USB. Không sửa, không nén lại tệp.",
        )
        self._name = label("", wraps=True)
        self.folder = FolderField("Thư mục lưu gói", paths.documents())
        self._saved = label("", tone="success", wraps=True)
        self.button = button("Lưu gói", save, icon_name="send", role="primary")
        self._open = button(
            "Mở thư mục", lambda: open_folder(self.folder.folder), icon_name="folder-open"
        )
        self.add(self._name, self.folder, row_of(self.button, self._open), self._saved)

    def show_bundle(self, bundle: SignedBundle | None) -> None:
        """Show the bundle of the present revision, if it was signed."""
        has_bundle = bundle is not None
        self._name.setText(
            bundle.file_name if bundle else "Chưa có gói: cần chốt số liệu và ký trước."
        )
        for part in (self.folder, self.button, self._open, self._saved):
            part.setVisible(has_bundle)
        if not has_bundle:
            self._saved.clear()

    @property
    def saved_text(self) -> str:
        """What is said of the last copy."""
        return self._saved.text()

    def show_saved(self, text: str) -> None:
        """Say that a copy was saved."""
        self._saved.setText(text)


class KeyCard(Card):
    """The unit's key: fingerprint and the digits read by telephone; or the fields to make one."""

    def __init__(self, make: Callable[[str], None]) -> None:
        super().__init__(
            "Khóa ký của đơn vị",
            "key-round",
            "Chứng tỏ gói là của đơn vị. Tỉnh ghi nhận khóa bằng mã đọc qua điện thoại.",
        )
        self._facts = FactGrid()
        self._copy = button("Sao chép dấu vân tay", self._copy_fingerprint, icon_name="copy")
        self._fingerprint = ""
        self._fields = NewPassphrase()
        self.make_button = button(
            "Tạo khóa ký",
            lambda: make(self._fields.passphrase),
            icon_name="key-round",
            role="primary",
        )
        self._fields.changed.connect(self._on_changed)
        self._on_changed()
        self.add(self._facts, self._fields, row_of(self._copy, self.make_button))

    def show_key(self, fingerprint: str, spoken: str) -> None:
        """Show the key; without one, the fields to make it."""
        self._fingerprint = fingerprint
        self._facts.show_facts(
            (("Mã đọc qua điện thoại", spoken), ("Dấu vân tay", fingerprint)) if fingerprint else ()
        )
        self._copy.setVisible(bool(fingerprint))
        self._fields.setVisible(not fingerprint)
        self.make_button.setVisible(not fingerprint)

    @property
    def facts(self) -> Sequence[tuple[str, str]]:
        """What is shown of the key."""
        return self._facts.facts

    def show_busy(self, is_busy: bool) -> None:
        """Keep the button away while the worker makes the key; forget the passphrase afterwards."""
        self.make_button.setDisabled(is_busy)
        if not is_busy:
            self._fields.clear()

    def _on_changed(self) -> None:
        self.make_button.setEnabled(bool(self._fields.passphrase))

    def _copy_fingerprint(self) -> None:
        QGuiApplication.clipboard().setText(self._fingerprint)


class VerifyCard(Card):
    """Choose a bundle file; what it says of itself, or why it is not genuine."""

    def __init__(self, verify: Callable[[], object]) -> None:
        super().__init__(
            "Kiểm tra một gói",
            "shield-check",
            "Xem một tệp gói có nguyên vẹn không, do đơn vị nào ký và chứa gì.",
        )
        self.button = button("Chọn gói...", verify, icon_name="folder-open")
        self._result = label("", wraps=True)
        self._facts = FactGrid()
        self.add(row_of(self.button), self._result, self._facts)
        self._result.hide()
        self._facts.hide()

    def show_verification(self, verified: Verification) -> None:
        """Show what a genuine bundle says."""
        self._say(verified.file_name, "success")
        self._facts.show_facts(verified.facts)

    def show_error(self, error: CdsError) -> None:
        """Show why the file is not a genuine bundle."""
        self._say(str(error), "error")
        self._facts.show_facts(())

    @property
    def facts(self) -> Sequence[tuple[str, str]]:
        """What is shown of a genuine bundle."""
        return self._facts.facts

    @property
    def result_text(self) -> str:
        """What is said of the file."""
        return self._result.text()

    def show_busy(self, is_busy: bool) -> None:
        """Keep the button away while the worker reads."""
        self.button.setDisabled(is_busy)

    def _say(self, text: str, tone: str) -> None:
        self._result.setText(text)
        set_tone(self._result, tone)
        self._result.show()


def _sign_state(*, is_draft: bool, is_signed: bool, has_key: bool) -> tuple[str, str]:
    if is_draft:
        return "Cần chốt số liệu trước khi ký.", "warning"
    if is_signed:
        return "Đã ký bản này. Gửi lại là gửi đúng gói đã ký.", "success"
    if not has_key:
        return "Đơn vị chưa có khóa ký. Xin tạo khóa ở bên cạnh.", "warning"
    return "Số liệu đã chốt, sẵn sàng để ký.", ""
