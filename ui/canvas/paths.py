"""Shapes as Qt draws them. The scene is EPSG:27700 in metres with north up: y is minus north."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise

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


class Edges:
    """The lines that go round a shape.

    Parameters
    ----------
    shape
        A polygon or multipolygon, in metres.
    """

    def __init__(self, shape: BaseGeometry) -> None:
        rings = shapely.get_rings(shapely.get_parts(shape))
        xy, ring = shapely.get_coordinates(rings, return_index=True)
        xy *= (1.0, -1.0)
        self.points = list(map(QPointF, xy[:, 0].tolist(), xy[:, 1].tolist()))
        """The points of the scene, ring after ring."""
        after = np.roll(xy, -1, axis=0)
        self.bounds = np.hstack([np.minimum(xy, after), np.maximum(xy, after)])
        """Array (n, 4): bounds of the line from each point to the next; NaN where there is none."""
        lasts = np.flatnonzero(np.diff(ring, append=-1))
        self.bounds[lasts] = np.nan
        self.rings = [*pairwise([-1, *lasts.tolist()])]
        """The points before the first and at the end of each ring; it ends where it begins."""


def lines_near(edges: Sequence[Edges], rect: QRectF) -> list[QPolygonF]:
    """Lines that hold all the edges that meet a rectangle of the scene, and few others.

    To stroke whole outlines costs as much where next to nothing of them is in sight.
    """
    if not edges:
        return []
    points = [*chain.from_iterable(each.points for each in edges)]
    met = touching(np.concatenate([each.bounds for each in edges]), rect)
    breaks = np.flatnonzero(np.diff(met, prepend=-2, append=-2) != 1).tolist()
    # By the number of its first point, that after the last of each line.
    stops = {int(met[start]): int(met[stop - 1]) + 2 for start, stop in pairwise(breaks)}
    starts = {stop: start for start, stop in stops.items()}
    lines = {start: points[start:stop] for start, stop in stops.items()}
    offset = 0
    for each in edges:
        for before, last in each.rings:
            start, stop = before + 1 + offset, last + 1 + offset
            # Where a ring ends it begins: two lines that meet there are one, with a proper corner.
            if start in lines and stop in starts and starts[stop] != start:
                lines[starts[stop]] += lines.pop(start)[1:]
        offset += len(each.points)
    return [QPolygonF(line) for line in lines.values()]


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
