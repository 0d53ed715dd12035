"""Where people live within units: postcodes or addresses, each with a count of people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

OUTSIDE = -1


@dataclass(frozen=True, eq=False)
class PeoplePoints:
    """Points that stand for people, by which areas that cut units are weighed.

    Parameters
    ----------
    xy
        Array (p, 2) of eastings and northings in EPSG:27700.
    people
        Array (p,) of people at each point; 1 each where the file counts none.
    unit_rows
        Array (p,) of the row of the unit each point lies in, -1 outside the place.
    noun
        What a point is, such as ``postcode``.
    """

    xy: NDArray[np.float64]
    people: NDArray[np.float64]
    unit_rows: NDArray[np.int64]
    noun: str = "point"

    def __len__(self) -> int:
        return len(self.xy)


def rows_of_points(
    geometry: NDArray[np.object_], xy: NDArray[np.float64], on_border: bool = True
) -> NDArray[np.int64]:
    """Array (p,) of the polygon each point lies in, the first where there are several.

    Parameters
    ----------
    geometry
        Array (n,) of polygons.
    xy
        Array (p, 2) of points in the same reference system.
    on_border
        Whether a point on a border only is in the polygon; outside every polygon it is -1.
    """
    rows = np.full(len(xy), OUTSIDE, dtype=np.int64)
    polygon, point = points_in(geometry, xy, on_border)
    # Later assignments win, so the first polygon is written last.
    rows[point[::-1]] = polygon[::-1]
    return rows


def points_in(
    geometry: NDArray[np.object_], xy: NDArray[np.float64], on_border: bool
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of a polygon and a point in it, as two arrays, polygons in ascending order."""
    points: NDArray[np.object_] = np.atleast_1d(np.asarray(shapely.points(xy), dtype=object))
    tree = shapely.STRtree(points)
    predicate = "intersects" if on_border else "contains"
    polygon, point = tree.query(geometry, predicate=predicate)
    order = np.lexsort((point, polygon))
    return polygon[order].astype(np.int64), point[order].astype(np.int64)
