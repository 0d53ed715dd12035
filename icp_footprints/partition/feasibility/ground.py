"""The ground of a problem: all units that may change hands, in pieces, and who holds on to what.

Beside the free units these are the units of footprints that are kept but open: of those the search
may take, or to those it may add.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from icp_footprints.partition.problem import Problem
from icp_footprints.partition.scope import Scope
from icp_footprints.plan.band import Band

Rows = NDArray[np.intp]
# Sums of people differ in their last digits by the order of adding up: never by this share.
ROUNDING = 1e-9


@dataclass(frozen=True, eq=False)
class Claim:
    """An open footprint, by its number among the kept, and the rows of units it must keep."""

    footprint: int
    rows: Rows


@dataclass(frozen=True, eq=False)
class Ground:
    """A piece of the ground: no footprint reaches beyond it.

    Parameters
    ----------
    rows
        Rows of its units, ascending.
    people
        Its people on the ledger of each band, in their order.
    claims
        The open footprints in it; each of them stays.
    loose
        How many of its units are in no footprint, so that each could become one of its own.
    must_touch
        Whether footprints must be in one part; not where one of the base is in several already.
    """

    rows: Rows
    people: tuple[float, ...]
    claims: tuple[Claim, ...]
    loose: int
    must_touch: bool

    @property
    def fewest(self) -> int:
        """The fewest footprints in it."""
        return max(1, len(self.claims))

    @property
    def most(self) -> int:
        """The most footprints in it."""
        return len(self.claims) + self.loose


def grounds_of(problem: Problem, scope: Scope) -> tuple[Ground, ...]:
    """The pieces of the ground, the one with most people first."""
    held = scope.assignment
    is_closed = np.zeros(len(scope.closed) + 1, dtype=np.bool_)
    is_closed[:-1] = scope.closed
    rows = np.flatnonzero(~is_closed[held])
    if not len(rows):
        return ()
    footprints = [int(each) for each in np.unique(held[rows]) if each >= 0]
    labels = connected_components(problem.matrix[rows][:, rows], directed=False)[1]
    in_parts = any(_parts(problem, np.flatnonzero(held == each)) > 1 for each in footprints)
    if in_parts:
        labels = np.zeros(len(rows), dtype=np.int32)
    people = [problem.place.ledger(band.ledger).people for band in problem.bands]
    made: list[Ground] = []
    for label in range(int(labels.max()) + 1):
        own = rows[labels == label]
        claims = tuple(
            Claim(each, own[(held[own] == each) & scope.fixed[own]])
            for each in footprints
            if (held[own] == each).any()
        )
        made.append(
            Ground(
                own,
                tuple(float(each[own].sum()) for each in people),
                claims,
                int((held[own] < 0).sum()),
                not in_parts,
            )
        )
    return tuple(sorted(made, key=lambda ground: (-ground.people[0], int(ground.rows[0]))))


def _parts(problem: Problem, rows: Rows) -> int:
    return int(connected_components(problem.matrix[rows][:, rows], directed=False)[0])


def is_in_band(people: float, band: Band) -> bool:
    """Whether that many people are in band; the last digit of a sum never decides."""
    return band.low <= people * (1 + ROUNDING) and people <= band.high * (1 + ROUNDING)


def numbers_by_people(problem: Problem, ground: Ground) -> NDArray[np.bool_]:
    """Array (most + 1,): whether so many footprints could all be in every band, by people alone."""
    numbers = np.arange(ground.most + 1)
    possible = numbers >= ground.fewest
    for place, band in enumerate(problem.bands):
        people, total = problem.place.ledger(band.ledger).people, ground.people[place]
        kept = np.array([people[claim.rows].sum() for claim in ground.claims], dtype=np.float64)
        needed = np.maximum(kept, band.low).sum() + (numbers - len(kept)) * float(band.low)
        possible &= needed <= total * (1 + ROUNDING)
        possible &= total <= numbers * float(band.high) * (1 + ROUNDING)
        possible &= not bool((kept > band.high * (1 + ROUNDING)).any())
    return possible
