"""What holds for every page: plain text, names for every control, Vietnamese, nothing cut off."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QWidget,
)

from cds_desktop.gui.context import AppContext, Page
from cds_desktop.gui.navigator import Navigator
from cds_desktop.gui.pages.entry import EntryPage
from cds_desktop.gui.pages.sheet_import import ImportPage
from cds_desktop.gui.widgets.keys_dialog import KeysDialog
from cds_desktop.model.submission import CellKey
from tests.gui.conftest import UNIT
from tests.gui.typing_keys import press_shortcut

PAGES = [
    *(Page.HOME, Page.ENTRY, Page.CHECK, Page.REPORT),
    *(Page.EXCHANGE, Page.SETTINGS, Page.SAFETY, Page.IMPORT),
]
SIZES = [QSize(1280, 720), QSize(910, 512), QSize(910, 448)]
CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView)
ENGLISH = set(
    re.findall(
        r"\w+",
        "the and save cancel open close file folder yes error warning settings date time draft"
        " complete page row column cell month year copy paste delete undo redo select choose new"
        " home report check export import sign signature send receipt key password passphrase"
        " help about version empty loading done failed next previous back finish unit form"
        " question answer value status note summary total search find filter list table section"
        " step deadline theme dark light",
    )
)


def every(root: QWidget, kind: type[QWidget] = QWidget) -> Iterator[QWidget]:
    """Yield the visible widgets of a kind."""
    yield from (widget for widget in root.findChildren(kind) if widget.isVisibleTo(root))


def visit_everything(context: AppContext, navigator: Navigator) -> Iterator[str]:
    """Show every page, every part of the form and the list of keys in turn."""
    for page in PAGES:
        context.visit(page)
        yield page
    importing = navigator.page(Page.IMPORT)
    assert isinstance(importing, ImportPage)
    importing.paste("11\n-\nkhong ro", CellKey(UNIT, "tram_5g"))
    yield "preview of a pasted block"
    entry = navigator.page(Page.ENTRY)
    assert isinstance(entry, EntryPage)
    context.visit(Page.ENTRY)
    for number, part in enumerate(entry.stack.parts):
        entry.stack.show_part(number)
        yield part.name


@pytest.fixture
def window(context: AppContext, navigator: Navigator) -> QMainWindow:
    """The window with the strip of help open."""
    context.visit(Page.ENTRY)
    press_shortcut(navigator.window, Qt.Key.Key_F1)
    return navigator.window


def test_every_label_is_plain_text(context: AppContext, navigator: Navigator, window: QMainWindow):
    for place in visit_everything(context, navigator):
        for label in window.findChildren(QLabel):
            assert label.textFormat() is Qt.TextFormat.PlainText, (place, label.text())


def test_every_control_has_a_name_for_screen_readers(
    context: AppContext, navigator: Navigator, window: QMainWindow
):
    for place in visit_everything(context, navigator):
        for control in window.findChildren(QWidget):
            if isinstance(control, CONTROLS) and control.focusPolicy():
                assert spoken_name(control), (place, control)


def test_no_english_word_is_on_the_screen(
    context: AppContext, navigator: Navigator, window: QMainWindow
):
    for place in visit_everything(context, navigator):
        for text in every_text(window):
            own = re.sub(r"\S*[/\\]\S*|\w*[^\x00-\x7f]\w*", " ", text)  # no paths, no Vietnamese
            words = set(re.findall(r"[A-Za-z]+", own.lower()))
            assert not words & ENGLISH, (place, text)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
def test_no_text_is_cut_off(context: AppContext, navigator: Navigator, size: QSize):
    window = navigator.window
    window.resize(size)
    for place in visit_everything(context, navigator):
        QTest.qWait(20)  # layouts settle
        for widget in every(window):
            if isinstance(widget, QLabel | QAbstractButton):
                assert is_whole(widget), (place, text_of(widget), widget.size(), needed(widget))


def test_tooltips_stay_text_whatever_stands_in_them(
    context: AppContext, navigator: Navigator, window: QMainWindow
):
    for place in visit_everything(context, navigator):
        for widget in window.findChildren(QWidget):
            tip = widget.toolTip()
            assert not tip or (tip.startswith("<qt>") and tip.endswith("</qt>")), (place, tip)


@pytest.mark.parametrize("page", PAGES)
def test_tab_reaches_every_field_of_a_page(context: AppContext, navigator: Navigator, page: Page):
    context.visit(page)
    shown = navigator.page(page)
    assert isinstance(shown, QWidget)
    wanted = {
        widget
        for widget in every(shown)
        if isinstance(widget, QLineEdit | QComboBox)
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    assert not wanted - set(tab_chain(navigator.window))


def test_f9_opens_the_check(context: AppContext, navigator: Navigator):
    press_shortcut(navigator.window, Qt.Key.Key_F9)
    assert navigator.page_name is Page.CHECK


def test_the_list_of_keys_names_each_key_once():
    dialog = KeysDialog()
    keys = [label.text() for label in dialog.findChildren(QLabel)]
    assert {"F1", "F5", "F9", "Enter", "Shift+Enter"} <= set(keys)
    dialog.deleteLater()


def test_pages_are_built_when_they_are_first_shown(navigator: Navigator, context: AppContext):
    assert navigator.built_pages == {Page.HOME}
    context.visit(Page.CHECK)
    assert navigator.built_pages == {Page.HOME, Page.CHECK}


# --- looking ------------------------------------------------------------------------------------


def spoken_name(control: QWidget) -> str:
    """Return what a screen reader says of a control."""
    text = control.text() if isinstance(control, QAbstractButton) else ""
    return control.accessibleName() or text


def every_text(root: QWidget) -> Iterator[str]:
    """Yield every text that a person or a screen reader meets."""
    for widget in every(root):
        yield text_of(widget)
        yield widget.accessibleName()
        yield re.sub(r"<[^>]*>", " ", widget.toolTip())
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            yield widget.placeholderText()


def text_of(widget: QWidget) -> str:
    """Return what a label or button says."""
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""


def is_whole(widget: QWidget) -> bool:
    """Say whether a label or button has the room that its text needs."""
    if not text_of(widget):
        return True
    need = needed(widget)
    return need.width() <= widget.width() + 1 and need.height() <= widget.height() + 1


def needed(widget: QWidget) -> QSize:
    """Return the size that a text needs where it is."""
    if isinstance(widget, QLabel) and widget.wordWrap():
        return QSize(0, widget.heightForWidth(widget.width()))
    return widget.minimumSizeHint()


def tab_chain(window: QWidget) -> Iterator[QWidget]:
    """Yield the widgets in the order of Tab."""
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        yield widget
        widget = widget.nextInFocusChain()
