"""A shape in metres as the map draws it, made ready before it is shown."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Generic, TypeVar

import shapely
from PySide6.QtGui import QPainterPath
from shapely.geometry.base import BaseGeometry

from ui.canvas.paths import path_of

Made = TypeVar("Made")


class Zoomed(Generic[Made]):
    """What one shape is drawn from, such as its path, made for a zoom when it is first wanted."""

    def __init__(self, make: Callable[[BaseGeometry], Made]) -> None:
        self._make = make
        self._made: dict[int, Made] = {}

    def at(self, px_per_m: float, shape_m: BaseGeometry) -> Made:
        """The shape to about a pixel; all zooms up to a doubling share what is made."""
        step = math.ceil(math.log2(1 / px_per_m))
        if step not in self._made:
            plain = shapely.simplify(shape_m, 2.0 ** (step - 1), preserve_topology=False)
            self._made[step] = self._make(plain)
        return self._made[step]


class MapShape:
    """A shape with its paths, one for each doubling of the zoom that it was drawn at.

    It touches nothing of the screen's: what is made on another thread costs the window nothing.
    """

    def __init__(self, shape_m: BaseGeometry) -> None:
        self.shape_m = shape_m
        self.bounds = path_of(shapely.envelope(shape_m)).controlPointRect()
        self._paths = Zoomed(path_of)

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
