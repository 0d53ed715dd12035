"""The shape that is being drawn on the map with the pointer: an area, or a line."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsScene

from ui.canvas.style import MapStyle

Z_SKETCH = 25.0
HALO_PX = 4.5
LINE_PX = 1.8

Corners = Sequence[tuple[float, float]] | NDArray[np.float64]
"""Corners (n, 2) as easting and northing in metres, EPSG:27700."""


class SketchLayer:
    """A dashed line over a halo, so that it is seen on every fill; never picked."""

    def __init__(self, scene: QGraphicsScene, style: MapStyle) -> None:
        self._halo, self._line = QGraphicsPathItem(), QGraphicsPathItem()
        for item in (self._halo, self._line):
            item.setZValue(Z_SKETCH)
            item.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
            scene.addItem(item)
        self._is_closed = False
        self.restyle(style)

    @property
    def is_shown(self) -> bool:
        """Whether there is anything of it on the map."""
        return not self._line.path().isEmpty()

    def show(self, points_m: Corners, closed: bool) -> None:
        """Draw the line through these corners, or the area they go round."""
        corners = np.asarray(points_m, dtype=np.float64).reshape(-1, 2).tolist()
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.OddEvenFill)
        if len(corners) > 1:
            path.addPolygon(QPolygonF([QPointF(x, -y) for x, y in corners]))
            if closed:
                path.closeSubpath()
        self._is_closed = closed
        self._fill()
        for item in (self._halo, self._line):
            item.setPath(path)

    def clear(self) -> None:
        """Take it off the map."""
        self.show([], closed=False)

    def restyle(self, style: MapStyle) -> None:
        """Take other colours."""
        self._accent = style.accent
        self._halo.setPen(_pen(style.halo, HALO_PX, Qt.PenStyle.SolidLine))
        self._line.setPen(_pen(style.accent, LINE_PX, Qt.PenStyle.DashLine))
        self._fill()

    def _fill(self) -> None:
        # A pattern, not a tint: see-through fills are far slower.
        pattern = Qt.BrushStyle.Dense7Pattern if self._is_closed else Qt.BrushStyle.NoBrush
        self._line.setBrush(QBrush(self._accent, pattern))


def _pen(colour: QColor, width_px: float, line: Qt.PenStyle) -> QPen:
    pen = QPen(colour, width_px, line)
    pen.setCosmetic(True)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
    return pen
