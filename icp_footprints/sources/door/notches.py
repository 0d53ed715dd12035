"""Narrow gaps between units that are open at an end, as at the coast, where no hole is seen."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

# Ground smaller than this is rounding.
LEAST_NOTCH_M2 = 0.01
# How near a unit must come to a notch to border it, and along how much of it.
TOUCH_M = 0.01
LEAST_BORDER_M = 0.5


def notches_between(
    geometry: NDArray[np.object_], rows: NDArray[np.intp], width_m: float
) -> NDArray[np.object_]:
    """Ground narrower than that with a unit on either side; a creek in one unit's coast is none.

    Parameters
    ----------
    geometry
        Array (n,) of polygons in metres.
    rows
        Units beside which there may be such ground.
    width_m
        How narrow it must be.

    Returns
    -------
    notches
        Array of polygons, whose edges follow those of the units to a hair only.
    """
    none = np.empty(0, dtype=object)
    if len(rows) < 2:
        return none
    edges = shapely.coverage_invalid_edges(geometry[rows], gap_width=width_m)
    # Nothing beyond these strips is looked at, so that a long coast costs nothing.
    strips = shapely.get_parts(shapely.union_all(shapely.buffer(edges, 2 * width_m)))
    tree = shapely.STRtree(geometry)
    found: list[NDArray[np.object_]] = [none]
    for strip in strips:
        near = geometry[tree.query(strip, predicate="intersects")]
        notches = _closed_ground(shapely.intersection(near, strip), width_m)
        found.append(notches[[_is_between(notch, near) for notch in notches]])
    return np.concatenate(found)


def _closed_ground(shapes: NDArray[np.object_], width_m: float) -> NDArray[np.object_]:
    """The ground of no shape that is narrower than the width, by closing the whole."""
    whole = shapely.union_all(shapes)
    wider = shapely.buffer(whole, width_m / 2, join_style="mitre")
    closed = shapely.buffer(wider, -width_m / 2, join_style="mitre")
    parts = shapely.get_parts(shapely.difference(closed, whole))
    return parts[shapely.area(parts) > LEAST_NOTCH_M2]


def _is_between(notch: shapely.Geometry, shapes: NDArray[np.object_]) -> bool:
    reach = shapely.buffer(notch, TOUCH_M)
    border_m = shapely.length(shapely.intersection(shapely.boundary(shapes), reach))
    return int((border_m > LEAST_BORDER_M).sum()) > 1
