"""Which units share a boundary, and how much of it, from real and slightly untidy polygons.

Boundaries that agree vertex for vertex are matched exactly, segment by segment. What is left over
is matched within a tolerance, so that a vertex missing on one side or a sliver between neighbours
does not cut them apart. Touching at a point only is never adjacency (rook, not queen).
"""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

# Published generalised boundaries agree to well under a metre; a ditch is wider.
DEFAULT_TOLERANCE_M = 1.0
# Two edges that leave a common corner stay near each other for a few tolerances; that is a
# touch, not a shared boundary.
LEAST_NEAR_LENGTH_IN_TOLERANCES = 10.0
# Beyond this angle (45 degrees) two segments cross or meet rather than run together.
LEAST_COSINE = 0.7
# Coordinates are compared at a millimetre, below any published precision.
COORDINATE_STEP_M = 1e-3


def shared_boundaries(
    geometry: NDArray[np.object_], tolerance_m: float = DEFAULT_TOLERANCE_M
) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """Pairs of polygons that share a boundary of positive length.

    Parameters
    ----------
    geometry
        Array (n,) of valid Polygons or MultiPolygons, in metres.
    tolerance_m
        How far apart two boundaries may run and still count as one.

    Returns
    -------
    pairs
        Array (m, 2) of rows, the smaller first, in ascending order.
    shared_boundary_m
        Array (m,) of shared lengths in metres.
    """
    ends, owner = _segments(geometry)
    length = np.hypot(*(ends[:, 1] - ends[:, 0]).T)
    first, second, is_loose = _identical_segments(ends, owner)
    exact = _sum_by_pair(owner[first], owner[second], length[first], len(geometry))
    near = _near_segments(ends[is_loose], owner[is_loose], tolerance_m, len(geometry))
    keys = np.union1d(exact[0], near[0])
    total = np.zeros(len(keys))
    total[np.searchsorted(keys, exact[0])] += exact[1]
    total[np.searchsorted(keys, near[0])] += near[1]
    pairs = np.column_stack(np.divmod(keys, len(geometry))).astype(np.int32)
    return pairs.reshape(-1, 2), total


def _segments(
    geometry: NDArray[np.object_],
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Every boundary segment as an array (s, 2, 2), and the polygon it belongs to."""
    parts, part_owner = shapely.get_parts(geometry, return_index=True)
    rings, ring_part = shapely.get_rings(parts, return_index=True)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    same_ring = ring[1:] == ring[:-1]
    ends = np.stack([xy[:-1], xy[1:]], axis=1)[same_ring]
    owner = part_owner[ring_part[ring[:-1][same_ring]]]
    has_length = np.any(ends[:, 0] != ends[:, 1], axis=1)
    return ends[has_length], owner[has_length]


def _identical_segments(
    ends: NDArray[np.float64], owner: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """Pairs of equal segments of different polygons, and which segments have no equal."""
    steps = np.round(ends.reshape(-1, 2) / COORDINATE_STEP_M).astype(np.int64)
    _, point = np.unique(steps, axis=0, return_inverse=True)
    point = np.sort(point.reshape(-1, 2), axis=1)
    key = point[:, 0] * (len(steps) + 1) + point[:, 1]
    order = np.lexsort((owner, key))
    key, by_key = key[order], order
    is_loose = np.ones(len(ends), dtype=np.bool_)
    firsts: list[NDArray[np.int64]] = []
    seconds: list[NDArray[np.int64]] = []
    gap = 1
    # More than two equal segments occur only where polygons overlap: look further until none.
    while len(key) > gap and np.any(equal := key[gap:] == key[:-gap]):
        a, b = by_key[:-gap][equal], by_key[gap:][equal]
        differ = owner[a] != owner[b]
        firsts.append(a[differ])
        seconds.append(b[differ])
        is_loose[a[differ]] = False
        is_loose[b[differ]] = False
        gap += 1
    empty = np.empty(0, dtype=np.int64)
    return np.concatenate([empty, *firsts]), np.concatenate([empty, *seconds]), is_loose


def _near_segments(
    ends: NDArray[np.float64], owner: NDArray[np.int64], tolerance_m: float, n: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Length along which loose segments of two polygons run within the tolerance."""
    lines = np.asarray(shapely.linestrings(ends), dtype=object)
    tree = shapely.STRtree(lines)
    a, b = tree.query(lines, predicate="dwithin", distance=tolerance_m)
    run_together = (owner[a] != owner[b]) & _about_parallel(ends, a, b)
    a, b = a[run_together], b[run_together]
    # A flat cap keeps the strip from reaching round the end of a segment to the next one.
    strips = shapely.buffer(lines[b], tolerance_m, cap_style="flat")
    length = shapely.length(shapely.intersection(lines[a], strips))
    # Each pair was measured from both sides: the mean of the two.
    keys, total = _sum_by_pair(owner[a], owner[b], length / 2, n)
    enough = total > LEAST_NEAR_LENGTH_IN_TOLERANCES * tolerance_m
    return keys[enough], total[enough]


def _about_parallel(
    ends: NDArray[np.float64], a: NDArray[np.int64], b: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Whether pairs of segments run the same way, within some 45 degrees.

    Those that do not only meet at a corner, and many corners must not add up to a boundary.
    """
    way = ends[:, 1] - ends[:, 0]
    way /= np.hypot(way[:, 0], way[:, 1])[:, None]
    return np.abs((way[a] * way[b]).sum(axis=1)) > LEAST_COSINE


def _sum_by_pair(
    a: NDArray[np.int64], b: NDArray[np.int64], length: NDArray[np.float64], n: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Lengths added up per unordered pair, keyed by ``smaller * n + larger``."""
    key = np.minimum(a, b) * n + np.maximum(a, b)
    keys, where = np.unique(key, return_inverse=True)
    return keys, np.bincount(where, weights=length, minlength=len(keys)).astype(np.float64)
