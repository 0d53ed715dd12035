"""Shapes as Qt draws them. The scene is EPSG:27700 in metres with north up: y is minus north."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPolygonF
from shapely.geometry.base import BaseGeometry


def path_of(shape: BaseGeometry) -> QPainterPath:
    """A polygon or multipolygon as a path in scene coordinates."""
    return paths_of(np.array([shape], dtype=object))[0]


def paths_of(shapes: NDArray[np.object_]) -> list[QPainterPath]:
    """Each polygon or multipolygon as a path in scene coordinates: many at once are quicker."""
    paths = [QPainterPath() for _ in range(len(shapes))]
    for path in paths:
        path.setFillRule(Qt.FillRule.OddEvenFill)
    parts, shape_of_part = shapely.get_parts(shapes, return_index=True)
    rings, part_of_ring = shapely.get_rings(parts, return_index=True)
    owners = shape_of_part[part_of_ring].tolist()
    for owner, points in zip(owners, _points_of_lines(rings), strict=True):
        paths[owner].addPolygon(QPolygonF(points))
    return paths


def path_of_lines(lines: NDArray[np.object_]) -> QPainterPath:
    """Lines as one path in scene coordinates."""
    path = QPainterPath()
    for points in _points_of_lines(shapely.get_parts(lines)):
        path.addPolygon(QPolygonF(points))
    return path


def rect_of(bounds: tuple[float, float, float, float]) -> QRectF:
    """Bounds (west, south, east, north) in metres as a rectangle of the scene."""
    west, south, east, north = bounds
    return QRectF(west, -north, east - west, north - south)


def scene_bounds(shapes: NDArray[np.object_]) -> NDArray[np.float64]:
    """Array (n, 4): left, top, right and bottom of each shape in the scene; NaN for empty ones."""
    west, south, east, north = shapely.bounds(shapes).T
    return np.column_stack([west, -north, east, -south])


def touching(bounds: NDArray[np.float64], rect: QRectF) -> NDArray[np.intp]:
    """Rows of the bounds (n, 4) in the scene that meet a rectangle."""
    left, top, right, bottom = bounds.T
    return np.flatnonzero(
        (left <= rect.right())
        & (right >= rect.left())
        & (top <= rect.bottom())
        & (bottom >= rect.top())
    )


def _points_of_lines(lines: NDArray[np.object_]) -> list[list[QPointF]]:
    """The points of each line in the scene."""
    if not len(lines):
        return []
    xy, line = shapely.get_coordinates(lines, return_index=True)
    points = list(map(QPointF, xy[:, 0].tolist(), (-xy[:, 1]).tolist()))
    ends = np.searchsorted(line, np.arange(len(lines) + 1)).tolist()
    return [points[start:end] for start, end in pairwise(ends)]
