"""A card on the map that says, for as long as a gesture lasts, what it would change."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.canvas.map_view import MapView
from ui.plain_label import plain_label

GAP_PX = 10
# Above the scale bar, which stands in the same corner.
FOOT_PX = 56
MOST_CHARACTERS, LEAST_CHARACTERS, LEGEND_CHARACTERS = 64, 32, 26


class GestureCard(QFrame):
    """One line a fact, in a corner of the map clear of the legend and of the card of a unit.

    It lets the pointer through, for the stroke may pass beneath it.
    """

    def __init__(self, map_view: MapView) -> None:
        super().__init__(map_view)
        self._map = map_view
        self.setObjectName("gestureCard")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName("What this would change")
        self.words = plain_label("", self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.addWidget(self.words)
        self.hide()

    def show_facts(self, facts: Sequence[str]) -> None:
        """Show these facts; hide for none."""
        text = "\n".join(f"{fact[:1].upper()}{fact[1:]}" for fact in facts)
        if text == self.words.text():
            return
        self.words.setText(text)
        self.setVisible(bool(text))
        if text:
            self._place()

    def _place(self) -> None:
        # A line no longer than the eye likes, and on a narrow map room for the legend beside it.
        character = self.fontMetrics().averageCharWidth()
        room = self._map.width() - 2 * GAP_PX - LEGEND_CHARACTERS * character
        widest = min(MOST_CHARACTERS * character, max(room, LEAST_CHARACTERS * character))
        self.setFixedSize(widest, self.heightForWidth(widest))
        self.move(self._free_corner().topLeft())

    def _free_corner(self) -> QRect:
        """The usual corner, or the next that is clear: of the legend at least, if one is."""
        right = self._map.width() - self.width() - GAP_PX
        foot = max(GAP_PX, self._map.height() - self.height() - FOOT_PX)
        places = ((GAP_PX, foot), (GAP_PX, GAP_PX), (right, GAP_PX), (right, foot))
        corners = [QRect(QPoint(x, y), self.size()) for x, y in places]
        others = (self._map.legend, self._map.card)
        taken = [QRect() if each.isHidden() else each.geometry() for each in others]
        # The first of equals; the legend counts for more.
        return min(corners, key=lambda one: [one.intersects(each) for each in taken])
