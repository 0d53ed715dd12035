"""An item of the map that draws itself: what each of them has to say to Qt."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget


class DrawnItem(QGraphicsItem):
    """Drawn at a height over the map, and never picked: tools ask for units, not for items.

    A subclass tells its `boundingRect` and draws itself.
    """

    def __init__(self, z: float) -> None:
        super().__init__()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setZValue(z)

    def draw(self, painter: QPainter) -> None:
        """Draw all of it."""
        raise NotImplementedError

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        del option, widget
        self.draw(painter)
