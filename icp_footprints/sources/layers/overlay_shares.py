"""Overlay: the share of each unit's people inside polygons that do not nest with the units.

By points of people where they are loaded, else by area. A line drawn for wards never quite follows
one drawn for LSOAs, so where shares go by area, a strip of under `STRIP_SHARE` of a unit is taken
for the difference between two drawings of one line: it goes to the unit's other areas. No figure
moves by more than that share of a unit, far below the 5 % at which an area counts as split; and
areas that only touch the place do not fill its lists.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import cast

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array, vstack

from icp_footprints.sources.layers.people_points import OUTSIDE, PeoplePoints, points_in

STRIP_SHARE = 0.005


@dataclass(frozen=True, eq=False)
class OverlayShares:
    """What units and polygons have in common.

    Parameters
    ----------
    shares
        CSR array (units, polygons) of shares from 0 to 1.
    covered
        Array (units,): share of each unit inside any polygon.
    outside_share
        Array (polygons,): share of each polygon's people outside all units: 0 where none of its
        ground is outside, by points where they are known beyond the place, else NaN.
    ground_outside
        Array (polygons,): share of each polygon's ground outside all units, which says little of
        its people: a town may have a moor behind it.
    strips
        Array (units,): how many strips too thin to count were left out.
    by_area
        Array (units,): whether the unit's shares were found by area.
    """

    shares: csr_array
    covered: NDArray[np.float64]
    outside_share: NDArray[np.float64]
    ground_outside: NDArray[np.float64]
    strips: NDArray[np.int64]
    by_area: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class _Pieces:
    """Where a polygon and a unit meet: rows of both, the piece, and its share of the unit."""

    polygon: NDArray[np.int64]
    unit: NDArray[np.int64]
    shape: NDArray[np.object_]
    share: NDArray[np.float64]

    def chosen(self, some: NDArray[np.bool_]) -> _Pieces:
        return _Pieces(self.polygon[some], self.unit[some], self.shape[some], self.share[some])


def overlay_shares(
    units: NDArray[np.object_], polygons: NDArray[np.object_], points: PeoplePoints | None = None
) -> OverlayShares:
    """Shares of units inside polygons.

    Parameters
    ----------
    units
        Array (n,) of polygons that do not overlap, in EPSG:27700.
    polygons
        Array (m,) of polygons in EPSG:27700, which may overlap each other.
    points
        People by place, if known. A unit without any of them is measured by area.
    """
    by_area = _shares_by_area(units, polygons)
    return by_area if points is None else _shares_by_points(by_area, polygons, points)


def _shares_by_area(units: NDArray[np.object_], polygons: NDArray[np.object_]) -> OverlayShares:
    n, m = len(units), len(polygons)
    unit_area, polygon_area = shapely.area(units), shapely.area(polygons)
    pieces = _pieces(units, polygons, unit_area)
    inside = np.bincount(
        pieces.polygon, weights=pieces.share * unit_area[pieces.unit], minlength=m
    ).astype(np.float64)
    thin = pieces.share < STRIP_SHARE
    dropped = np.bincount(pieces.unit[thin], weights=pieces.share[thin], minlength=n)
    kept = pieces.chosen(~thin)
    held = _covered(kept, unit_area, _overlapping(polygons))
    covered = np.minimum(held + dropped, 1.0)
    covered[covered > 1.0 - STRIP_SHARE] = 1.0
    covered[held == 0] = 0.0
    scale = covered / np.where(held > 0, held, 1.0)
    values = np.minimum(kept.share * scale[kept.unit], 1.0)
    outside = np.clip(1.0 - inside / polygon_area, 0.0, 1.0)
    outside[outside < STRIP_SHARE] = 0.0
    return OverlayShares(
        shares=csr_array(coo_array((values, (kept.unit, kept.polygon)), shape=(n, m))),
        covered=covered,
        outside_share=np.where(outside > 0, np.nan, 0.0),
        ground_outside=outside,
        strips=np.bincount(pieces.unit[thin], minlength=n),
        by_area=np.ones(n, dtype=np.bool_),
    )


def _pieces(
    units: NDArray[np.object_], polygons: NDArray[np.object_], unit_area: NDArray[np.float64]
) -> _Pieces:
    tree = shapely.STRtree(units)
    polygon, unit = tree.query(polygons, predicate="intersects")
    # Units that lie wholly inside need no cutting: for large polygons that is most of them.
    whole_polygon, whole_unit = tree.query(polygons, predicate="covers")
    n = len(units)
    whole = np.isin(polygon * n + unit, whole_polygon * n + whole_unit)
    shape = units[unit]
    shape[~whole] = _intersections(units[unit[~whole]], polygons[polygon[~whole]])
    share = np.where(whole, 1.0, np.minimum(shapely.area(shape) / unit_area[unit], 1.0))
    pieces = _Pieces(polygon.astype(np.int64), unit.astype(np.int64), shape, share)
    return pieces.chosen(share > 0)


def _intersections(first: NDArray[np.object_], second: NDArray[np.object_]) -> NDArray[np.object_]:
    """Array (k,): what each pair has in common; on two threads, as it takes most of the time."""
    with ThreadPoolExecutor(2) as threads:
        halves = threads.map(_intersection, np.array_split(first, 2), np.array_split(second, 2))
        return np.concatenate(list(halves))


def _intersection(first: NDArray[np.object_], second: NDArray[np.object_]) -> NDArray[np.object_]:
    return np.asarray(shapely.intersection(first, second), dtype=object)


def _overlapping(polygons: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Array (m,): whether a polygon may overlap another: where one does, an edge is not clean."""
    return np.asarray(~shapely.is_empty(shapely.coverage_invalid_edges(polygons)), dtype=np.bool_)


def _covered(
    pieces: _Pieces, unit_area: NDArray[np.float64], overlapping: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Array (units,): share of each unit under any of its pieces, however they overlap."""
    n = len(unit_area)
    covered = np.bincount(pieces.unit, weights=pieces.share, minlength=n).astype(np.float64)
    largest = np.zeros(n)
    np.maximum.at(largest, pieces.unit, pieces.share)
    # Joining pieces is slow, and most layers of areas do not overlap at all.
    several = np.bincount(pieces.unit[overlapping[pieces.polygon]], minlength=n) > 0
    covered[several] = largest[several]
    several &= (np.bincount(pieces.unit, minlength=n) > 1) & (largest < 1)
    covered = np.minimum(covered, 1.0)
    order = np.argsort(pieces.unit, kind="stable")
    bounds = np.searchsorted(pieces.unit[order], np.arange(n + 1))
    for row in np.flatnonzero(several):
        together = shapely.union_all(pieces.shape[order[bounds[row] : bounds[row + 1]]])
        covered[row] = min(float(shapely.area(together) / unit_area[row]), 1.0)
    return covered


def _shares_by_points(
    by_area: OverlayShares, polygons: NDArray[np.object_], points: PeoplePoints
) -> OverlayShares:
    n, m = cast("tuple[int, int]", by_area.shares.shape)
    polygon, point = _points_of_polygons(polygons, points)
    rows, people = points.unit_rows, points.people
    inside = rows >= 0
    of_unit = np.bincount(rows[inside], weights=people[inside], minlength=n)
    known = of_unit > 0
    everyone = np.where(known, of_unit, 1.0)
    here = rows[point] >= 0
    counts = csr_array(
        coo_array((people[point[here]], (rows[point[here]], polygon[here])), shape=(n, m))
    )
    touched = np.zeros(len(points), dtype=np.bool_)
    touched[point] = True
    some = touched & inside
    covered = np.bincount(rows[some], weights=people[some], minlength=n) / everyone
    shares = csr_array(counts.multiply((1.0 / everyone)[:, None]))
    stacked = csr_array(vstack([shares, by_area.shares], format="csr"))
    chosen = np.where(known, np.arange(n), np.arange(n) + n)
    mixed = csr_array(stacked[chosen])
    mixed.eliminate_zeros()
    mixed.data = np.minimum(mixed.data, 1.0)
    return OverlayShares(
        shares=mixed,
        covered=np.where(known, np.minimum(covered, 1.0), by_area.covered),
        outside_share=_outside_by_points(by_area, polygon, point, points),
        ground_outside=by_area.ground_outside,
        strips=np.where(known, 0, by_area.strips),
        by_area=~known,
    )


def _points_of_polygons(
    polygons: NDArray[np.object_], points: PeoplePoints
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of polygon and point. A point on borders only is in the first polygon there."""
    polygon, point = points_in(polygons, points.xy, on_border=False)
    loose = np.ones(len(points), dtype=np.bool_)
    loose[point] = False
    numbers = np.flatnonzero(loose)
    on_polygon, on_point = points_in(polygons, points.xy[numbers], on_border=True)
    _, first = np.unique(on_point, return_index=True)
    return (
        np.concatenate([polygon, on_polygon[first]]),
        np.concatenate([point, numbers[on_point[first]]]),
    )


def _outside_by_points(
    by_area: OverlayShares,
    polygon: NDArray[np.int64],
    point: NDArray[np.int64],
    points: PeoplePoints,
) -> NDArray[np.float64]:
    """Shares by points; as they are by area where no point can tell, as where all are inside."""
    if not (points.unit_rows == OUTSIDE).any():
        return by_area.outside_share
    m = len(by_area.outside_share)
    weight = points.people[point]
    away = points.unit_rows[point] == OUTSIDE
    total = np.bincount(polygon, weights=weight, minlength=m)
    outside = np.bincount(polygon[away], weights=weight[away], minlength=m)
    return np.where(
        total > 0, outside / np.where(total > 0, total, 1.0), by_area.outside_share
    ).astype(np.float64)
