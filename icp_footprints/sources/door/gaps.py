"""Narrow gaps between units shared out among the units beside them.

A gap is cut into triangles between its own corners, and each goes to the unit that it borders
most. So ground stays with the nearest unit: slivers of a whole town often hang together, and given
to one unit as they are they would make it the neighbour of all others.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

# A triangle at the end of a gap, with a short side on one unit and two long ones within the gap,
# lies between other units.
LEAST_BORDER_SHARE = 0.3


def thin_holes(geometry: NDArray[np.object_], width_m: float) -> NDArray[np.object_]:
    """Holes of a clean coverage of polygons (n,) that are nowhere as wide as that."""
    parts = shapely.get_parts(shapely.get_parts(shapely.coverage_union_all(geometry)))
    rings, part = shapely.get_rings(parts, return_index=True)
    # The first ring of each part is its outside.
    inner = rings[1:][part[1:] == part[:-1]]
    gaps = np.asarray(shapely.polygons(inner), dtype=object)
    # Cheap first: what is thin has little ground for its length.
    gaps = gaps[shapely.area(gaps) < width_m * shapely.length(gaps)]
    return gaps[shapely.is_empty(shapely.buffer(gaps, -width_m / 2))]


def share_out(
    geometry: NDArray[np.object_], rows: NDArray[np.intp], gaps: NDArray[np.object_]
) -> NDArray[np.intp]:
    """Give gaps to the units beside them, in place.

    Parameters
    ----------
    geometry
        Array (n,) of polygons, changed in place.
    rows
        Units among which are all that border a gap.
    gaps
        Polygons whose edges are edges of those units, vertex for vertex.

    Returns
    -------
    filled
        Rows that were given ground, ascending.
    """
    triangles, gap = shapely.get_parts(
        shapely.constrained_delaunay_triangles(gaps), return_index=True
    )
    solid = shapely.area(triangles) > 0
    triangles, gap = triangles[solid], gap[solid]
    if not len(triangles):
        return np.empty(0, dtype=np.intp)
    corners = shapely.get_coordinates(triangles).reshape(-1, 4, 2)
    sides = np.stack([corners[:, :3], corners[:, 1:]], axis=2).reshape(-1, 2, 2)
    # Of a thousand units mostly a few hundred border any gap.
    rows = rows[np.unique(shapely.STRtree(geometry[rows]).query(gaps)[1])]
    edges, edge_row = _edges(geometry[rows])
    number = _edge_numbers(np.concatenate([sides, edges]))
    side, edge = number[: len(sides)].reshape(-1, 3), number[len(sides) :]
    owner_of = np.full(int(number.max()) + 1, -1)
    owner_of[edge] = rows[edge_row]
    length = np.hypot(*(sides[:, 1] - sides[:, 0]).T).reshape(-1, 3)
    owners = _owners(owner_of[side], length, _opposite(side))
    whole = _between_two(owner_of[side], length, gap, len(gaps))
    owners = np.where(whole[gap] >= 0, whole[gap], owners)
    for row in (filled := np.unique(owners[owners >= 0])):
        with_it = [geometry[row], *triangles[owners == row]]
        geometry[row] = shapely.coverage_union_all(with_it)
    return filled


def _edges(geometry: NDArray[np.object_]) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    parts, part_owner = shapely.get_parts(geometry, return_index=True)
    rings, ring_part = shapely.get_rings(parts, return_index=True)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    same = ring[1:] == ring[:-1]
    return np.stack([xy[:-1], xy[1:]], axis=1)[same], part_owner[ring_part[ring[:-1][same]]]


def _edge_numbers(edges: NDArray[np.float64]) -> NDArray[np.int64]:
    """A number for each edge (k, 2, 2), the same for the same edge in either direction."""
    xy = edges.reshape(-1, 2)
    east, north = (pd.factorize(xy[:, axis])[0].astype(np.int64) for axis in (0, 1))
    point = pd.factorize(east * (len(xy) + 1) + north)[0].astype(np.int64)
    ends = np.sort(point.reshape(-1, 2), axis=1)
    return pd.factorize(ends[:, 0] * (len(xy) + 1) + ends[:, 1])[0].astype(np.int64)


def _owners(
    bordered: NDArray[np.intp], length: NDArray[np.float64], beside: NDArray[np.intp]
) -> NDArray[np.intp]:
    """The unit each triangle goes to; -1 where it hangs together with none.

    Parameters
    ----------
    bordered, length, beside
        Arrays (t, 3), by side: the unit it borders, its length in metres, and the triangle across
        it; -1 for none.
    """
    border, border_m = _most(bordered, length)
    owners = np.where(border_m >= LEAST_BORDER_SHARE * length.max(axis=1), border, -1)
    # The others take after what lies across their longest side, which is across the gap and not
    # along it; those that nothing reaches fall to what they border at all.
    while (unowned := owners < 0).any():
        across, _ = _most(np.where(beside >= 0, owners[beside], -1), length)
        if not (across[unowned] >= 0).any():
            if not (border[unowned] >= 0).any():
                break
            across = border
        owners = np.where(unowned, across, owners)
    return owners


def _between_two(
    bordered: NDArray[np.intp], length: NDArray[np.float64], gap: NDArray[np.intp], n: int
) -> NDArray[np.intp]:
    """Array (n,): of gaps between two units only, the one that borders more; -1 for the others."""
    known = bordered >= 0
    of_gap = np.broadcast_to(gap[:, None], bordered.shape)[known]
    keys, where = np.unique(np.stack([of_gap, bordered[known]]), axis=1, return_inverse=True)
    metres = np.bincount(where.ravel(), weights=length[known], minlength=keys.shape[1])
    whole = np.full(n, -1)
    order = np.argsort(metres, kind="stable")
    whole[keys[0, order]] = keys[1, order]
    whole[np.bincount(keys[0], minlength=n) > 2] = -1
    return whole


def _opposite(sides: NDArray[np.int64]) -> NDArray[np.intp]:
    """Array (t, 3): the triangle across each side, -1 for none."""
    flat = sides.ravel()
    order = np.argsort(flat, kind="stable")
    twin = np.full(len(flat), -1)
    same = np.flatnonzero(flat[order][1:] == flat[order][:-1])
    twin[order[same]] = order[same + 1]
    twin[order[same + 1]] = order[same]
    return np.where(twin >= 0, twin // 3, -1).reshape(-1, 3)


def _most(
    candidates: NDArray[np.intp], length: NDArray[np.float64]
) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Of up to three candidates per row, the one with the greatest length, and that length.

    Candidates of -1 are none.
    """
    same = candidates[:, :, None] == candidates[:, None, :]
    total = np.where(candidates >= 0, (same * length[:, None, :]).sum(axis=2), -1.0)
    best = total.argmax(axis=1)[:, None]
    found: NDArray[np.intp] = np.take_along_axis(candidates, best, axis=1).ravel()
    metres: NDArray[np.float64] = np.take_along_axis(total, best, axis=1).ravel()
    return found, metres
