"""Shapes as Qt draws them. The scene is EPSG:27700 in metres with north up: y is minus north."""

from __future__ import annotations

import shapely
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPolygonF
from shapely.geometry.base import BaseGeometry


def path_of(shape: BaseGeometry) -> QPainterPath:
    """A polygon or multipolygon as a path in scene coordinates."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for ring in shapely.get_rings(shapely.get_parts(shape)):
        xy = shapely.get_coordinates(ring).tolist()
        path.addPolygon(QPolygonF([QPointF(x, -y) for x, y in xy]))
    return path


def rect_of(bounds: tuple[float, float, float, float]) -> QRectF:
    """Bounds (west, south, east, north) in metres as a rectangle of the scene."""
    west, south, east, north = bounds
    return QRectF(west, -north, east - west, north - south)
