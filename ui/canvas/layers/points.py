"""Local assets as marks, each layer of points with a shape and a colour of its own."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QPainter, QPen, QPolygonF

from icp_footprints.geography.points import PointLayer
from ui.canvas.style import MapStyle

RADIUS_PX = 4.5
# Marks as corners on a circle, as (how many, turned by how much of a turn); none is a disc.
SHAPES: tuple[tuple[int, float], ...] = ((0, 0.0), (4, 0.125), (3, 0.25), (4, 0.0), (5, 0.25))


def draw_mark(painter: QPainter, at: QPointF, style: MapStyle, number: int) -> None:
    """Draw the mark of the points layer of that number; the painter is in pixels."""
    painter.setBrush(QBrush(style.layer_lines[-1 - number % len(style.layer_lines)]))
    painter.setPen(QPen(style.halo, 1.2))
    corners, turn = SHAPES[number % len(SHAPES)]
    if not corners:
        painter.drawEllipse(at, RADIUS_PX, RADIUS_PX)
        return
    angles = 2 * np.pi * (np.arange(corners) / corners - turn)
    radius = RADIUS_PX * 1.25
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(at.x() + radius * x, at.y() + radius * y)
                for x, y in zip(np.cos(angles).tolist(), np.sin(angles).tolist(), strict=True)
            ]
        )
    )


class PointsLayer:
    """Every point of one layer of points."""

    def __init__(self, number: int, points: PointLayer, style: MapStyle) -> None:
        self._number = number
        self._style = style
        self._xy: NDArray[np.float64] = points.xy * [1, -1]
        self.opacity = 1.0

    def restyle(self, style: MapStyle) -> None:
        """Take other colours."""
        self._style = style

    def draw(self, painter: QPainter, rect: QRectF, px_per_m: float) -> None:
        """Draw the marks of the points that meet a rectangle of the scene."""
        margin = 2 * RADIUS_PX / px_per_m
        x, y = self._xy.T
        near = (
            (x >= rect.left() - margin)
            & (x <= rect.right() + margin)
            & (y >= rect.top() - margin)
            & (y <= rect.bottom() + margin)
        )
        painter.setOpacity(self.opacity)
        world = painter.worldTransform()
        points = [world.map(QPointF(*each)) for each in self._xy[near].tolist()]
        painter.resetTransform()
        for point in points:
            draw_mark(painter, point, self._style, self._number)
        painter.setWorldTransform(world)
