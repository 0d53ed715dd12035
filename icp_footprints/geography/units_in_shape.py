"""Which units a drawn shape holds: by their centres, or by where most of their area lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from icp_footprints.geography.units import UnitTable

HeldBy = Literal["centre", "area"]
Rows = NDArray[np.intp]
# A unit with less of its area than this on the other side of the line follows it but for the
# rounding of a hand: nobody would call it cut.
LEAST_CUT_SHARE = 0.001


@dataclass(frozen=True, eq=False)
class UnitsInShape:
    """The units that a shape holds, and those that its edge cuts.

    Parameters
    ----------
    rows
        Rows of the units it holds, ascending.
    cut_held, cut_left
        Rows of the units that lie partly inside and partly outside: those held all the same,
        and those left out.
    """

    rows: Rows
    cut_held: Rows
    cut_left: Rows


class ShapeSearch:
    """Finds the units of a place by shapes, through one spatial index.

    Parameters
    ----------
    units
        The units.
    """

    def __init__(self, units: UnitTable) -> None:
        self._units = units
        self._tree = shapely.STRtree(units.geometry)
        self._middles = shapely.STRtree(np.asarray(shapely.points(units.middles)))

    def in_shape(self, shape: BaseGeometry, by: HeldBy = "centre") -> UnitsInShape:
        """The units that a polygon holds.

        Parameters
        ----------
        shape
            A Polygon or MultiPolygon in EPSG:27700. One whose edge crosses itself holds what lies
            inside by the even-odd rule.
        by
            ``centre``: a unit is held when the centre of its people, or its middle where that is
            not known, lies inside or on the edge. ``area``: when at least half of its area lies
            inside.
        """
        shape = _ground_of(shape)
        shapely.prepare(shape)
        near = np.sort(self._tree.query(shape, predicate="intersects")).astype(np.intp)
        whole = near[shapely.contains_properly(shape, self._units.geometry[near])]
        rest = np.setdiff1d(near, whole, assume_unique=True)
        share = self._share_inside(rest, shape)
        is_cut = (share > LEAST_CUT_SHARE) & (share < 1 - LEAST_CUT_SHARE)
        has_centre = shapely.intersects_xy(shape, self._units.centres[rest])
        is_held = share >= 0.5 if by == "area" else has_centre
        return UnitsInShape(
            rows=np.sort(np.concatenate([whole, rest[is_held]])),
            cut_held=rest[is_cut & is_held],
            cut_left=rest[is_cut & ~is_held],
        )

    def reached_from(
        self, start: tuple[float, float], end: tuple[float, float], radius_m: float
    ) -> Rows:
        """Rows, ascending, of the units whose middle lies within a distance of a straight line."""
        line = shapely.LineString([start, end]) if start != end else shapely.Point(start)
        found = self._middles.query([line], predicate="dwithin", distance=radius_m)[1]
        return np.sort(found).astype(np.intp)

    def metres_along(self, line: BaseGeometry) -> tuple[Rows, NDArray[np.float64]]:
        """The units that a line passes through, rows ascending, and how far it runs in each."""
        rows = np.sort(self._tree.query(line, predicate="intersects")).astype(np.intp)
        return rows, shapely.length(shapely.intersection(self._units.geometry[rows], line))

    def _share_inside(self, rows: Rows, shape: BaseGeometry) -> NDArray[np.float64]:
        inside = shapely.area(shapely.intersection(self._units.geometry[rows], shape))
        return inside / self._units.area_m2[rows]


def _ground_of(shape: BaseGeometry) -> BaseGeometry:
    """The shape as valid polygons, without the lines that mending one may leave."""
    if shape.is_valid:
        return shape
    parts = shapely.get_parts(shapely.make_valid(shape))
    # Parts of a collection may be multipolygons themselves.
    return shapely.union_all(parts[shapely.get_dimensions(parts) == 2])
