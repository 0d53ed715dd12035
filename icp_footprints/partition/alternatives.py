"""Alternatives: a few plans of one place that are good and truly different, to choose from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from icp_footprints.errors import ProblemError
from icp_footprints.geography.place import Place
from icp_footprints.measures.scorecard import Scorecard, scorecard
from icp_footprints.partition.generate import Result, generate
from icp_footprints.partition.problem import Problem
from icp_footprints.plan.plan import UNASSIGNED, Plan
from icp_footprints.progress import Part, Progress

FEWEST, MOST = 3, 6
# Two plans are one and the same to a reader if fewer people than this change footprint.
LEAST_DIFFERENCE_SHARE = 0.02
# How much a direction counts what it is for, and everything else.
MORE, LESS = 3.0, 0.3
COMPACT = 6.0
BALANCED_SHARE = 0.05
STAYING = 3.0
# Differences smaller than this are no reason to prefer a plan.
NOTICEABLE = 1e-6


@dataclass(frozen=True, eq=False)
class Alternative:
    """One plan to choose from.

    Parameters
    ----------
    direction
        What was looked for, such as ``PCN first``.
    result
        The plan, and how it was generated.
    score
        Every measure of it.
    people_moved
        People who would be in another footprint than in the open plan, footprints matched so that
        they are as few as can be; None where the open plan has no footprints.
    size_spread
        People in the largest footprint less those in the smallest.
    """

    direction: str
    result: Result
    score: Scorecard
    people_moved: float | None
    size_spread: float

    @property
    def plan(self) -> Plan:
        """The plan itself."""
        return self.result.plan


@dataclass(frozen=True, eq=False)
class Alternatives:
    """The plans to choose from, the best by the usual score first, and what was left out.

    Parameters
    ----------
    found
        Three to six plans; fewer where there are no more that differ.
    notes
        Why a direction gave no plan of its own, a sentence each.
    """

    found: tuple[Alternative, ...]
    notes: tuple[str, ...]


Direction = tuple[str, Callable[[Problem], Problem]]


def alternatives(
    problem: Problem, most: int = MOST, progress: Progress | None = None
) -> Alternatives:
    """Generate plans in several directions, and keep those that are worth choosing between.

    Each direction is searched for with the same band, targets, locks and seed; none of the plans
    kept is as good as or worse than another in everything, and every two differ.

    Parameters
    ----------
    problem
        What to generate; its base, where it has one, is what people moved are counted from.
    most
        How many to return, 3 to 6.
    progress
        Told how far it is; asked whether to stop.

    Raises
    ------
    ProblemError
        When no plan can answer the problem, or `most` is not 3 to 6.
    Cancelled
        When the user asked to stop.
    """
    if not FEWEST <= most <= MOST:
        raise ProblemError(
            f"There can be no {most} alternatives.", f"Ask for {FEWEST} to {MOST} of them."
        )
    progress = progress or Progress()
    directions = _directions(problem)
    made: list[Alternative] = []
    notes: list[str] = []
    asked = problem
    for step, (name, turned) in enumerate(directions):
        try:
            begins, ends = step / len(directions), (step + 1) / len(directions)
            result = generate(turned(asked), Part(progress, begins, ends, name))
        except ProblemError as error:
            if not made:
                raise
            notes.append(f"'{name}' gave no plan: {error}")
            continue
        made.append(_alternative(problem, name, result))
        if problem.start == "empty":
            # All have as many footprints as the best has, so that they can be compared.
            asked = replace(problem, footprints=len(made[0].plan.footprints))
    return _worth_choosing(problem.place, made, most, notes)


def people_moved(place: Place, ledger: str, before: Plan, after: Plan) -> float:
    """People in another footprint than before, footprints matched so that they are fewest.

    Units that were or are in no footprint count as moved where the other plan has them in one.
    """
    people = place.ledger(ledger).people
    ours, theirs = before.assignment, after.assignment
    both = (ours != UNASSIGNED) & (theirs != UNASSIGNED)
    shape = (len(before.footprints), len(after.footprints))
    together = np.zeros(shape)
    np.add.at(together, (ours[both], theirs[both]), people[both])
    rows, columns = linear_sum_assignment(together, maximize=True)
    either = (ours != UNASSIGNED) | (theirs != UNASSIGNED)
    return float(people[either].sum() - together[rows, columns].sum())


def _directions(problem: Problem) -> list[Direction]:
    """What to look for, by what the place has."""
    registrations = [layer.name for layer in problem.place.layers if layer.kind == "registration"]
    communities = [layer.name for layer in problem.place.layers if layer.kind != "registration"]
    found: list[Direction] = [("best by the usual score", lambda problem: problem)]
    if registrations:
        found.append(("PCN first", lambda problem: _leaning(problem, registrations)))
    if communities:
        found.append(("community first", lambda problem: _leaning(problem, communities)))
    found.append(
        ("compact", lambda problem: replace(problem, compactness=problem.compactness * COMPACT))
    )
    found.append(("balanced", _balanced))
    if problem.base is not None and (problem.base.assignment != UNASSIGNED).any():
        found.append(("fewest changes from today", _staying))
    return found


def _leaning(problem: Problem, names: Sequence[str]) -> Problem:
    """The problem with more weight on some layers, and less on the others."""
    weights = {
        key: weight * (MORE if key.partition(".")[0] in names else LESS)
        for key, weight in problem.weights.items()
    }
    for layer in problem.place.layers:
        weights.setdefault(layer.name, MORE if layer.name in names else LESS)
    return replace(problem, weights=weights)


def _balanced(problem: Problem) -> Problem:
    """The problem with a band as narrow as even footprints allow."""
    total = problem.place.ledger(problem.band.ledger).total
    asked = problem.footprints
    count = asked if isinstance(asked, int) else max(1, round(total / problem.band.middle))
    low = max(problem.band.low, int(total / count * (1 - BALANCED_SHARE)))
    high = min(problem.band.high, int(total / count * (1 + BALANCED_SHARE)) + 1)
    return (
        problem if low > high else replace(problem, band=replace(problem.band, low=low, high=high))
    )


def _staying(problem: Problem) -> Problem:
    """The problem of improving the open plan with as few people moved as are worth it."""
    return replace(problem, start="improve", footprints=None, stay_weight=STAYING)


def _alternative(problem: Problem, name: str, result: Result) -> Alternative:
    plan = replace(result.plan, band=problem.band, further_bands=problem.further_bands)
    plan = replace(plan, targets=problem.targets)
    place, ledger = problem.place, problem.band.ledger
    measured = scorecard(place, plan)
    sizes = [footprint.people[ledger] for footprint in measured.footprints if footprint.units]
    base = problem.base
    has_base = base is not None and (base.assignment != UNASSIGNED).any()
    return Alternative(
        direction=name,
        result=replace(result, plan=plan, score=problem.objective().score(place, plan)),
        score=measured,
        people_moved=people_moved(place, ledger, base, plan) if base and has_base else None,
        size_spread=max(sizes) - min(sizes),
    )


def _worth_choosing(
    place: Place, made: list[Alternative], most: int, notes: list[str]
) -> Alternatives:
    """Those that keep the rules as well as any, differ, and are not beaten in everything."""
    faults = [_faults(each) for each in made]
    kept: list[Alternative] = []
    for each, own in zip(made, faults, strict=True):
        if own > min(faults):
            notes.append(f"'{each.direction}' gave no plan that keeps bands and required targets.")
            continue
        twin = next((other for other in kept if _is_same(place, each, other)), None)
        if twin is not None:
            notes.append(f"'{each.direction}' led to the same plan as '{twin.direction}'.")
            continue
        kept.append(each)
    for each in list(kept):
        better = next((o for o in kept if o is not each and _beats(o, each)), None)
        if better is not None:
            kept.remove(each)
            notes.append(
                f"'{each.direction}' gave a plan that '{better.direction}' matches or betters in "
                "every measure."
            )
    return Alternatives(tuple(kept[:most]), tuple(notes))


def _faults(each: Alternative) -> tuple[float, int]:
    """People outside the bands, and required targets missed."""
    outside = sum(
        band.excess(footprint.people[band.ledger])
        for footprint in each.score.footprints
        for band in each.plan.bands
    )
    missed = sum(t.target.strength == "required" and not t.met for t in each.score.targets)
    return round(outside, 3), missed


def _is_same(place: Place, one: Alternative, other: Alternative) -> bool:
    ledger = one.plan.band.ledger
    moved = people_moved(place, ledger, one.plan, other.plan)
    return moved < LEAST_DIFFERENCE_SHARE * place.ledger(ledger).total


def _beats(one: Alternative, other: Alternative) -> bool:
    """Whether one plan is as good as another in every measure, and better in one."""
    ahead = _merits(one) - _merits(other)
    return bool((ahead >= -NOTICEABLE).all() and (ahead > NOTICEABLE).any())


def _merits(each: Alternative) -> NDArray[np.float64]:
    """What a reader may prefer a plan for; more is better."""
    merits = [-each.score.cut_share, -each.size_spread, -(each.people_moved or 0.0)]
    for layer in each.score.layers:
        merits.append(layer.plan_containment)
        if layer.comparable:
            merits.append(layer.plan_share)
    return np.array(merits)
