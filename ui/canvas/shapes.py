"""What a line drawn by hand encloses."""

from __future__ import annotations

from collections.abc import Sequence

import shapely
from shapely.geometry.base import BaseGeometry

Point = tuple[float, float]

NOTHING = shapely.Polygon()


def rectangle(one: Point, other: Point) -> list[Point]:
    """The corners of the upright rectangle between two opposite ones, in metres."""
    (east_1, north_1), (east_2, north_2) = one, other
    return [(east_1, north_1), (east_2, north_1), (east_2, north_2), (east_1, north_2)]


def enclosed(corners: Sequence[Point]) -> BaseGeometry:
    """All that a line through these corners and back to the first goes round, in metres.

    Where a hand crosses its own line, both loops count, and so does what it went round twice.
    Empty where the line encloses nothing.
    """
    if len(set(corners)) < 3:
        return NOTHING
    line = shapely.LineString([*corners, corners[0]])
    faces = shapely.polygonize([shapely.node(line)])
    return shapely.union_all(shapely.get_parts(faces))


def length_m(corners: Sequence[Point]) -> float:
    """The length of the line through these corners in metres."""
    return float(shapely.length(shapely.LineString(corners))) if len(corners) > 1 else 0.0
