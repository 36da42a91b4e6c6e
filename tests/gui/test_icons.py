"""The icons are one set: all there, all recoloured by the theme, with their licence."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from cds_desktop import paths
from cds_desktop.gui.icons import icon, icon_beside_text, pixmap
from cds_desktop.gui.theme import LIGHT

FOLDER = paths.RESOURCES / "icons"
ICONS = sorted(path.stem for path in FOLDER.glob("*.svg"))
SOURCES = Path(__file__).parents[2] / "cds_desktop" / "gui"


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_takes_the_colour_of_its_place(app: QApplication, name: str):
    image = pixmap(name, "error", size=24).toImage()
    inks = {
        QColor(image.pixelColor(x, y)).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert inks == {LIGHT.error}


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_drawn_in_the_set_s_one_style(name: str):
    source = (FOLDER / f"{name}.svg").read_text("utf-8")
    assert 'stroke="currentColor"' in source
    assert 'stroke-width="2"' in source
    assert 'viewBox="0 0 24 24"' in source


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_is_used(name: str):
    written = "".join(path.read_text("utf-8") for path in SOURCES.rglob("*.py"))
    assert re.search(rf'"{name}"', written)


def test_the_licence_stands_beside_the_icons():
    assert "ISC License" in (FOLDER / "LICENSE").read_text("utf-8")


def test_an_icon_beside_text_leaves_room_at_its_right(app: QApplication):
    assert icon_beside_text("house").availableSizes()[0].width() == 20
    assert icon("house").availableSizes()[0].width() == 16
