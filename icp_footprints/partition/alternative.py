"""One plan of several to choose from, and what it is compared by."""

from __future__ import annotations

from dataclasses import dataclass, replace

from icp_footprints.geography.place import Place
from icp_footprints.measures.scorecard import Scorecard, scorecard
from icp_footprints.partition.generate import Result
from icp_footprints.partition.problem import Problem
from icp_footprints.plan.matching import best_matching, people_in_common
from icp_footprints.plan.plan import UNASSIGNED, Plan


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


def alternative_of(problem: Problem, direction: str, result: Result) -> Alternative:
    """What was generated in a direction, measured by the bands and targets that were asked for."""
    place, today = problem.place, open_plan(problem)
    plan = as_asked(problem, result.plan)
    measured = scorecard(place, plan)
    ledger = problem.band.ledger
    return Alternative(
        direction=direction,
        result=replace(result, plan=plan, score=problem.objective().score(place, plan)),
        score=measured,
        people_moved=None if today is None else people_moved(place, ledger, today, plan),
        size_spread=size_spread(measured),
    )


def open_plan(problem: Problem) -> Plan | None:
    """The plan that is open, from which people are counted as moved; None without footprints."""
    base = problem.base
    return base if base is not None and (base.assignment != UNASSIGNED).any() else None


def as_asked(problem: Problem, plan: Plan) -> Plan:
    """The plan with all bands and targets that were asked for."""
    plan = replace(plan, band=problem.band, further_bands=problem.further_bands)
    return replace(plan, targets=problem.targets)


def size_spread(score: Scorecard) -> float:
    """People in the largest footprint less those in the smallest, on the first band's ledger."""
    sizes = [each.people[score.band.ledger] for each in score.footprints if each.units]
    return max(sizes) - min(sizes)


def people_moved(place: Place, ledger: str, before: Plan, after: Plan) -> float:
    """People in another footprint than before, footprints matched so that they are fewest.

    Units that were or are in no footprint count as moved where the other plan has them in one.
    """
    people = place.ledger(ledger).people
    ours, theirs = before.assignment, after.assignment
    shape = (len(before.footprints), len(after.footprints))
    together = people_in_common(people, ours, theirs, shape)
    either = (ours != UNASSIGNED) | (theirs != UNASSIGNED)
    return float(people[either].sum() - together[best_matching(together)].sum())
