"""Where people live within units: postcodes or addresses, each with a count of people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

OUTSIDE = -1
# Of the way to the middle of a unit: a point on its edge may lie outside by rounding.
A_HAIR = 1e-3


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
        Array (p,) of the row of the unit each point is of: the one whose code it has, else the one
        it lies in; -1 outside the place.
    noun
        What a point is, such as ``postcode``.
    """

    xy: NDArray[np.float64]
    people: NDArray[np.float64]
    unit_rows: NDArray[np.int64]
    noun: str = "point"

    def __len__(self) -> int:
        return len(self.xy)


def people_centres(points: PeoplePoints, geometry: NDArray[np.object_]) -> NDArray[np.float64]:
    """The centre of the people of each unit: the mean of its points, weighed by their people.

    Where the mean lies outside the unit, as of a horseshoe, the point nearest to it stands for it;
    where that too lies outside, as of a boundary that was simplified, the nearest of the unit.

    Parameters
    ----------
    points
        Where people live.
    geometry
        Array (n,) of the units' polygons in EPSG:27700.

    Returns
    -------
    centres
        Array (n, 2) of eastings and northings in EPSG:27700, each inside its unit; NaN for units
        without people at any point.
    """
    n = len(geometry)
    middles = shapely.get_coordinates(shapely.point_on_surface(geometry))
    counted = np.flatnonzero((points.unit_rows != OUTSIDE) & (points.people > 0))
    rows, people, xy = points.unit_rows[counted], points.people[counted], points.xy[counted]
    total = np.bincount(rows, weights=people, minlength=n)
    known = np.flatnonzero(total)
    centres = np.full((n, 2), np.nan)
    # From a point of each unit, so that figures of hundreds of kilometres lose no digits.
    offset = xy - middles[rows]
    for axis in range(2):
        moved = np.bincount(rows, weights=people * offset[:, axis], minlength=n)
        centres[known, axis] = middles[known, axis] + moved[known] / total[known]
    inside = shapely.intersects_xy(geometry[known], centres[known])
    for row in known[~inside].tolist():
        own = xy[rows == row]
        nearest = own[np.hypot(*(own - centres[row]).T).argmin()]
        centres[row] = _moved_into(cast("BaseGeometry", geometry[row]), nearest, middles[row])
    return centres


def _moved_into(
    unit: BaseGeometry, point: NDArray[np.float64], middle: NDArray[np.float64]
) -> NDArray[np.float64]:
    """A point of the unit as near to another as can be, but for a hair."""
    edge = shapely.get_coordinates(shapely.shortest_line(unit, shapely.Point(point)))[0]
    for each in (point, edge, edge + (middle - edge) * A_HAIR):
        if shapely.intersects_xy(unit, *each):
            return each
    return middle


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
