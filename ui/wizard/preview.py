"""A small map of the units that were read, to see at a glance whether they are the right ones."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QGraphicsPathItem, QGraphicsScene, QGraphicsView, QWidget

from icp_footprints.wording import count_words
from ui.canvas.paths import path_of
from ui.canvas.style import style_for
from ui.wizard.reading import Made

LEAST_SIZE = QSize(240, 240)
MARGIN_SHARE = 0.04


class Preview(QGraphicsView):
    """All units as one shape with their borders, fitted to the view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setScene(QGraphicsScene(self))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setMinimumSize(LEAST_SIZE)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Map of the units")
        self._units = QGraphicsPathItem()
        self.scene().addItem(self._units)
        self._restyle()

    def show_made(self, made: Made) -> None:
        """Draw the units of a place."""
        path = QPainterPath()
        for shape in made.outlines:
            path.addPath(path_of(shape))
        self._units.setPath(path)
        place = made.place
        self.setAccessibleDescription(
            f"{place.name}: {count_words(len(place.units), 'unit')}, "
            f"{count_words(len(place.layers), 'layer')}."
        )
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._restyle()

    def _fit(self) -> None:
        rect = self._units.path().boundingRect()
        if rect.isEmpty():
            return
        around = MARGIN_SHARE * max(rect.width(), rect.height())
        wide: QRectF = rect.adjusted(-around, -around, around, around)
        self.setSceneRect(wide)
        self.fitInView(wide, Qt.AspectRatioMode.KeepAspectRatio)

    def _restyle(self) -> None:
        style = style_for(self.palette())
        self.setBackgroundBrush(style.sea)
        pen = QPen(style.hatch, 0.8)
        pen.setCosmetic(True)
        self._units.setPen(pen)
        self._units.setBrush(style.unassigned)
