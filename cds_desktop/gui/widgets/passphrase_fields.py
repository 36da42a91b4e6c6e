"""A passphrase: typed once to use a key, twice to make one, with a hint how strong it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from cds_desktop import limits
from cds_desktop.gui.widgets.labels import label, set_tone

_GOOD_CHARS = 16


def passphrase_field(name: str) -> QLineEdit:
    """Return a field whose text is never shown nor copied."""
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setAccessibleName(name)
    field.setMaxLength(200)
    return field


class NewPassphrase(QWidget):
    """Two fields that must agree; `changed` tells when they may have begun or ceased to."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._first = passphrase_field("Mật khẩu khóa ký")
        self._second = passphrase_field("Gõ lại mật khẩu")
        self._hint = label("", "small", wraps=True)
        self.setFocusProxy(self._first)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        for name, field in (("Mật khẩu khóa ký", self._first), ("Gõ lại mật khẩu", self._second)):
            caption = label(name, "muted")
            caption.setBuddy(field)
            outer.addWidget(caption)
            outer.addWidget(field)
            field.textChanged.connect(self._on_changed)
        outer.addWidget(self._hint)
        self._on_changed()

    @property
    def passphrase(self) -> str:
        """What was typed, "" as long as it cannot be used."""
        text = self._first.text()
        return text if len(text) >= limits.PASSPHRASE_CHARS and text == self._second.text() else ""

    @property
    def hint_text(self) -> str:
        """What is said of the two."""
        return self._hint.text()

    def clear(self) -> None:
        """Forget what was typed."""
        self._first.clear()
        self._second.clear()

    def _on_changed(self) -> None:
        text, tone = _hint(self._first.text(), self._second.text())
        self._hint.setText(text)
        set_tone(self._hint, tone)
        self.changed.emit()


def _hint(first: str, second: str) -> tuple[str, str]:
    least = limits.PASSPHRASE_CHARS
    if not first:
        return (
            f"Ít nhất {least} ký tự; nên là một câu dễ nhớ gồm vài từ. "
            "Phần mềm không giữ và không lấy lại được mật khẩu.",
            "",
        )
    if len(first) < least:
        return f"Còn thiếu {least - len(first)} ký tự.", "warning"
    if second and second != first:
        return "Hai lần gõ chưa giống nhau.", "error"
    if len(set(first)) < 5:
        return "Mật khẩu lặp lại quá ít ký tự khác nhau, dễ bị đoán.", "warning"
    strength = (
        "Mật khẩu tốt."
        if len(first) >= _GOOD_CHARS
        else "Mật khẩu tạm được; dài hơn sẽ an toàn hơn."
    )
    return (f"{strength} Xin gõ lại lần nữa.", "") if not second else (strength, "success")
