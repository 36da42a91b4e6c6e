"""The office's words and the window's habits."""

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from cds_desktop.gui.context import AppContext, Page
from cds_desktop.gui.navigator import Navigator
from cds_desktop.gui.pages.settings import SettingsPage
from cds_desktop.settings import EnterMoves, Theme, load_settings


@pytest.fixture
def page(context: AppContext, navigator: Navigator) -> SettingsPage:
    """The settings page, opened."""
    context.visit(Page.SETTINGS)
    made = navigator.page(Page.SETTINGS)
    assert isinstance(made, SettingsPage)
    return made


def field(page: SettingsPage, name: str) -> QLineEdit:
    """Return the field with this name."""
    return next(f for f in page.findChildren(QLineEdit) if f.accessibleName() == name)


def test_the_page_shows_the_settings_as_they_are(context: AppContext, page: SettingsPage):
    issuer = context.workspace.settings.issuer
    assert field(page, "Cơ quan ban hành").text() == issuer.issuing_body
    assert field(page, "Ký hiệu văn bản").text() == issuer.symbol


def test_saving_writes_the_file_and_restyles_the_window(
    context: AppContext, page: SettingsPage, navigator: Navigator, qtbot: QtBot
):
    field(page, "Địa danh").setText("  Mỹ An ")
    page.theme.setCurrentIndex(2)
    page.enter_moves.setCurrentIndex(1)
    with qtbot.waitSignal(navigator.restyle_wanted):
        page.save_button.click()
    saved = load_settings(context.workspace.root / "settings.toml")
    assert saved.issuer.place == "Mỹ An"
    assert saved.window.theme is Theme.DARK
    assert saved.window.enter_moves is EnterMoves.RIGHT


def test_nothing_is_saved_without_the_button(context: AppContext, page: SettingsPage):
    field(page, "Địa danh").setText("Nơi khác")
    context.visit(Page.HOME)
    assert context.workspace.settings.issuer.place != "Nơi khác"
