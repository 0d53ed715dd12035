"""One search: from a first plan through annealing to a polished one, progress told all along."""

from __future__ import annotations

import gc
import math
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from icp_footprints.partition.instance import Instance
from icp_footprints.partition.search.anneal import run_chunk
from icp_footprints.partition.search.seeds import tree_partition
from icp_footprints.partition.search.smallest import smallest_instance
from icp_footprints.partition.search.state import (
    OUTSIDE,
    REQUIRED,
    SCORE,
    WANTED,
    State,
    new_state,
)
from icp_footprints.partition.search.sums import fill_state
from icp_footprints.partition.search.work import Work

TRIES_PER_UNIT = 4_000
# About 5 ms of work: how often a search can be stopped.
CHUNK = 10_000
FEWEST_CHUNKS = 60
MOST_POLISHES = 20
FROZEN = 1e-15
# Floating point drifts a little with every move: sums are made anew this often, in chunks.
REFRESH = 200
# One unit in n changes the objective by some 1/n: temperatures are in those terms.
HOT, COLD = 2.0, 0.1
# What all people outside the band would be worth, at the start and at the end: always more than
# the layers can offer, and in the end more than they can offer for a handful of people.
BAND_WORTH_FIRST, BAND_WORTH_LAST = 5.0, 100.0
# What a whole point of shortfall of a required target is worth.
TARGET_WORTH_FIRST, TARGET_WORTH_LAST = 2.0, 50.0
# The polish only takes what brings people nearer the band, whatever it costs.
BAND_WORTH_POLISH, TARGET_WORTH_POLISH = 1e6, 1e4


@dataclass(frozen=True, eq=False)
class FirstPlan:
    """Where a search starts.

    Parameters
    ----------
    assignment
        Array (n,) of footprint numbers, every unit in one.
    footprints
        How many there are.
    movable, closed
        Arrays (n,) of units that may change footprint, and (k,) of footprints that may not change.
    agreed
        Array (k, bands): people of a footprint that is outside a band, as agreed; NaN for others.
    warmth
        1 to begin hot and forget the plan, 0 only to polish it.
    """

    assignment: NDArray[np.int16]
    footprints: int
    movable: NDArray[np.bool_] | None = None
    closed: NDArray[np.bool_] | None = None
    agreed: NDArray[np.float64] | None = None
    warmth: float = 1.0

    @property
    def held(self) -> int:
        """How many footprints hold any unit."""
        return len(np.unique(self.assignment))


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
        People outside the bands, too few or too many, added over footprints that may change.
    missed
        By how much required targets are missed, weighed and added up.
    score
        The objective J, less what wanted targets are missed by.
    finished
        Whether it ran its whole course.
    """

    number: int
    footprints: int
    assignment: NDArray[np.int16]
    outside: float
    missed: float
    score: float
    finished: bool

    @property
    def rank(self) -> tuple[float, float, float, int]:
        """Sorts outcomes, the best first: in band, targets met, then best score, then earliest."""
        # Thousandths of a person are dust of floating point and must not outrank the score.
        return round(self.outside, 3), round(self.missed, 6), -self.score, self.number


def search(
    instance: Instance,
    first: FirstPlan,
    number: int,
    seed: int,
    effort: float,
    carry_on: Callable[[float, BestSoFar], bool],
) -> Outcome:
    """Run one search.

    Parameters
    ----------
    instance
        The problem's arrays.
    first
        Where to start.
    number, seed
        Number of this search, and the start of its randomness.
    effort
        How long it is, 1 being the usual.
    carry_on
        Told after every chunk the fraction done and the best so far; False stops the search with
        that.
    """
    state = new_state(
        instance,
        first.assignment,
        first.footprints,
        seed,
        movable=first.movable,
        closed=first.closed,
        agreed=first.agreed,
    )
    work = Work(instance, state)
    fill_state(state, work)
    best = BestSoFar(state)
    finished = True
    for fraction in _anneal(work, instance, state, first.warmth, effort):
        best.keep(state)
        if not carry_on(fraction, best):
            finished = False
            break
    if finished:
        best.restore(work, state)
        for fraction in _polish(work, instance, state):
            best.keep(state)
            if not carry_on(fraction, best):
                finished = False
                break
    outside, missed, worth = best.rank
    return Outcome(
        number,
        first.held,
        best.assignment.astype(np.int16),
        outside,
        missed,
        -worth,
        finished,
    )


class BestSoFar:
    """The best plan a search has come by, looked for after every chunk."""

    def __init__(self, state: State) -> None:
        self.assignment = state.assignment.copy()
        self.rank = _rank(state)

    @property
    def score(self) -> float:
        """Its score, or minus infinity while it is out of band or misses a required target."""
        outside, missed, worth = self.rank
        return -worth if outside == 0 and missed == 0 else -np.inf

    def keep(self, state: State) -> None:
        """Take the plan of a state if it is better."""
        rank = _rank(state)
        if rank < self.rank:
            self.rank = rank
            self.assignment[:] = state.assignment

    def restore(self, work: Work, state: State) -> None:
        """Put a search back to this plan."""
        state.assignment[:] = self.assignment
        fill_state(state, work)


def _rank(state: State) -> tuple[float, float, float]:
    sums = state.sums
    return (
        round(float(sums[OUTSIDE]), 3),
        round(float(sums[REQUIRED]), 6),
        float(sums[WANTED] - sums[SCORE]),
    )


def _anneal(
    work: Work, instance: Instance, state: State, warmth: float, effort: float
) -> Iterator[float]:
    """Anneal in chunks, yielding the fraction done after each."""
    n = len(state.assignment)
    tries = round(n * TRIES_PER_UNIT * effort) if warmth else 0
    chunks = max(math.ceil(tries / CHUNK), min(tries, FEWEST_CHUNKS))
    hot = COLD + (HOT - COLD) * warmth
    temperatures = np.geomspace(hot / n, COLD / n, chunks + 1).tolist()
    total = max(float(instance.total[0]), 1.0)
    band_worth = np.geomspace(BAND_WORTH_FIRST / total, BAND_WORTH_LAST / total, chunks).tolist()
    target_worth = np.geomspace(TARGET_WORTH_FIRST, TARGET_WORTH_LAST, chunks).tolist()
    for i in range(chunks):
        state.worths[:] = band_worth[i], target_worth[i]
        run_chunk(
            work,
            math.ceil(tries / chunks),
            temperatures[i],
            temperatures[i + 1],
            -1,
        )
        if i % REFRESH == REFRESH - 1:
            fill_state(state, work)
        yield 0.98 * (i + 1) / chunks


def _polish(work: Work, instance: Instance, state: State) -> Iterator[float]:
    """Take only what is for the better, until no single move is, yielding after every chunk."""
    state.worths[:] = BAND_WORTH_POLISH / max(float(instance.total[0]), 1.0), TARGET_WORTH_POLISH
    pairs = len(instance.neighbours)
    for _ in range(MOST_POLISHES):
        before = _rank(state)
        for first in range(0, pairs, CHUNK):
            # One pair after another, so that none is left out; then others in a row by chance.
            run_chunk(work, min(CHUNK, pairs - first), FROZEN, FROZEN, first)
            run_chunk(work, CHUNK, FROZEN, FROZEN, -1)
            yield 0.98
        fill_state(state, work)
        if _rank(state) >= before:
            break
    yield 1.0


def compile_search() -> None:
    """Compile the search, or load it compiled: some seconds the first time on a computer."""
    instance = smallest_instance()
    units = np.arange(len(instance.unit_people))
    tree_partition(instance, [(units, 2)], follow_areas=False, random=np.random.default_rng(0))
    first = FirstPlan(np.array([0, 1], dtype=np.int16), 2)
    with _no_garbage():
        search(instance, first, 0, 0, 1e-3, lambda _fraction, _score: True)


@contextmanager
def _no_garbage() -> Generator[None]:
    """Nothing is collected meanwhile: a compiler keeps most of what it makes, until it is done."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
