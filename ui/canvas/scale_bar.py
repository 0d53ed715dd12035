"""A bar that says how far is far on the map."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.canvas.style import MapStyle

LONGEST_PX = 140.0
METRES_IN_KM = 1000
PAD = 8


class ScaleBar(QWidget):
    """Drawn over the corner of the map; takes no clicks."""

    def __init__(self, style: MapStyle, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._style = style
        self._px_per_m = 1.0
        self.setAccessibleName("Scale of the map")
        self.resize(self.sizeHint())

    def set_scale(self, px_per_m: float) -> None:
        """Follow the zoom."""
        self._px_per_m = px_per_m
        self.setAccessibleDescription(f"The bar is {distance_words(self.length_m())} long.")
        self.update()

    def restyle(self, style: MapStyle) -> None:
        """Take other colours."""
        self._style = style
        self.update()

    def length_m(self) -> float:
        """The longest round distance that fits: 1, 2 or 5 times a power of ten."""
        longest = LONGEST_PX / self._px_per_m
        power = 10.0 ** math.floor(math.log10(longest))
        return max(step * power for step in (1, 2, 5) if step * power <= longest)

    def sizeHint(self) -> QSize:
        return QSize(int(LONGEST_PX) + 2 * PAD, QFontMetrics(self.font()).height() + 2 * PAD + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.length_m() * self._px_per_m
        base = self.height() - PAD
        bar = [
            QPointF(PAD, base - 5),
            QPointF(PAD, base),
            QPointF(PAD + width, base),
            QPointF(PAD + width, base - 5),
        ]
        for colour, thickness in ((self._style.halo, 5.0), (self._style.text, 1.6)):
            painter.setPen(QPen(colour, thickness))
            painter.drawPolyline(bar)
        painter.setPen(self._style.text)
        painter.drawText(QPointF(PAD + 2, base - 8), distance_words(self.length_m()))


def distance_words(metres: float) -> str:
    """A distance as ``500 m`` or ``2 km``."""
    if metres < METRES_IN_KM:
        return f"{metres:g} m"
    return f"{metres / METRES_IN_KM:g} km"
