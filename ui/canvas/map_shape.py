"""A shape in metres as the map draws it, made ready before it is shown."""

from __future__ import annotations

import math

import shapely
from PySide6.QtGui import QPainterPath
from shapely.geometry.base import BaseGeometry

from ui.canvas.paths import path_of


class ZoomedPaths:
    """The paths of one shape, each made when it is first wanted."""

    def __init__(self) -> None:
        self._paths: dict[int, QPainterPath] = {}

    def at(self, px_per_m: float, shape_m: BaseGeometry) -> QPainterPath:
        """The shape to about a pixel; all zooms up to a doubling share a path."""
        step = math.ceil(math.log2(1 / px_per_m))
        if step not in self._paths:
            plain = shapely.simplify(shape_m, 2.0 ** (step - 1), preserve_topology=False)
            self._paths[step] = path_of(plain)
        return self._paths[step]


class MapShape:
    """A shape with its paths, one for each doubling of the zoom that it was drawn at.

    It touches nothing of the screen's: what is made on another thread costs the window nothing.
    """

    def __init__(self, shape_m: BaseGeometry) -> None:
        self.shape_m = shape_m
        self.bounds = path_of(shapely.envelope(shape_m)).controlPointRect()
        self._paths = ZoomedPaths()

    def path(self, px_per_m: float) -> QPainterPath:
        """The shape to about a pixel."""
        return self._paths.at(px_per_m, self.shape_m)


def inmost_point(shape_m: BaseGeometry) -> tuple[float, float]:
    """The point furthest from the edge of the largest part: where a label stands best."""
    largest = max(shapely.get_parts(shape_m), key=shapely.area)
    size = float(shapely.area(largest)) ** 0.5
    plain = shapely.simplify(largest, size / 100)
    within = plain if plain.geom_type == "Polygon" and not plain.is_empty else largest
    circle = shapely.maximum_inscribed_circle(within, tolerance=size / 50)
    x, y = shapely.get_coordinates(circle)[0].tolist()
    return x, y
