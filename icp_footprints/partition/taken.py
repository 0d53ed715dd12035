"""Taking a generated plan in the place of another."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from icp_footprints.partition.problem import Problem
from icp_footprints.plan.actions.adopt import adopt
from icp_footprints.plan.matching import best_pairs, people_in_common
from icp_footprints.plan.plan import Footprint, Plan, footprint_id
from icp_footprints.wording import count_words, shortlist


def taken_plan(problem: Problem, plan: Plan, made: Plan) -> Plan:
    """The plan as it would be with what was generated, its bands and targets as asked for.

    From nothing, the footprints are new ones, but for those that are locked: names and exceptions
    of the old ones go. Each has the id of the old one that it shares most people with, so that a
    unit counts as moved only where it truly is. What was improved or filled keeps its footprints,
    and what was agreed about them.

    Parameters
    ----------
    problem
        What was asked.
    plan
        The plan that it takes the place of.
    made
        What was generated.
    """
    asked = {"further_bands": problem.further_bands, "targets": problem.targets}
    if problem.start == "empty":
        return replace(adopt(plan, _with_ids_of(problem, plan, made)), **asked)
    kept = {"status": plan.status, "version": plan.version, "history": plan.history}
    before, now = plan.band.ledger, made.band.ledger
    exceptions = tuple(each.with_foremost(before, now) for each in plan.exceptions)
    return replace(made, name=plan.name, exceptions=exceptions, **asked, **kept)


def exceptions_lost(plan: Plan, after: Plan) -> str:
    """Which exceptions of a plan went with its footprints: ``1 exception (band of F01 "West")``.

    Empty where none did.
    """
    lost = [
        each
        for each in plan.exceptions
        if each.with_foremost(plan.band.ledger, after.band.ledger) not in after.exceptions
    ]
    names = {each.id: each.name for each in plan.footprints}
    named = [
        f'{each.rule} of {each.subject} "{names.get(each.footprint_id, "")}"'
        if each.is_about_a_footprint
        else f"{each.rule} {each.subject}".strip()
        for each in lost
    ]
    return f"{count_words(len(lost), 'exception')} ({shortlist(named)})" if lost else ""


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
