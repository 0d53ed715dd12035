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
    geometry: NDArray[np.object_],
    tolerance_m: float = DEFAULT_TOLERANCE_M,
    *,
    is_coverage: bool = False,
) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """Pairs of polygons that share a boundary of positive length.

    Parameters
    ----------
    geometry
        Array (n,) of valid Polygons or MultiPolygons, in metres.
    tolerance_m
        How far apart two boundaries may run and still count as one.
    is_coverage
        Whether they are known to be a clean coverage. Then, where two share an edge that agrees
        vertex for vertex, only such edges count, and the perimeter of any of them joined is exactly
        the sum of theirs less twice what they share.

    Returns
    -------
    pairs
        Array (m, 2) of rows, the smaller first, in ascending order.
    shared_boundary_m
        Array (m,) of shared lengths in metres.
    """
    n = len(geometry)
    ends, owner = _segments(geometry)
    length = np.hypot(*(ends[:, 1] - ends[:, 0]).T)
    first, second, is_loose = _identical_segments(ends, owner)
    key, total = _sum_by_pair(_keys(owner[first], owner[second], n), length[first])
    near_key, runs = _near_runs(ends[is_loose], owner[is_loose], tolerance_m, n)
    if is_coverage:
        unmet = ~np.isin(near_key, key)
        near_key, runs = near_key[unmet], runs[unmet]
    key, total = _sum_by_pair(
        np.concatenate([key, near_key]), np.concatenate([total, shapely.length(runs) / 2])
    )
    pairs = np.column_stack(np.divmod(key, n)).astype(np.int32)
    return pairs.reshape(-1, 2), total


def shared_lines(
    geometry: NDArray[np.object_], tolerance_m: float = DEFAULT_TOLERANCE_M
) -> tuple[NDArray[np.int32], NDArray[np.object_], NDArray[np.float64]]:
    """The boundary that polygons share, piece by piece; see `shared_boundaries`.

    Returns
    -------
    pairs
        Array (k, 2) of rows, the smaller first, in no order and often repeated.
    pieces
        Array (k,) of LineStrings or MultiLineStrings in metres.
    weights
        Array (k,): 1 where both polygons have the very same piece, and 1/2 where each has its own.
        Lengths times weights add up to those of `shared_boundaries`.
    """
    n = len(geometry)
    ends, owner = _segments(geometry)
    first, second, is_loose = _identical_segments(ends, owner)
    key = _keys(owner[first], owner[second], n)
    pieces = np.asarray(shapely.linestrings(ends[first]), dtype=object)
    near_key, near_pieces = _near_runs(ends[is_loose], owner[is_loose], tolerance_m, n)
    key = np.concatenate([key, near_key])
    weights = np.concatenate([np.ones(len(pieces)), np.full(len(near_pieces), 0.5)])
    pairs = np.column_stack(np.divmod(key, n)).astype(np.int32).reshape(-1, 2)
    return pairs, np.concatenate([pieces, near_pieces]), weights


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
    # Loaded when units are first compared: it takes a third of a second of every start.
    import pandas as pd

    east, north = (pd.factorize(steps[:, axis])[0].astype(np.int64) for axis in (0, 1))
    point = pd.factorize(east * (len(steps) + 1) + north)[0].astype(np.int64)
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


def _near_runs(
    ends: NDArray[np.float64], owner: NDArray[np.int64], tolerance_m: float, n: int
) -> tuple[NDArray[np.int64], NDArray[np.object_]]:
    """Stretches along which loose segments of two polygons run within the tolerance.

    Each pair of polygons is met from both sides, so that its stretches count half.
    """
    lines = np.asarray(shapely.linestrings(ends), dtype=object)
    a, b = _near_pairs(lines, owner, tolerance_m)
    run_together = _about_parallel(ends, a, b)
    a, b = a[run_together], b[run_together]
    # A flat cap keeps the strip from reaching round the end of a segment to the next one.
    strips = shapely.buffer(lines[b], tolerance_m, cap_style="flat")
    runs = np.asarray(shapely.intersection(lines[a], strips), dtype=object)
    key = _keys(owner[a], owner[b], n)
    keys, total = _sum_by_pair(key, shapely.length(runs) / 2)
    enough = np.isin(key, keys[total > LEAST_NEAR_LENGTH_IN_TOLERANCES * tolerance_m])
    return key[enough], runs[enough]


def _near_pairs(
    lines: NDArray[np.object_], owner: NDArray[np.int64], tolerance_m: float
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Ordered pairs of segments of different polygons within the tolerance.

    Polygon by polygon, since those of one coast may come near each other by the million.
    """
    tree = shapely.STRtree(lines)
    owners, start = np.unique(owner, return_index=True)
    found = [np.empty((2, 0), dtype=np.int64)]
    bounds = shapely.bounds(lines).reshape(-1, 4)
    for number, own in zip(owners, np.split(np.arange(len(lines)), start[1:]), strict=True):
        left, bottom = bounds[own, :2].min(axis=0) - tolerance_m
        right, top = bounds[own, 2:].max(axis=0) + tolerance_m
        beside = tree.query(shapely.box(left, bottom, right, top))
        beside = beside[owner[beside] != number]
        if len(beside):
            near, of_own = shapely.STRtree(lines[own]).query(
                lines[beside], predicate="dwithin", distance=tolerance_m
            )
            found.append(np.stack([beside[near], own[of_own]]))
    first, second = np.concatenate(found, axis=1)
    return first, second


def _about_parallel(
    ends: NDArray[np.float64], a: NDArray[np.int64], b: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Whether pairs of segments run the same way, within some 45 degrees.

    Those that do not only meet at a corner, and many corners must not add up to a boundary.
    """
    way = ends[:, 1] - ends[:, 0]
    way /= np.hypot(way[:, 0], way[:, 1])[:, None]
    return np.abs((way[a] * way[b]).sum(axis=1)) > LEAST_COSINE


def _keys(a: NDArray[np.int64], b: NDArray[np.int64], n: int) -> NDArray[np.int64]:
    """One number per unordered pair: ``smaller * n + larger``."""
    return np.minimum(a, b) * n + np.maximum(a, b)


def _sum_by_pair(
    key: NDArray[np.int64], length: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Lengths added up per key, in ascending order of keys."""
    keys, where = np.unique(key, return_inverse=True)
    return keys, np.bincount(where, weights=length, minlength=len(keys)).astype(np.float64)
