"""A generated plan as a change to the open one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from icp_footprints.partition.taken import exceptions_lost, taken_plan
from icp_footprints.plan.plan import Plan

if TYPE_CHECKING:
    from icp_footprints.partition.generate import Result
    from icp_footprints.partition.problem import Problem
    from icp_footprints.partition.verbs.change import Change

SAME = "The plan found is the one that is open."


def generated_change(problem: Problem, plan: Plan, result: Result) -> Change:
    """What taking a generated plan would change; it may be worked out on any thread.

    Parameters
    ----------
    problem
        What was asked, whose bands and targets the plan takes over.
    plan
        The plan that is open.
    result
        What was generated.
    """
    from icp_footprints.partition.verbs.change import change_of

    place = problem.place
    after = taken_plan(problem, plan, result.plan)
    score = problem.objective().score(place, plan) if plan.footprints else 0.0
    return change_of(
        "generate",
        place,
        (plan, plan if after == plan else after),
        (score, result.score),
        SAME,
        notes=(result.words, *result.notes, *_dropped_words(plan, after)),
        was_stopped=result.was_stopped,
    )


def _dropped_words(plan: Plan, after: Plan) -> tuple[str, ...]:
    lost = exceptions_lost(plan, after)
    return (f"With the footprints of the open plan would go {lost}.",) if lost else ()
