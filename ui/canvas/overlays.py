"""What lies over the map and does not move with it: scale, legend and the card of a unit."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget

from ui.canvas.legend import Legend
from ui.canvas.scale_bar import ScaleBar
from ui.canvas.style import MapStyle
from ui.canvas.unit_card import UnitCard

GAP_PX = 10
CLEAR_OF_CARD = (-60, -60, 60, 60)


class Overlays:
    """Keeps each in its corner of the map."""

    def __init__(self, style: MapStyle, over: QWidget) -> None:
        self._over = over
        self.scale_bar = ScaleBar(style, over)
        self.legend = Legend(over)
        self.card = UnitCard(over)

    def restyle(self, style: MapStyle) -> None:
        """Take other colours."""
        self.scale_bar.restyle(style)

    def place(self) -> None:
        """Put each in its corner."""
        wide, high = self._over.width(), self._over.height()
        self.scale_bar.move(GAP_PX, high - self.scale_bar.height() - GAP_PX)
        self.legend.fit(self._over.size())
        self.legend.move(wide - self.legend.width() - GAP_PX, high - self.legend.height() - GAP_PX)
        self._place_card()

    def legend_room(self) -> QSize:
        """What the legend takes of the lower right corner; nothing where it is hidden."""
        if self.legend.isHidden():
            return QSize()
        return self.legend.size() + QSize(GAP_PX, GAP_PX)

    def _place_card(self) -> None:
        """Keep the card in an upper corner that the pointer is not in."""
        right = self._over.width() - self.card.width() - GAP_PX
        pointer = self._over.mapFromGlobal(QCursor.pos())
        corner = QRect(QPoint(right, GAP_PX), self.card.size()).adjusted(*CLEAR_OF_CARD)
        self.card.move(GAP_PX if corner.contains(pointer) else right, GAP_PX)
