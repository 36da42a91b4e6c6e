"""What is wrong with a cell, in words, right under it; a warning takes its explanation in place."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from cds_desktop import limits
from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.labels import icon_label, label, set_tone
from cds_desktop.model.finding import SEVERITY_NAMES, Finding, Severity
from cds_desktop.model.submission import CellKey

SEVERITY_ICONS = {
    Severity.ERROR: "circle-x",
    Severity.WARNING: "triangle-alert",
    Severity.NOTICE: "info",
}


class FindingBox(QFrame):
    """The findings of one cell; empty and hidden when there are none."""

    explained = Signal(object, str)

    def __init__(self, parent: QWidget | None = None, *, is_open: bool = False) -> None:
        """Make the box; `is_open` shows the field for explanations without asking."""
        super().__init__(parent)
        self._is_open = is_open
        self.setProperty("role", "note")
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(8, 4, 8, 4)
        self._lines.setSpacing(4)
        self._shown: object = None
        self.hide()

    def show_findings(
        self,
        findings: Sequence[Finding],
        explanations: Mapping[CellKey, str],
        *,
        is_read_only: bool = False,
    ) -> None:
        """Show these findings; `explanations` holds what was given for their cells."""
        wanted = (tuple(findings), dict(explanations), is_read_only)
        if self._shown == wanted:
            return
        self._shown = wanted
        _clear(self._lines)
        for finding in findings:
            self._lines.addWidget(_sentence(finding))
        for warning in _first_warnings(findings):
            text = explanations.get(warning.key, "")
            self._lines.addWidget(self._explanation(warning, text, is_read_only=is_read_only))
        set_tone(self, _tone(findings))
        self.setVisible(bool(findings))

    def _explanation(self, warning: Finding, text: str, *, is_read_only: bool) -> QWidget:
        field = ExplanationField(
            warning.key, text, is_explained=warning.is_explained, is_read_only=is_read_only
        )
        field.explained.connect(self.explained)
        if self._is_open and not is_read_only:
            field.show_field()
        return field


class ExplanationField(QWidget):
    """Where a warning is explained: a link that opens a line to type in."""

    explained = Signal(object, str)

    def __init__(
        self, key: CellKey, text: str, *, is_explained: bool, is_read_only: bool = False
    ) -> None:
        super().__init__()
        self._key = key
        self._text = text
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 0, 0)
        row.setSpacing(8)
        self._field = _explanation_field(text)
        self._link = button("Giải trình", self.open, icon_name="message-square-text", role="link")
        self._given = _given(text) if is_explained else None
        for part in (self._given, self._link, self._field):
            if part is not None:
                row.addWidget(part, 1 if part is not self._link else 0)
        row.addStretch(0)
        self._link.setText("Sửa giải trình" if is_explained else "Giải trình")
        self._link.setVisible(not is_read_only)
        self._field.hide()
        self._field.returnPressed.connect(self._on_returned)
        self._field.editingFinished.connect(self._on_finished)

    def show_field(self) -> None:
        """Show the line to type in."""
        self._link.hide()
        if self._given is not None:
            self._given.hide()
        self._field.show()

    def open(self) -> None:
        """Show the line to type in and go there."""
        self.show_field()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_returned(self) -> None:
        if len(self._field.text().strip()) < limits.EXPLANATION_CHARS:
            self._field.setPlaceholderText(f"Xin viết ít nhất {limits.EXPLANATION_CHARS} ký tự")

    def _on_finished(self) -> None:
        text = self._field.text().strip()
        if text and text != self._text:
            self._text = text
            self.explained.emit(self._key, text)


def _explanation_field(text: str) -> QLineEdit:
    field = QLineEdit(text)
    field.setMaxLength(limits.TEXT_CHARS)
    field.setAccessibleName("Giải trình cảnh báo")
    field.setPlaceholderText("Vì sao số liệu này đúng? Ghi xong nhấn Enter")
    return field


def _given(text: str) -> QLabel:
    return label(f"Đã giải trình: {text}", wraps=True)


def _sentence(finding: Finding) -> QWidget:
    message = finding.message
    tone = str(finding.severity)
    word = f"{SEVERITY_NAMES[finding.severity]}: "
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(icon_label(SEVERITY_ICONS[finding.severity], tone), 0, Qt.AlignmentFlag.AlignTop)
    text = f"{word}{message.text} {message.way_out}".strip()
    row.addWidget(label(text, tone=tone, wraps=True), 1)
    return made


def _first_warnings(findings: Sequence[Finding]) -> Iterable[Finding]:
    """Return one warning a cell: a value is explained once, however many rules it drew."""
    warnings = [finding for finding in findings if finding.severity is Severity.WARNING]
    return {finding.key: finding for finding in reversed(warnings)}.values()


def _tone(findings: Sequence[Finding]) -> str:
    if any(finding.severity is Severity.ERROR for finding in findings):
        return "error"
    has_warning = any(finding.severity is Severity.WARNING for finding in findings)
    return "warning" if has_warning else "accent"


def _clear(layout: QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
