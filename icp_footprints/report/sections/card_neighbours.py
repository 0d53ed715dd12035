"""Which footprints lie beside a footprint, and how much boundary they share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import Plan


@dataclass(frozen=True)
class Neighbour:
    """A footprint beside another.

    Parameters
    ----------
    shared_km
        Length of the boundary that units of the two share.
    remark
        Where they are neighbours by a bridge alone, or a barrier parts them; else empty.
    """

    number: int
    name: str
    shared_km: float
    remark: str


def neighbours(place: Place, plan: Plan) -> tuple[tuple[Neighbour, ...], ...]:
    """The neighbours of each footprint, in plan order, those with most boundary first."""
    adjacency = place.adjacency
    touching = _between(plan, adjacency.shared_pairs, adjacency.shared_boundary_m)
    tied = _between(plan, adjacency.pairs, adjacency.lengths_m)
    found: list[list[Neighbour]] = [[] for _ in plan.footprints]
    for pair in sorted({*touching, *tied}):
        length_m = touching.get(pair, 0.0)
        remark = "by a bridge only" if pair not in touching else ""
        if pair not in tied:
            remark = "a barrier parts them"
        for here, there in (pair, pair[::-1]):
            name = plan.footprints[there].name
            found[here].append(Neighbour(there + 1, name, length_m / 1e3, remark))
    return tuple(tuple(sorted(each, key=lambda n: -n.shared_km)) for each in found)


def _between(
    plan: Plan, pairs: NDArray[np.int32], lengths_m: NDArray[np.float64]
) -> dict[tuple[int, int], float]:
    """Metres of boundary between the footprints of each two that share any pair of units."""
    if not len(pairs):
        return {}
    ends = np.sort(plan.assignment[pairs], axis=1)
    apart = (ends[:, 0] >= 0) & (ends[:, 0] != ends[:, 1])
    total: dict[tuple[int, int], float] = {}
    for (a, b), metres in zip(ends[apart].tolist(), lengths_m[apart].tolist(), strict=True):
        total[a, b] = total.get((a, b), 0.0) + metres
    return total
