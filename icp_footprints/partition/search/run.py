"""One search: a first plan from a spanning tree, annealed while progress and cancel are heeded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from icp_footprints.partition.anneal import arrays_of, best_of, new_state, run_chunk
from icp_footprints.partition.feasibility import Piece
from icp_footprints.partition.instance import Instance
from icp_footprints.partition.seeds import tree_partition

PROPOSALS_PER_UNIT = 20_000
# About 5 ms of work: how often a search can be stopped.
CHUNK = 20_000
# One unit in n changes the objective by some 1/n: temperatures are in those terms.
HOT, COLD = 4.0, 0.1
# What all people outside the band would be worth, at the start and at the end: always more than
# the layers can offer, and in the end more than they can offer for a handful of people.
BAND_WORTH_FIRST, BAND_WORTH_LAST = 5.0, 100.0


@dataclass(frozen=True, eq=False)
class Outcome:
    """The best plan of one search.

    Parameters
    ----------
    number
        Number of the search, which with the problem's seed fixes its randomness.
    footprints
        How many footprints it made.
    assignment
        Array (n,) of footprint numbers.
    outside
        People outside the band, too few or too many, added over footprints.
    score
        The objective J.
    finished
        Whether it ran its whole course.
    """

    number: int
    footprints: int
    assignment: NDArray[np.int16]
    outside: float
    score: float
    finished: bool

    @property
    def rank(self) -> tuple[float, float, int]:
        """Sorts outcomes, the best first: nearest the band, then best score, then earliest."""
        # Thousandths of a person are dust of floating point and must not outrank the score.
        return round(self.outside, 3), -self.score, self.number


def search(
    instance: Instance,
    shared: list[tuple[Piece, int]],
    seed: int,
    number: int,
    carry_on: Callable[[float], bool],
) -> Outcome:
    """Run one search.

    Parameters
    ----------
    instance
        The problem's arrays.
    shared
        Each connected piece of the place and how many footprints it gets.
    seed, number
        Seed of the problem and number of this search.
    carry_on
        Told the fraction done after every chunk; False stops the search with the best so far.
    """
    random = np.random.default_rng([seed, number])
    footprints = sum(count for _, count in shared)
    first = tree_partition(
        instance,
        [(piece.rows, count) for piece, count in shared],
        follow_areas=number % 2 == 1,
        random=random,
    )
    arrays = arrays_of(instance)
    state = new_state(instance, first, footprints, int(random.integers(2**63)))
    n = len(instance.people)
    total_people = float(instance.people.sum())
    chunks = max(1, n * PROPOSALS_PER_UNIT // CHUNK)
    temperatures = np.geomspace(HOT / n, COLD / n, chunks + 1)
    band_worth = np.geomspace(BAND_WORTH_FIRST, BAND_WORTH_LAST, chunks) / total_people
    finished = True
    for i in range(chunks):
        run_chunk(
            arrays,
            state,
            CHUNK,
            float(temperatures[i]),
            float(temperatures[i + 1]),
            float(band_worth[i]),
        )
        if not carry_on((i + 1) / chunks):
            finished = i + 1 == chunks
            break
    assignment, outside, score = best_of(state)
    return Outcome(number, footprints, assignment, outside, score, finished)
