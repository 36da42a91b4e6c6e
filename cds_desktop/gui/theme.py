"""The look: Fusion, one palette for light and one for dark, one accent, one style sheet.

Widgets that paint themselves ask `colors_of(palette)`; nothing else in the window names a colour.
"""

from dataclasses import dataclass, fields

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from cds_desktop.gui.style_sheet import style_sheet

GRID = 8
"""Distances are multiples of this, or of its half."""

_FAMILIES = ("Segoe UI", "Noto Sans", "Open Sans", "Inter", "DejaVu Sans")
_POINT_SIZE = 10.0


@dataclass(frozen=True, slots=True)
class Colors:
    """Every colour of one theme; a tint is the quiet background of its status."""

    window: str
    base: str
    alternate: str
    text: str
    muted: str
    line: str
    border: str
    accent: str
    on_accent: str
    accent_tint: str
    error: str
    error_tint: str
    warning: str
    warning_tint: str
    success: str
    success_tint: str
    notice: str
    locked: str

    def color(self, name: str) -> QColor:
        """Return the colour called `name` for a painter."""
        return QColor(str(getattr(self, name)))

    def names(self) -> dict[str, str]:
        """Return every colour by name, for the style sheet."""
        return {field.name: str(getattr(self, field.name)) for field in fields(self)}


LIGHT = Colors(
    window="#f3f5f8",
    base="#ffffff",
    alternate="#f8f9fb",
    text="#1b2130",
    muted="#5a6475",
    line="#e1e5eb",
    border="#8a93a2",
    accent="#1c57b5",
    on_accent="#ffffff",
    accent_tint="#e8effa",
    error="#b3261e",
    error_tint="#fdefee",
    warning="#8a5000",
    warning_tint="#fff4e0",
    success="#17693f",
    success_tint="#e7f5ec",
    notice="#0b6374",
    locked="#eef1f5",
)
DARK = Colors(
    window="#14171d",
    base="#1c2028",
    alternate="#20252e",
    text="#e6e9ef",
    muted="#a3adbd",
    line="#2f3540",
    border="#697384",
    accent="#8ab4f8",
    on_accent="#0d1b33",
    accent_tint="#243349",
    error="#ff9b93",
    error_tint="#3b2124",
    warning="#f3bd5e",
    warning_tint="#382c18",
    success="#6fd3a0",
    success_tint="#173026",
    notice="#76cfe0",
    locked="#262b35",
)

_ROLES = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "base",
    QPalette.ColorRole.AlternateBase: "alternate",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "base",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Dark: "muted",
    QPalette.ColorRole.Light: "base",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.BrightText: "error",
    QPalette.ColorRole.ToolTipBase: "text",
    QPalette.ColorRole.ToolTipText: "base",
}


def apply_theme(app: QApplication, theme: str) -> None:
    """Dress the application in "light", "dark" or "system"; call before any widget is built."""
    colors = _chosen(theme)
    app.setStyle("Fusion")
    app.setFont(ui_font())
    app.setPalette(palette_of(colors))
    app.setStyleSheet(style_sheet(colors.names()))


def ui_font() -> QFont:
    """Return the window's font: the first family that is there, figures of equal width."""
    font = QFont()
    font.setFamilies(list(_FAMILIES))
    font.setPointSizeF(_POINT_SIZE)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def palette_of(colors: Colors) -> QPalette:
    """Return the palette of a theme."""
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(role, colors.color(name))
    disabled = QPalette.ColorGroup.Disabled
    for role in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
        QPalette.ColorRole.WindowText,
    ):
        palette.setColor(disabled, role, colors.color("muted"))
    return palette


def colors_of(palette: QPalette) -> Colors:
    """Return the theme that a palette belongs to, for widgets that paint themselves."""
    is_dark = palette.color(QPalette.ColorRole.Base).lightness() < 128
    return DARK if is_dark else LIGHT


def current_colors() -> Colors:
    """Return the colours of the theme that the application wears."""
    return colors_of(QGuiApplication.palette())


def _chosen(theme: str) -> Colors:
    if theme in ("light", "dark"):
        return DARK if theme == "dark" else LIGHT
    is_dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return DARK if is_dark else LIGHT
