"""What parts a piece of ground from the rest: a gap, a barrier, a locked footprint, a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from icp_footprints.geography.adjacency import AdjacencyEdit
from icp_footprints.partition.feasibility.ground import Ground
from icp_footprints.partition.problem import Problem
from icp_footprints.partition.scope import Scope


@dataclass(frozen=True)
class Gap:
    """The two units, by row, at which a piece of ground comes nearest the rest of it."""

    inside: int
    outside: int
    metres: float

    @property
    def distance(self) -> str:
        """How far apart they are, in words."""
        if self.metres < 1:
            return "which meet in a corner only"
        if self.metres < 950:
            return f"{max(10, round(self.metres, -1)):,.0f} m apart"
        return f"{self.metres / 1000:,.1f} km apart"


@dataclass(frozen=True)
class Surroundings:
    """What lies round a piece of ground.

    Parameters
    ----------
    locked
        Numbers, among the kept, of the locked footprints beside it.
    authorities
        Numbers of the local authorities beside it, across a line that may not be crossed.
    barriers
        Barriers between it and its neighbours.
    gap
        Where it comes nearest to the rest of the ground that a footprint could reach.
    """

    locked: tuple[int, ...]
    authorities: tuple[int, ...]
    barriers: tuple[AdjacencyEdit, ...]
    gap: Gap | None


def surroundings_of(
    problem: Problem, scope: Scope, ground: Ground, rest: NDArray[np.intp]
) -> Surroundings:
    """What lies round a piece of ground.

    Parameters
    ----------
    problem, scope, ground
        What is asked, and the piece.
    rest
        Rows of all other ground.
    """
    place, own = problem.place, ground.rows
    beside = np.setdiff1d(place.adjacency.matrix[own].indices, own)
    lines = problem.authorities
    home = None if lines is None else int(lines[own[0]])
    held = scope.assignment[beside]
    closed = {int(each) for each in held if each >= 0 and scope.closed[each]}
    other = set() if lines is None else {int(lines[row]) for row in np.intersect1d(beside, rest)}
    same_side = rest if lines is None else rest[lines[rest] == home]
    inside = {place.units.ids[row] for row in own}
    barriers = [
        edit
        for edit in place.adjacency.edits
        if edit.kind == "barrier" and (edit.unit_a in inside) != (edit.unit_b in inside)
    ]
    idle = {frozenset((edit.unit_a, edit.unit_b)) for edit in place.adjacency.idle_edits()}
    return Surroundings(
        locked=tuple(sorted(closed)),
        authorities=tuple(sorted(other - {home, -1})) if home is not None else (),
        barriers=tuple(
            edit for edit in barriers if frozenset((edit.unit_a, edit.unit_b)) not in idle
        ),
        gap=_nearest(place.units.geometry, own, same_side),
    )


def _nearest(
    geometry: NDArray[np.object_], own: NDArray[np.intp], rest: NDArray[np.intp]
) -> Gap | None:
    if not len(rest):
        return None
    tree: Any = shapely.STRtree(geometry[rest])
    found = tree.query_nearest(geometry[own], return_distance=True, all_matches=False)
    (first, second), metres = found
    best = int(np.argmin(metres))
    return Gap(int(own[first[best]]), int(rest[second[best]]), float(metres[best]))
