"""A generated plan as a change to the open one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from icp_footprints.plan.actions.adopt import adopt
from icp_footprints.plan.matching import best_pairs, people_in_common
from icp_footprints.plan.plan import Footprint, Plan, footprint_id
from icp_footprints.wording import count_words

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


def taken_plan(problem: Problem, plan: Plan, made: Plan) -> Plan:
    """The plan as it would be with what was generated, its bands and targets as asked for.

    From nothing, the footprints are new ones: names and exceptions of the old ones go. Each has
    the id of the old one that it shares most people with, so that a unit counts as moved only
    where it truly is. What was improved or filled keeps its footprints as they were.
    """
    asked = {"further_bands": problem.further_bands, "targets": problem.targets}
    if problem.start == "empty":
        return replace(adopt(plan, _with_ids_of(problem, plan, made)), **asked)
    kept = {"status": plan.status, "version": plan.version, "history": plan.history}
    return replace(made, name=plan.name, exceptions=plan.exceptions, **asked, **kept)


def _with_ids_of(problem: Problem, plan: Plan, made: Plan) -> Plan:
    people = problem.place.ledger(made.band.ledger).people
    kept = problem.locked
    old = [number for number, each in enumerate(plan.footprints) if each.id not in kept]
    new = [number for number, each in enumerate(made.footprints) if each.id not in kept]
    shape = (len(plan.footprints), len(made.footprints))
    together = people_in_common(people, plan.assignment, made.assignment, shape)
    ids = {
        new[column]: plan.footprints[old[row]].id
        for row, column in best_pairs(together[np.ix_(old, new)])
    }
    used = {*ids.values(), *(each.id for each in plan.footprints)}
    footprints: list[Footprint] = []
    fresh = 0
    for number, each in enumerate(made.footprints):
        if each.id not in kept and number not in ids:
            while footprint_id(fresh + 1) in used:
                fresh += 1
            ids[number] = footprint_id(fresh + 1)
            used.add(ids[number])
        footprints.append(replace(each, id=ids.get(number, each.id)))
    return replace(made, footprints=tuple(footprints))


def _dropped_words(plan: Plan, after: Plan) -> tuple[str, ...]:
    dropped = len(plan.exceptions) - len(after.exceptions)
    if not dropped:
        return ()
    return (f"{count_words(dropped, 'exception')} about footprints of the open plan would go.",)
