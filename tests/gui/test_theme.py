"""The look: contrast is computed, colours come from one place."""

import re
from string import Template

import pytest
from PySide6.QtGui import QColor, QPalette

from cds_desktop.gui import style_sheet
from cds_desktop.gui.theme import DARK, LIGHT, Colors, colors_of, palette_of, ui_font

THEMES = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]
TEXT_PAIRS = [
    ("text", "window"),
    ("text", "base"),
    ("text", "alternate"),
    ("text", "locked"),
    ("text", "accent_tint"),
    ("text", "error_tint"),
    ("text", "warning_tint"),
    ("text", "success_tint"),
    ("muted", "window"),
    ("muted", "base"),
    ("muted", "alternate"),
    ("muted", "locked"),
    ("accent", "base"),
    ("accent", "accent_tint"),
    ("on_accent", "accent"),
    ("error", "window"),
    ("error", "base"),
    ("error", "alternate"),
    ("error", "error_tint"),
    ("warning", "window"),
    ("warning", "base"),
    ("warning", "alternate"),
    ("warning", "warning_tint"),
    ("success", "window"),
    ("success", "base"),
    ("success", "alternate"),
    ("notice", "base"),
    ("notice", "accent_tint"),
    ("base", "text"),
]


@pytest.mark.parametrize("colors", THEMES)
@pytest.mark.parametrize(("ink", "paper"), TEXT_PAIRS)
def test_text_stands_out_by_4_5_to_1(colors: Colors, ink: str, paper: str):
    assert contrast(colors.color(ink), colors.color(paper)) >= 4.5


@pytest.mark.parametrize("colors", THEMES)
@pytest.mark.parametrize("line", ["border", "accent", "error", "warning"])
def test_the_frame_of_a_field_stands_out_by_3_to_1(colors: Colors, line: str):
    assert contrast(colors.color(line), colors.color("base")) >= 3


def test_contrast_is_computed_as_wcag_says():
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#ffffff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colors", THEMES)
def test_a_painter_finds_its_theme_by_the_palette(colors: Colors):
    assert colors_of(palette_of(colors)) is colors


@pytest.mark.parametrize("colors", THEMES)
def test_the_palette_has_the_accent(colors: Colors):
    assert palette_of(colors).color(QPalette.ColorRole.Accent) == colors.color("accent")


def test_the_style_sheet_names_no_colour_of_its_own():
    sheet: Template = style_sheet._SHEET  # pyright: ignore[reportPrivateUsage]
    assert not re.findall(r":[^;]*#[0-9a-fA-F]{3,8}\b", sheet.template)
    assert "rgb" not in sheet.template


def test_every_name_in_the_style_sheet_is_a_colour_of_the_theme():
    assert "$" not in style_sheet.style_sheet(LIGHT.names())


def test_distances_in_the_style_sheet_stay_small_and_whole():
    sheet = style_sheet.style_sheet(LIGHT.names())
    assert not re.findall(r"\d\.\d+px", sheet)


def test_figures_have_equal_widths():
    assert ui_font().pointSizeF() == 10
    assert ui_font().featureTags()


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast ratio of WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color: QColor) -> float:
    """Return the relative luminance of a colour."""
    parts = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (color.redF(), color.greenF(), color.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
