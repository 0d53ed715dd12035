"""Overlaps between units that are too large to be a drawing fault."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

# Two units that share more ground than this, beyond a sliver, really disagree: which of them its
# people belong to is not for a program to say.
LARGEST_OVERLAP_M2 = 1_000.0
LARGEST_OVERLAP_SHARE = 0.01


@dataclass(frozen=True)
class Overlap:
    """Two rows, the smaller first, and the ground that both claim."""

    row_a: int
    row_b: int
    area_m2: float


def overlap_limit_m2(geometry: NDArray[np.object_]) -> NDArray[np.float64]:
    """Array (n,): how much of each polygon another may overlap and still be put right."""
    share_m2 = LARGEST_OVERLAP_SHARE * shapely.area(geometry)
    return np.minimum(LARGEST_OVERLAP_M2, share_m2)


def real_overlaps(
    geometry: NDArray[np.object_], rows: NDArray[np.intp], sliver_width_m: float
) -> list[Overlap]:
    """Overlaps of the given rows with any other that are over the limit, largest first.

    Parameters
    ----------
    geometry
        Array (n,) of valid polygons in metres.
    rows
        The rows to look at.
    sliver_width_m
        Ground narrower than this does not count.
    """
    found, other = shapely.STRtree(geometry).query(geometry[rows], predicate="intersects")
    pairs = np.sort(np.column_stack([rows[found], other]), axis=1)
    a, b = np.unique(pairs[pairs[:, 0] != pairs[:, 1]], axis=0).T
    limit = overlap_limit_m2(geometry)
    limit_m2 = np.minimum(limit[a], limit[b])
    both = shapely.intersection(geometry[a], geometry[b])
    area_m2 = _area_wider_than(both, sliver_width_m)
    order = np.argsort(-area_m2, kind="stable")
    return [
        Overlap(int(a[i]), int(b[i]), float(area_m2[i])) for i in order if area_m2[i] > limit_m2[i]
    ]


def _area_wider_than(shapes: NDArray[np.object_], width_m: float) -> NDArray[np.float64]:
    """Ground of the pieces of each shape that are somewhere as wide as that."""
    parts, shape = shapely.get_parts(shapes, return_index=True)
    wide = ~shapely.is_empty(shapely.buffer(parts, -width_m / 2))
    wide_m2 = np.bincount(shape[wide], shapely.area(parts[wide]), minlength=len(shapes))
    return wide_m2.astype(np.float64)
