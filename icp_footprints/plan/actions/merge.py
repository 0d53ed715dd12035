"""Merge footprints into one of them."""

from __future__ import annotations

from collections.abc import Iterable

from icp_footprints.plan.actions.assign import assign
from icp_footprints.plan.actions.delete import delete
from icp_footprints.plan.plan import Plan


def merge(plan: Plan, into: str, others: Iterable[str]) -> Plan:
    """The plan with the units of the other footprints moved into one, and the others deleted.

    Raises
    ------
    PlanError
        When the plan lacks one of the footprints.
    """
    plan.number(into)
    for other in dict.fromkeys(others):
        if other != into:
            plan = delete(assign(plan, plan.rows(other), into), other)
    return plan
