"""The program's icons, drawn in the colours of the system's theme."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from icp_footprints.resources import resources_folder

SIZES = (16, 20, 24, 32, 48)


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
    text = svg.replace("currentColor", colour.name())
    renderer = QSvgRenderer(QByteArray(text.encode()))
    pixmap = QPixmap(size * ratio, size * ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
