"""Type into widgets as people and input methods do.

QTest.keyClicks aborts the process on a Vietnamese letter (TECH.md 6), so key events are made here.
"""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

NO_MODIFIER = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def type_text(widget: QWidget, text: str) -> None:
    """Send each letter as a key event of its own."""
    for letter in text:
        press(widget, Qt.Key.Key_unknown, text=letter)


def press(
    widget: QWidget,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier = NO_MODIFIER,
    *,
    text: str = "",
) -> None:
    """Press and let go of one key."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QGuiApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers, text))


def press_shortcut(
    widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_MODIFIER
) -> None:
    """Press a key as the window system sends it, so that shortcuts see it."""
    QTest.keyClick(widget, key, modifiers)


def commit_text(widget: QWidget, text: str) -> None:
    """Commit text as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QGuiApplication.sendEvent(widget, event)


def press_focused(key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_MODIFIER) -> None:
    """Press a key where the cursor is."""
    press(focused(), key, modifiers)


def type_focused(text: str) -> None:
    """Type where the cursor is."""
    for letter in text:
        press(focused(), Qt.Key.Key_unknown, text=letter)


def focused() -> QWidget:
    """Return the widget that has the cursor."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def replay_unikey(widget: QWidget, keys: str) -> None:
    """Replay what Unikey sends: "<" is a backspace, every other letter a key of its own."""
    for letter in keys:
        if letter == "<":
            press(widget, Qt.Key.Key_Backspace)
        else:
            press(widget, Qt.Key.Key_unknown, text=letter)
