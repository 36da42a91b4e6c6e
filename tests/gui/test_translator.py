"""Qt speaks Vietnamese."""

import pytest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit, QMenu, QPlainTextEdit

from cds_desktop.gui.translator import VietnameseTranslator

BUTTONS = QDialogButtonBox.StandardButton


@pytest.mark.parametrize(
    ("standard", "text"),
    [
        (BUTTONS.Ok, "Đồng ý"),
        (BUTTONS.Cancel, "Hủy"),
        (BUTTONS.Yes, "&Có"),
        (BUTTONS.No, "&Không"),
        (BUTTONS.Close, "Đóng"),
        (BUTTONS.Save, "Lưu"),
        (BUTTONS.Help, "Trợ giúp"),
    ],
)
def test_standard_buttons_are_vietnamese(
    app: QApplication, standard: QDialogButtonBox.StandardButton, text: str
):
    box = QDialogButtonBox(standard)
    assert box.button(standard).text().replace("&", "") == text.replace("&", "")


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_the_context_menu_of_a_field_is_vietnamese(app: QApplication, kind: type[QLineEdit]):
    field = kind()
    menu = field.createStandardContextMenu()
    texts = [action.text().partition("\t")[0].replace("&", "") for action in visible(menu)]
    assert {"Hoàn tác", "Cắt", "Sao chép", "Dán", "Chọn tất cả"} <= set(texts)
    assert not {"Undo", "Cut", "Copy", "Paste", "Delete", "Select All"} & set(texts)


def test_what_is_not_known_stays_as_qt_says_it():
    assert VietnameseTranslator().translate("QObject", "An unknown sentence") is None


def visible(menu: QMenu):
    """Return the entries of a menu that are not lines."""
    return [action for action in menu.actions() if not action.isSeparator()]
