"""Which footprint of a searched plan is which of the plan it started from."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from icp_footprints.partition.problem import Problem
from icp_footprints.partition.scope import Scope
from icp_footprints.plan.matching import best_matching, people_in_common

# Units of nobody count a little, and of two ways as good footprints keep their names.
UNIT, NAME = 1e-3, 1e-6


def as_before(problem: Problem, scope: Scope, assignment: NDArray[np.int16]) -> NDArray[np.int16]:
    """The same footprints under the numbers with which the fewest people move.

    To the search all footprints are alike, and two may come to stand in each other's place. Their
    names, notes and leads belong to their ground and people. Footprints that are locked, hold
    pinned units or have an exception of their own keep their numbers.

    Parameters
    ----------
    problem, scope
        What was searched for, and what of its base is kept.
    assignment
        Array (n,) of footprint numbers, those kept first.
    """
    before, held = scope.assignment, len(scope.kept)
    stays = scope.closed | scope.excepted.any(axis=1)
    stays[before[scope.fixed & (before >= 0)]] = True
    loose = np.flatnonzero(~stays)
    if len(loose) < 2:
        return assignment
    count = max(held, int(assignment.max()) + 1)
    weight = problem.place.ledger(problem.band.ledger).people + UNIT
    together = people_in_common(weight, assignment, before, (count, held))
    together += NAME * np.eye(count, held)
    found, named = best_matching(together[np.ix_(loose, loose)])
    number = np.arange(count, dtype=np.int16)
    number[loose[found]] = loose[named]
    return number[assignment]
