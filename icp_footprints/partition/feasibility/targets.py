"""Required targets that no plan can meet, known from the ceilings before any search starts."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from icp_footprints.geography.place import Place
from icp_footprints.measures.coterminosity import DUST, TWO_WAY_SHARE, coterminosity
from icp_footprints.measures.target_result import goal_words
from icp_footprints.partition.feasibility.ground import ROUNDING, is_in_band
from icp_footprints.partition.problem import Problem
from icp_footprints.partition.scope import Scope, scope_of
from icp_footprints.plan.band import Band
from icp_footprints.plan.target import Target
from icp_footprints.progress import Progress
from icp_footprints.wording import count_words

if TYPE_CHECKING:
    from icp_footprints.measures.ceilings.ceiling import CeilingMeasure

DEFAULT_SECONDS = 5.0


@dataclass(frozen=True)
class ImpossibleTarget:
    """A target that no plan of so many footprints can meet.

    Parameters
    ----------
    target
        The target.
    footprints
        The number of footprints.
    best
        What no plan passes: a share from 0 to 1, or a count that no plan stays under.
    how
        How it is known: ``proved``, ``time limit`` or ``instant``, as for a ceiling.
    ledger
        The ledger on which people are counted.
    """

    target: Target
    footprints: int
    best: float
    how: str
    ledger: str

    @property
    def limit(self) -> str:
        """What no plan passes, such as ``at most 57.4 %``."""
        if self.target.is_count:
            return f"at least {self.best:,.0f}"
        return f"at most {ceil(self.best * 1000 - 1e-3) / 10:.1f} %"

    @property
    def words(self) -> str:
        """Which target, and the ceiling."""
        return f"{goal_words(self.target)} {self.why}"

    @property
    def why(self) -> str:
        """That it cannot be met, and the ceiling; the target goes before."""
        return (
            f"cannot be met by any plan of {count_words(self.footprints, 'footprint')}: "
            f"{self.limit} ({self.ledger}; {self.how})."
        )


def impossible_targets(
    problem: Problem,
    counts: Iterable[int],
    seconds: float = DEFAULT_SECONDS,
    progress: Progress | None = None,
) -> dict[int, tuple[ImpossibleTarget, ...]]:
    """The targets that cannot be met, for each number of footprints for which there are any.

    Parameters
    ----------
    problem
        What is to be generated; ceilings are those of plans in its bands, unless no plan can be.
    counts
        The numbers of footprints that may be tried.
    seconds
        How long all proofs together may take. What follows at once is always said; programs are
        solved for required targets only, and only where that does not decide.
    progress
        Asked between ceilings whether to stop.

    Raises
    ------
    Cancelled
        When the user asked to stop.
    """
    progress = progress or Progress()
    if not problem.targets:
        return {}
    until = time.monotonic() + max(seconds, 0.0)
    bands = bands_held(problem, scope_of(problem))
    found: dict[int, list[ImpossibleTarget]] = {}
    undecided: list[tuple[int, Target]] = []
    for count in dict.fromkeys(counts):
        for target in problem.targets:
            progress.check_cancelled()
            limit = _limit(problem.place, bands, target, count, 0.0)
            if limit is not None:
                found.setdefault(count, []).append(limit)
            elif target.strength == "required":
                undecided.append((count, target))
    for done, (count, target) in enumerate(undecided):
        progress.check_cancelled()
        left = until - time.monotonic()
        # A program that is given no time at all would still take some.
        if left < 0.05:
            break
        limit = _limit(problem.place, bands, target, count, left / min(len(undecided) - done, 3))
        if limit is not None:
            found.setdefault(count, []).append(limit)
    return {count: tuple(limits) for count, limits in sorted(found.items())}


def bands_held(problem: Problem, scope: Scope) -> tuple[Band, ...]:
    """The bands that every plan can be held to; wider where what is kept is out of band already."""
    from icp_footprints.partition.feasibility.ground import grounds_of, numbers_by_people

    fits = all(numbers_by_people(problem, each).any() for each in grounds_of(problem, scope))
    for number in range(len(scope.kept)):
        rows = np.flatnonzero(scope.assignment == number)
        fits &= not len(rows) or all(
            is_in_band(float(problem.place.ledger(band.ledger).people[rows].sum()), band)
            for band in problem.bands
        )
    if fits:
        return problem.bands
    return tuple(
        replace(band, low=0, high=max(1, ceil(problem.place.ledger(band.ledger).total)))
        for band in problem.bands
    )


def _limit(
    place: Place, bands: tuple[Band, ...], target: Target, count: int, seconds: float
) -> ImpossibleTarget | None:
    """The ceiling that rules a target out; None where none does."""
    parts: list[tuple[CeilingMeasure, float]] = []
    match target.measure:
        case "share" | "containment" | "kept_whole" | "splits":
            parts = [(target.measure, seconds)]
        case "pieces":
            # Each split area is in two pieces at least.
            parts = [("splits", seconds)]
        case "coterminosity":
            parts = [("share", seconds / 2), ("containment", seconds / 2)]
        case "two_way":
            best = _most_two_way(place, bands, target.layer, count) / count
            if target.is_met(best):
                return None
            return ImpossibleTarget(target, count, best, "instant", bands[0].ledger)
    values: list[float] = []
    how = "instant"
    for measure, time_limit in parts:
        value, status = _ceiling(place, bands, target.layer, measure, count, time_limit)
        if status == "impossible":
            return None
        values.append(value)
        how = status if time_limit else "instant"
    best = coterminosity(values[0], values[1]) if len(values) == 2 else values[0]
    best *= 2 if target.measure == "pieces" else 1
    if target.is_met(best):
        return None
    return ImpossibleTarget(target, count, best, how, bands[0].ledger)


def _ceiling(
    place: Place,
    bands: tuple[Band, ...],
    layer: str,
    measure: CeilingMeasure,
    count: int,
    seconds: float,
) -> tuple[float, str]:
    from icp_footprints.measures.ceilings.prove import ceiling

    found = ceiling(place, bands, layer, measure, count, seconds=seconds)
    return found.value, found.status


def _most_two_way(place: Place, bands: tuple[Band, ...], layer: str, count: int) -> int:
    """The most footprints that could pass the two-way rule: each needs an area of its own.

    One footprint must hold three quarters of the area, and even the units fullest of it, as many
    as the bottom of the band asks for, must be three quarters of it.
    """
    from icp_footprints.measures.ceilings.knapsack import most_in_one, most_within
    from icp_footprints.measures.ceilings.question import question_of

    question = question_of(place, bands, layer, count)
    enough, low = TWO_WAY_SHARE - DUST - ROUNDING, float(bands[0].low)
    passing = 0
    for area, people in enumerate(question.area_people.tolist()):
        rows, worth = question.of_area(area)
        fits = most_in_one(question, rows, worth) >= enough * people
        fills = most_within(worth, question.people[rows], low) >= enough * low
        passing += fits and fills
    return min(passing, count)
