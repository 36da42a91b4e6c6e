"""Labels that never guess rich text, in the few sizes and tones of the style sheet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from cds_desktop.gui.icons import pixmap


def label(
    text: str = "",
    role: str = "body",
    *,
    tone: str = "",
    wraps: bool = False,
    parent: QWidget | None = None,
) -> QLabel:
    """Return a plain-text label.

    Roles: body, title, heading, strong, figure, muted, small. Tones: error, warning, success,
    notice, accent. Naming the parent at once spares Qt styling the label twice.
    """
    made = QLabel(parent) if parent else QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setOpenExternalLinks(False)
    made.setProperty("role", role)
    made.setProperty("tone", tone)
    made.setWordWrap(wraps)
    made.setText(text)
    return made


def figure_label(text: str = "", role: str = "body", *, parent: QWidget | None = None) -> QLabel:
    """Return a label for a figure: at the right edge of its column."""
    made = label(text, role, parent=parent)
    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return made


def icon_label(
    name: str,
    color: str = "text",
    *,
    size: int = 16,
    tip: str = "",
    parent: QWidget | None = None,
) -> QLabel:
    """Return a label that shows an icon; `tip` is its word for eyes and screen readers."""
    made = label(parent=parent)
    made.setFixedWidth(size)
    show_icon(made, name, color, size=size, tip=tip)
    return made


def show_icon(
    target: QLabel, name: str, color: str = "text", *, size: int = 16, tip: str = ""
) -> None:
    """Change what an icon label shows; no name clears it."""
    if name:
        target.setPixmap(pixmap(name, color, size=size))
    else:
        target.clear()
    target.setAccessibleName(tip)
    target.setToolTip(plain_tip(tip))


def set_tone(target: QWidget, tone: str, *, name: str = "tone") -> None:
    """Change a styled property of a shown widget and repaint it in the new style."""
    if target.property(name) == tone:
        return
    target.setProperty(name, tone)
    target.style().unpolish(target)
    target.style().polish(target)


def plain_tip(text: str) -> str:
    """Return `text` as a tooltip that stays text whatever stands in it, and wraps."""
    if not text:
        return ""
    for letter, written in _ESCAPES:
        text = text.replace(letter, written)
    return f"<qt>{text}</qt>"


# html.escape does the same, but importing it costs 2 ms before the first paint.
_ESCAPES = (
    ("&", "&amp;"),
    ("<", "&lt;"),
    (">", "&gt;"),
    ('"', "&quot;"),
    ("'", "&#x27;"),
    ("\n", "<br>"),
)


def line() -> QFrame:
    """Return a hairline across the layout."""
    made = frame("line")
    made.setFixedHeight(1)
    return made


def frame(role: str = "card", *, tone: str = "", parent: QWidget | None = None) -> QFrame:
    """Return a frame in one of the style sheet's roles: card, bar, side, foot, note, bubble."""
    made = QFrame(parent) if parent else QFrame()
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setProperty("role", role)
    made.setProperty("tone", tone)
    return made


def spacer() -> QWidget:
    """Return an empty widget that takes the room that is left over."""
    made = QWidget()
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return made
