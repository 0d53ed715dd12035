"""The best plan so far, drawn over the map while the generator works."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPixmap, QTransform
from PySide6.QtWidgets import QGraphicsPixmapItem, QGraphicsScene

# Over the labels of the plan below.
Z_LIVE = 60.0


class LivePlanLayer:
    """One picture over the whole place."""

    def __init__(self, scene: QGraphicsScene) -> None:
        self._item = QGraphicsPixmapItem()
        self._item.setZValue(Z_LIVE)
        self._item.hide()
        scene.addItem(self._item)

    @property
    def is_shown(self) -> bool:
        """Whether there is a plan on it."""
        return self._item.isVisible()

    def show(self, image: QImage, scene_rect: QRectF) -> None:
        """Show a picture of a plan, where the place lies in the scene."""
        metres = scene_rect.width() / max(1, image.width())
        self._item.setTransform(QTransform.fromScale(metres, metres))
        self._item.setPos(scene_rect.topLeft())
        self._item.setPixmap(QPixmap.fromImage(image))
        self._item.show()

    def clear(self) -> None:
        """Show the plan below again."""
        self._item.hide()
        self._item.setPixmap(QPixmap())
