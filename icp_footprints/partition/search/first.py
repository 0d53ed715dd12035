"""First plans: what a search starts from."""

from __future__ import annotations

import heapq

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from icp_footprints.errors import ProblemError
from icp_footprints.partition.feasibility.counts import share_out
from icp_footprints.partition.instance import Instance
from icp_footprints.partition.problem import Problem
from icp_footprints.partition.scope import Scope
from icp_footprints.partition.search.run import FirstPlan
from icp_footprints.partition.search.seeds import tree_partition
from icp_footprints.plan.plan import UNASSIGNED
from icp_footprints.wording import count_words

# How hot a search begins that improves a plan: 0 only polishes it. Searches take them in turn.
WARMTHS = (0.0, 0.15, 0.4, 0.7)


def first_plan(
    problem: Problem,
    instance: Instance,
    scope: Scope,
    count: int,
    number: int,
    random: np.random.Generator,
) -> FirstPlan:
    """Where search number `number` for that many footprints starts: every unit in one.

    Footprints that are kept come first; each further one is made of free units. Free units left
    over join the footprints beside them.

    Raises
    ------
    ProblemError
        When a unit has no footprint that could take it.
    """
    kept, fresh = len(scope.kept), count - scope.held
    # Where there are fewer than pieces, those that need one have them, then the largest.
    by_need = sorted(scope.pieces, key=lambda piece: not piece.is_stranded)
    roomy = tuple(by_need[: max(fresh, 0)])
    made = share_out(roomy, fresh, problem.band) if fresh > 0 else []
    trees = tree_partition(
        instance,
        [(piece.rows, parts) for piece, parts in made],
        follow_areas=number % 2 == 1,
        random=random,
    )
    assignment = np.where(trees == UNASSIGNED, scope.assignment, trees + kept).astype(np.int16)
    closed = np.concatenate([scope.closed, np.zeros(max(fresh, 0), dtype=np.bool_)])
    _join_free_units(problem.matrix, assignment, closed)
    _check_all_taken(problem, assignment)
    warmth = WARMTHS[number % len(WARMTHS)] if problem.start == "improve" else 1.0
    agreed = np.full((len(closed), scope.excepted.shape[1]), np.nan)
    agreed[:kept] = np.where(scope.excepted, _people_kept(instance, scope), np.nan)
    return FirstPlan(assignment, len(closed), ~scope.fixed, closed, agreed, warmth)


def _people_kept(instance: Instance, scope: Scope) -> NDArray[np.float64]:
    """Array (kept, bands): people of each footprint that is kept, as it is."""
    people = np.zeros(scope.excepted.shape)
    held = scope.assignment != UNASSIGNED
    np.add.at(people, scope.assignment[held], instance.unit_people[held])
    return people


def _join_free_units(
    matrix: csr_array, assignment: NDArray[np.int16], closed: NDArray[np.bool_]
) -> None:
    """Give each free unit to the open footprint beside it, longest boundary first, in place."""
    queue: list[tuple[float, int, int]] = []

    def spread_from(row: int) -> None:
        number = int(assignment[row])
        if closed[number]:
            return
        start, end = matrix.indptr[row], matrix.indptr[row + 1]
        for neighbour, metres in zip(
            matrix.indices[start:end].tolist(), matrix.data[start:end].tolist(), strict=True
        ):
            if assignment[neighbour] == UNASSIGNED:
                heapq.heappush(queue, (-metres, neighbour, number))

    if not (assignment == UNASSIGNED).any():
        return
    for row in np.flatnonzero(assignment != UNASSIGNED).tolist():
        spread_from(row)
    while queue:
        _, row, number = heapq.heappop(queue)
        if assignment[row] == UNASSIGNED:
            assignment[row] = number
            spread_from(row)


def _check_all_taken(problem: Problem, assignment: NDArray[np.int16]) -> None:
    left = np.flatnonzero(assignment == UNASSIGNED)
    if len(left):
        name = problem.place.units.names[int(left[0])]
        raise ProblemError(
            f"{count_words(len(left), 'unit')} round {name} can join no footprint: none that may "
            "gain units is beside them.",
            "Unlock a footprint beside them, add a bridge, or ask for more footprints.",
        )
