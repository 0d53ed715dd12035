"""Sets of units that could be a footprint: in one part and in every band."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from icp_footprints.partition.feasibility.ground import ROUNDING, Ground
from icp_footprints.partition.problem import Problem

# Looking further would take longer than anybody waits; most places have far more sets anyway.
MOST_STEPS, MOST_SETS = 150_000, 15_000
MOST_STEPS_OF_UNIT = 3_000
# Of more units there are always more sets than that, or it takes too long to look at each unit.
MOST_UNITS, MOST_UNITS_EACH = 400, 2_000


class TooManyError(Exception):
    """There are more sets than can be looked through."""


@dataclass
class Sets:
    """A piece of ground as bits, from which sets of units are grown.

    Parameters
    ----------
    beside
        For each unit the bits of its neighbours.
    people
        For each unit its people on the ledger of each band.
    lows, highs
        The fewest and the most people of a set, a hair wider than the bands.
    claims
        Bits of the units that each open footprint keeps.
    steps
        How many more steps may be taken before it is too many.
    """

    beside: list[int]
    people: list[tuple[float, ...]]
    lows: tuple[float, ...]
    highs: tuple[float, ...]
    claims: list[int]
    steps: int = MOST_STEPS

    def in_band(self, counts: tuple[float, ...]) -> bool:
        """Whether a set of so many people is in every band."""
        return all(low <= each for low, each in zip(self.lows, counts, strict=True))

    def grown(self, first: int, allowed: int) -> Iterator[tuple[int, tuple[float, ...]]]:
        """Every connected set of allowed units around one that is over no band, each once.

        Raises
        ------
        TooManyError
            When the steps are used up.
        """
        start = 1 << first
        if self._is_over(self.people[first]):
            return
        yield start, self.people[first]
        stack = [(start, self.beside[first] & allowed & ~start, start, self.people[first])]
        while stack:
            chosen, edge, seen, counts = stack.pop()
            if not edge:
                continue
            self.steps -= 1
            if self.steps < 0:
                raise TooManyError
            bit = edge & -edge
            unit = bit.bit_length() - 1
            edge, seen = edge & ~bit, seen | bit
            stack.append((chosen, edge, seen, counts))
            more = tuple(a + b for a, b in zip(counts, self.people[unit], strict=True))
            if self._is_over(more):
                continue
            yield chosen | bit, more
            further = self.beside[unit] & allowed & ~chosen & ~seen & ~edge
            stack.append((chosen | bit, edge | further, seen, more))

    def _is_over(self, counts: tuple[float, ...]) -> bool:
        return any(each > high for each, high in zip(counts, self.highs, strict=True))

    def keeps_claims(self, chosen: int) -> bool:
        """Whether a set holds all that one open footprint keeps, or nothing that any keeps."""
        kept = [claim for claim in self.claims if claim & chosen]
        return not kept or (len(kept) == 1 and kept[0] & ~chosen == 0)


def sets_of(problem: Problem, ground: Ground) -> Sets:
    """A piece of ground as bits; unit number i is the ground's row number i."""
    matrix = problem.matrix[ground.rows][:, ground.rows]
    bounds, columns = matrix.indptr.tolist(), matrix.indices.tolist()
    people = [problem.place.ledger(band.ledger).people[ground.rows] for band in problem.bands]
    position = {row: i for i, row in enumerate(ground.rows.tolist())}
    return Sets(
        beside=[
            sum(1 << other for other in set(columns[a:b]) if other != unit)
            for unit, (a, b) in enumerate(pairwise(bounds))
        ],
        people=list(zip(*(each.tolist() for each in people), strict=True)),
        lows=tuple(band.low * (1 - ROUNDING) for band in problem.bands),
        highs=tuple(band.high * (1 + ROUNDING) for band in problem.bands),
        claims=[
            sum(1 << position[row] for row in claim.rows.tolist())
            for claim in ground.claims
            if len(claim.rows)
        ],
    )


def every_set(sets: Sets) -> list[int] | None:
    """Bits of every set that could be a footprint; None where there are too many to look at."""
    found: list[int] = []
    n = len(sets.beside)
    try:
        for first in range(n):
            above = (1 << n) - (1 << first)
            for chosen, counts in sets.grown(first, above):
                if sets.in_band(counts) and sets.keeps_claims(chosen):
                    found.append(chosen)
                    if len(found) > MOST_SETS:
                        return None
    except TooManyError:
        return None
    return found


def stuck_units(problem: Problem, ground: Ground) -> NDArray[np.intp]:
    """Rows of units that no set in one part and in every band can hold.

    A unit about which that takes too long to say is not among them.
    """
    if not ground.must_touch or len(ground.rows) > MOST_UNITS_EACH:
        return np.empty(0, dtype=np.intp)
    if _can_grow_into_band(problem, ground):
        return np.empty(0, dtype=np.intp)
    sets = sets_of(problem, ground)
    everywhere = (1 << len(ground.rows)) - 1
    stuck: list[int] = []
    for unit in range(len(ground.rows)):
        sets.steps = MOST_STEPS_OF_UNIT
        try:
            if not any(sets.in_band(counts) for _, counts in sets.grown(unit, everywhere)):
                stuck.append(unit)
        except TooManyError:
            continue
    return ground.rows[stuck]


def _can_grow_into_band(problem: Problem, ground: Ground) -> bool:
    """Whether every unit is in some set: one grown unit by unit cannot step over the band."""
    if len(problem.bands) > 1:
        return False
    band = problem.band
    largest = float(problem.place.ledger(band.ledger).people[ground.rows].max())
    return ground.people[0] >= band.low and largest <= max(band.high - band.low, 1)
