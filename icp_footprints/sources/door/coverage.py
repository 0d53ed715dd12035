"""Units made one clean coverage: they overlap nowhere and meet vertex for vertex.

Only units whose edges do not fit their neighbours' are touched. What is mended is thin: gaps and
overlaps narrower than `SLIVER_WIDTH_M`, and overlaps too small to be a real disagreement. A gap
wider than that, such as a lake or a missing unit, stays.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import coverage_clean  # pyright: ignore[reportAttributeAccessIssue] # stubs: 2.1
from shapely.errors import GEOSException

from icp_footprints.sources.door.gaps import share_out, thin_holes
from icp_footprints.sources.door.notches import notches_between

# Published boundaries of one vintage agree to well under a metre, so two edges under 2 m apart are
# the same line drawn twice; between real units there is no ground so narrow.
SLIVER_WIDTH_M = 2.0
# Vertices this near are one. Tried in turn: the first nearly always does, and the later ones, still
# far below the width of a sliver, undo knots that it leaves.
SNAPS_M = (0.05, 0.01, 0.2, 0.5)
# Closing slivers hardly changes the length of an outline.
LONGEST_DETOUR_M = 20.0
# A difference below this is rounding, not ground.
LEAST_SLIVER_M2 = 0.01


@dataclass(frozen=True, eq=False)
class Tidied:
    """Units as one coverage, and what it took.

    Parameters
    ----------
    geometry
        Array (n,) of polygons in EPSG:27700, in the order given.
    changed
        Rows whose boundary was moved, ascending.
    moved_m2
        Array (changed,): ground that each of them gained or lost.
    slivers, largest_sliver_m2
        How many separate pieces of ground changed hands, and the largest.
    swallowed
        Rows of which nothing is left: all their ground is claimed by others.
    untidy
        Rows whose edges still do not fit their neighbours'.
    """

    geometry: NDArray[np.object_]
    changed: NDArray[np.intp]
    moved_m2: NDArray[np.float64]
    slivers: int
    largest_sliver_m2: float
    swallowed: NDArray[np.intp]
    untidy: NDArray[np.intp]


def tidied(geometry: NDArray[np.object_]) -> Tidied:
    """Valid polygons (n,) in EPSG:27700 made one clean coverage."""
    none = np.empty(0, dtype=np.intp)
    rows = _unfit(geometry, SLIVER_WIDTH_M)
    if not len(rows):
        return Tidied(geometry, none, np.empty(0), 0, 0.0, none, none)
    tidy = geometry.copy()
    swallowed, untidy = _clean(tidy, rows)
    if not len(swallowed) and not len(untidy):
        share_out(tidy, _with_neighbours(tidy, rows), thin_holes(tidy, SLIVER_WIDTH_M))
        untidy = _fill_notches(tidy, rows)
        if len(untidy):
            _, untidy = _clean(tidy, _with_neighbours(tidy, untidy))
    redrawn = np.flatnonzero([a is not b for a, b in zip(tidy, geometry, strict=True)])
    difference = shapely.symmetric_difference(tidy[redrawn], geometry[redrawn])
    moved_m2 = shapely.area(difference)
    changed = moved_m2 > LEAST_SLIVER_M2
    pieces_m2 = shapely.area(shapely.get_parts(difference))
    # A sliver that one unit loses another gains, unless it was a gap or lies on the outside.
    pieces_m2 = pieces_m2[pieces_m2 > LEAST_SLIVER_M2]
    return Tidied(
        tidy,
        redrawn[changed],
        moved_m2[changed],
        len(pieces_m2),
        float(pieces_m2.max(initial=0.0)),
        swallowed,
        untidy,
    )


def _fill_notches(tidy: NDArray[np.object_], rows: NDArray[np.intp]) -> NDArray[np.intp]:
    """Close what is still narrow near the rows, in place; rows still unfit."""
    around = _with_neighbours(tidy, rows)
    # An edge that does not fit runs beside a neighbour's, so this look sees those too.
    gapped = around[_unfit(tidy[around], SLIVER_WIDTH_M)]
    if not len(gapped):
        return gapped
    notches = notches_between(tidy, gapped, SLIVER_WIDTH_M)
    if not len(notches):
        return _still_unfit(tidy, gapped)
    # Cleaned together with the units, the notches get the very edges that units have. One that
    # vanishes was thin enough for its two sides to become one.
    rows = _with_neighbours(tidy, gapped)
    for snap_m in SNAPS_M:
        both = _cleaned(np.concatenate([tidy[rows], notches]), snap_m)
        whole = ~shapely.is_empty(both)
        if whole[: len(rows)].all() and shapely.coverage_is_valid(both[whole]):
            tidy[rows] = both[: len(rows)]
            share_out(tidy, rows, both[len(rows) :][whole[len(rows) :]])
            break
    return _still_unfit(tidy, rows)


def _clean(
    tidy: NDArray[np.object_], rows: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Take overlaps apart and make edges agree, in place; rows swallowed, rows still unfit.

    Each distance is tried alone. Where none of them makes all edges fit, they are tried one after
    the other, each on what the one before has left.
    """
    none = np.empty(0, dtype=np.intp)
    before = tidy.copy()
    for snap_m in SNAPS_M:
        swallowed, unfit = _clean_once(tidy, rows, snap_m)
        if len(swallowed) or not len(unfit):
            return swallowed, none
        tidy[:] = before
    unfit = rows
    for snap_m in SNAPS_M:
        _, unfit = _clean_once(tidy, _with_neighbours(tidy, unfit), snap_m)
        if not len(unfit):
            break
    return none, unfit


def _clean_once(
    tidy: NDArray[np.object_], rows: NDArray[np.intp], snap_m: float
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Clean rows in place at one distance, unless it does harm; rows swallowed, still unfit."""
    cleaned = _cleaned(tidy[rows], snap_m)
    swallowed = rows[shapely.is_empty(cleaned)]
    if len(swallowed) or _has_spike(tidy[rows], cleaned):
        return swallowed, rows
    tidy[rows] = cleaned
    return swallowed, _still_unfit(tidy, rows)


def _cleaned(geometry: NDArray[np.object_], snap_m: float) -> NDArray[np.object_]:
    """Polygons cleaned, or as they are where a knot prevents it at this distance."""
    try:
        return np.asarray(coverage_clean(geometry, snapping_distance=snap_m), dtype=object)
    except GEOSException:
        return geometry


def _has_spike(before: NDArray[np.object_], after: NDArray[np.object_]) -> bool:
    """Whether cleaning has drawn out a hair-thin spike, as it does where it knots two corners."""
    grown_m = shapely.length(after) - shapely.length(before)
    return bool((grown_m > LONGEST_DETOUR_M).any())


def _still_unfit(geometry: NDArray[np.object_], rows: NDArray[np.intp]) -> NDArray[np.intp]:
    """Those of the rows and their neighbours with an edge that does not fit."""
    around = _with_neighbours(geometry, rows)
    return around[_unfit(geometry[around], 0.0)]


def _unfit(geometry: NDArray[np.object_], gap_width_m: float) -> NDArray[np.intp]:
    """Rows with an edge that does not fit a neighbour's, or runs beside one that near."""
    edges = shapely.coverage_invalid_edges(geometry, gap_width=gap_width_m)
    return np.flatnonzero(~shapely.is_empty(edges))


def _with_neighbours(geometry: NDArray[np.object_], rows: NDArray[np.intp]) -> NDArray[np.intp]:
    tree = shapely.STRtree(geometry)
    _, near = tree.query(geometry[rows], predicate="dwithin", distance=SLIVER_WIDTH_M)
    return np.union1d(rows, near)
