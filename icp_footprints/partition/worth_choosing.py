"""Which of several plans are worth choosing between, today's plan beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from icp_footprints.geography.place import Place
from icp_footprints.measures.scorecard import Scorecard, scorecard
from icp_footprints.partition.alternative import (
    Alternative,
    as_asked,
    open_plan,
    people_moved,
    size_spread,
)
from icp_footprints.partition.authorities import authority_of_units
from icp_footprints.partition.out_of_band import out_of_band
from icp_footprints.partition.problem import Problem
from icp_footprints.partition.scope import agreed_of_kept, scope_of
from icp_footprints.plan.plan import Plan
from icp_footprints.wording import people_words

# Two plans are one and the same to a reader if fewer people than this change footprint.
LEAST_DIFFERENCE_SHARE = 0.02
# Differences smaller than this are no reason to prefer a plan.
NOTICEABLE = 1e-6


@dataclass(frozen=True, eq=False)
class Today:
    """The plan that is open, measured by the bands and targets that were asked for."""

    plan: Plan
    score: Scorecard
    people_moved: float
    size_spread: float


Compared = Alternative | Today
# Footprint id and ledger of each band that partners have agreed to depart from.
Agreed = frozenset[tuple[str, str]]


def worth_choosing(
    problem: Problem, made: Sequence[Alternative]
) -> tuple[tuple[Alternative, ...], tuple[str, ...]]:
    """Those that keep the rules as well as any, differ, and are not beaten in everything.

    Today's plan takes part wherever it answers what was asked as well as a plan that was made:
    one that comes back to it, or that it betters in every measure, is no alternative to it.

    Returns
    -------
    tuple
        The plans, in their order, and why each of the others is not among them, a sentence each.
    """
    place, today = problem.place, _today(problem)
    agreed = agreed_of_kept(problem, scope_of(problem))
    faults = [_faults(place, each, agreed) for each in made]
    kept: list[Alternative] = []
    notes: list[str] = []

    def stands_as_well(each: Alternative) -> bool:
        """Whether a plan mends nothing that is wrong with today's."""
        if today is None:
            return False
        ours, theirs = (_wrong(place, one, agreed) for one in (today, each))
        return all(a <= b for a, b in zip(ours, theirs, strict=True))

    for each, own in zip(made, faults, strict=True):
        if own > min(faults):
            notes.append(f"'{each.direction}' gave no plan that keeps bands and required targets.")
        elif today is not None and stands_as_well(each) and _is_same(place, each, today):
            notes.append(_back_to_today(each))
        elif (twin := next((one for one in kept if _is_same(place, each, one)), None)) is not None:
            notes.append(f"'{each.direction}' led to the same plan as '{twin.direction}'.")
        else:
            kept.append(each)
    for each in list(kept):
        better = next((o for o in kept if o is not each and _beats(o, each)), None)
        name = "" if better is None else f"'{better.direction}'"
        if today is not None and stands_as_well(each) and _beats(today, each):
            name = "today's plan"
        if name:
            kept.remove(each)
            notes.append(
                f"'{each.direction}' gave a plan that {name} matches or betters in every measure."
            )
    return tuple(kept), tuple(notes)


def _back_to_today(each: Alternative) -> str:
    if not each.people_moved:
        return f"'{each.direction}' came back to today's plan: nothing better was found that way."
    return (
        f"'{each.direction}' came back to today's plan but for {people_words(each.people_moved)}: "
        "nothing that truly differs was found that way."
    )


def _today(problem: Problem) -> Today | None:
    """The open plan, where it is of as many footprints as asked, and within authorities."""
    plan = open_plan(problem)
    if plan is None:
        return None
    measured = scorecard(problem.place, as_asked(problem, plan))
    count = sum(each.units > 0 for each in measured.footprints)
    fewest, most = problem.counts_asked or (count, count)
    authorities = authority_of_units(problem.place)
    if not fewest <= count <= most:
        return None
    if authorities is not None and not problem.cross_authorities:
        pairs = zip(plan.assignment.tolist(), authorities.tolist(), strict=True)
        if len({pair for pair in pairs if pair[0] >= 0}) > count:
            return None
    return Today(as_asked(problem, plan), measured, 0.0, size_spread(measured))


def _wrong(place: Place, one: Compared, agreed: Agreed) -> tuple[float, ...]:
    """What is wrong with a plan: bands, targets, gaps, parts."""
    missed = sum(not target.met for target in one.score.targets)
    parts = sum(footprint.parts for footprint in one.score.footprints if footprint.units)
    faults = _faults(place, one, agreed)
    return (*faults, missed, one.score.coverage.unassigned_units, parts)


def _faults(place: Place, each: Compared, agreed: Agreed) -> tuple[float, int]:
    """People outside the bands without agreement, and required targets missed."""
    misfits = out_of_band(place, each.plan, each.plan.bands, agreed)
    outside = sum(misfit.people for misfit in misfits)
    missed = sum(t.target.strength == "required" and not t.met for t in each.score.targets)
    return round(outside, 3), missed


def _is_same(place: Place, one: Compared, other: Compared) -> bool:
    ledger = one.plan.band.ledger
    moved = people_moved(place, ledger, one.plan, other.plan)
    return moved < LEAST_DIFFERENCE_SHARE * place.ledger(ledger).total


def _beats(one: Compared, other: Compared) -> bool:
    """Whether one plan is as good as another in every measure, and better in one."""
    ahead = _merits(one) - _merits(other)
    return bool((ahead >= -NOTICEABLE).all() and (ahead > NOTICEABLE).any())


def _merits(each: Compared) -> NDArray[np.float64]:
    """What a reader may prefer a plan for; more is better."""
    merits = [-each.score.cut_share, -each.size_spread, -(each.people_moved or 0.0)]
    for layer in each.score.layers:
        merits.append(layer.plan_containment)
        if layer.comparable:
            merits.append(layer.plan_share)
    return np.array(merits)
