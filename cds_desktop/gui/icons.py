"""The icon set of resources/icons, recoloured by theme and drawn sharp at every scale."""

from functools import lru_cache

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QImageReader, QPainter, QPixmap

from cds_desktop import paths
from cds_desktop.gui.theme import current_colors

_SIZE = 16
_ROOM = 4


def icon(name: str, color: str = "text") -> QIcon:
    """Return the icon `name` in one of the theme's colours: "text", "muted", "accent", "error"."""
    return _icon(
        name, getattr(current_colors(), color), QGuiApplication.primaryScreen().devicePixelRatio()
    )


def pixmap(name: str, color: str = "text", *, size: int = 16) -> QPixmap:
    """Return the icon as a picture of `size` logical pixels, for labels and painters."""
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    return _pixmap(name, getattr(current_colors(), color), size, ratio)


def icon_beside_text(name: str, color: str = "text") -> QIcon:
    """Return an icon of 16 pixels with room at its right: Fusion leaves only 4 before the text."""
    colors = current_colors()
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    made = QIcon(_with_room(name, str(getattr(colors, color)), ratio))
    made.addPixmap(_with_room(name, colors.muted, ratio), QIcon.Mode.Disabled)
    return made


@lru_cache(maxsize=256)
def _icon(name: str, rgb: str, ratio: float) -> QIcon:
    made = QIcon()
    made.addPixmap(_pixmap(name, rgb, _SIZE, ratio))
    made.addPixmap(_pixmap(name, current_colors().border, _SIZE, ratio), QIcon.Mode.Disabled)
    return made


@lru_cache(maxsize=128)
def _with_room(name: str, rgb: str, ratio: float) -> QPixmap:
    made = QPixmap(round((_SIZE + _ROOM) * ratio), round(_SIZE * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.drawPixmap(0, 0, _pixmap(name, rgb, _SIZE, ratio))
    painter.end()
    return made


@lru_cache(maxsize=512)
def _pixmap(name: str, rgb: str, size: int, ratio: float) -> QPixmap:
    svg = (paths.RESOURCES / "icons" / f"{name}.svg").read_bytes()
    data = QByteArray(svg.replace(b"currentColor", rgb.encode()))
    buffer = QBuffer(data)
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(round(size * ratio), round(size * ratio)))
    picture = QPixmap.fromImage(reader.read())
    picture.setDevicePixelRatio(ratio)
    return picture
