"""Which units are at a point, under a stroke, or next to one another in a direction."""

from __future__ import annotations

import math

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from icp_footprints.geography.place import Place

# A neighbour counts as lying in a direction when it is within this angle of it.
WIDEST_ANGLE = math.radians(67.5)
MANY = 1000


class UnitPicker:
    """Finds units by where they are, through one spatial index."""

    def __init__(self, place: Place) -> None:
        self._adjacency = place.adjacency
        self._geometry = place.units.geometry
        self._tree = shapely.STRtree(place.units.geometry)
        self.middles: NDArray[np.float64] = place.units.middles
        """Array (n, 2): a point inside each unit, in metres: its middle."""
        self._held_at = shapely.STRtree(
            np.asarray(shapely.points(place.units.centres), dtype=object)
        )

    def at(self, east: float, north: float) -> int | None:
        """The unit at a point, or None."""
        found = self._tree.query(shapely.Point(east, north), predicate="intersects")
        return int(found.min()) if len(found) else None

    def along(self, start: tuple[float, float], end: tuple[float, float]) -> list[int]:
        """The units that a straight stroke passes through, so that a quick one skips none."""
        if start == end:
            row = self.at(*end)
            return [] if row is None else [row]
        stroke = shapely.LineString([start, end])
        return sorted(self._tree.query(stroke, predicate="intersects").tolist())

    def inside(self, shape: BaseGeometry) -> list[int]:
        """The units whose centre lies in a shape or on its edge, in ascending order.

        The centre is that of their people, or their middle where that is not known. Not every unit
        that the shape touches: a line drawn roughly round a community takes the community, and not
        all that lies about it.
        """
        return sorted(self._held_at.query(shape, predicate="intersects").tolist())

    def nearest(self, east: float, north: float, among: list[int] | None = None) -> int:
        """The unit whose middle is nearest to a point, of all of them or of some."""
        middles = self.middles if among is None else self.middles[among]
        found = int(np.hypot(middles[:, 0] - east, middles[:, 1] - north).argmin())
        return found if among is None else among[found]

    def bounds(self, rows: list[int]) -> tuple[float, float, float, float]:
        """West, south, east and north of some units, in metres."""
        west, south, east, north = shapely.total_bounds(self._geometry[rows]).tolist()
        return west, south, east, north

    def count_in(self, west: float, south: float, east: float, north: float) -> int:
        """How many units reach into a rectangle; about how many, where they are a great many."""
        rectangle = shapely.box(west, south, east, north)
        found = self._tree.query(rectangle)
        if not 0 < len(found) <= MANY:
            return len(found)
        shapely.prepare(rectangle)
        return int(shapely.intersects(rectangle, self._geometry[found]).sum())

    def towards(self, row: int, east: float, north: float) -> int | None:
        """The neighbour of a unit that lies best in a direction, or None.

        Where no neighbour lies that way, the nearest unit that does: the way on to an island.
        """
        neighbours = self._adjacency.neighbours(row).astype(np.intp)
        best = self._best(row, neighbours, east, north)
        if best is not None:
            return best
        others = np.delete(np.arange(len(self.middles)), row)
        return self._best(row, others, east, north)

    def _best(
        self, row: int, candidates: NDArray[np.intp], east: float, north: float
    ) -> int | None:
        if not len(candidates):
            return None
        offset = self.middles[candidates] - self.middles[row]
        distance = np.hypot(offset[:, 0], offset[:, 1])
        cosine = (offset @ np.array([east, north])) / np.maximum(distance, 1e-9)
        fits = cosine > math.cos(WIDEST_ANGLE)
        if not fits.any():
            return None
        # Nearer is better, and straighter is better still.
        cost = np.where(fits, distance / np.maximum(cosine, 1e-9) ** 2, np.inf)
        return int(candidates[int(cost.argmin())])
