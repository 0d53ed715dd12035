"""The program's icons, drawn in the colours of the system's theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QImage, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from icp_footprints.resources import resources_folder

# Menus and toolbars; on a sharp screen twice as many pixels. Qt scales these to anything between.
SIZES = (16, 22)


class Icons:
    """Loads line icons, which are drawn in the text colour, dimmed where disabled."""

    def icon(self, name: str) -> QIcon:
        """The icon of that name, for the palette the program has now."""
        svg = (resources_folder() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
        palette = QGuiApplication.palette()
        icon = QIcon()
        for mode, group in (
            (QIcon.Mode.Normal, QPalette.ColorGroup.Active),
            (QIcon.Mode.Disabled, QPalette.ColorGroup.Disabled),
        ):
            colour = palette.color(group, QPalette.ColorRole.WindowText)
            for size in SIZES:
                for ratio in (1, 2):
                    icon.addPixmap(_drawn(svg, colour, size, ratio), mode)
        return icon

    def app_icon(self) -> QIcon:
        """The program's own icon."""
        svg = (resources_folder() / "icons" / "app.svg").read_text(encoding="utf-8")
        icon = QIcon()
        for size in (16, 32, 48, 64, 128, 256):
            icon.addPixmap(_drawn(svg, QColor(), size, 1))
        return icon


def swatch(fill: QColor, border: QColor, size: int) -> QIcon:
    """A square of a footprint's colour."""
    pixmap = QPixmap(size * 2, size * 2)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setPen(border)
    painter.setBrush(fill)
    painter.drawRect(QRectF(0.5, 0.5, size - 1.5, size - 1.5))
    painter.end()
    return QIcon(pixmap)


def _drawn(svg: str, colour: QColor, size: int, ratio: int) -> QPixmap:
    pixmap = QPixmap.fromImage(_image(svg.replace("currentColor", colour.name()), size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@lru_cache(maxsize=1024)
def _image(svg: str, pixels: int) -> QImage:
    """A drawing in pixels, made once: a window has some hundred."""
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image
