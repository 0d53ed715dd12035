"""Remove a recorded exception."""

from __future__ import annotations

from dataclasses import replace

from icp_footprints.errors import PlanError
from icp_footprints.plan.exception import ExceptedRule
from icp_footprints.plan.plan import Plan
from icp_footprints.wording import shortlist


def remove_exception(plan: Plan, rule: ExceptedRule, subject: str = "") -> Plan:
    """The plan without the exception from that rule about that subject.

    Raises
    ------
    PlanError
        When the plan has no such exception.
    """
    kept = tuple(each for each in plan.exceptions if (each.rule, each.subject) != (rule, subject))
    if len(kept) == len(plan.exceptions):
        held = [f"{each.rule}:{each.subject}".rstrip(":") for each in plan.exceptions]
        raise PlanError(
            f"There is no exception from {rule} {subject}".rstrip() + " in this plan.",
            f"It has: {shortlist(held) or 'none'}.",
        )
    return replace(plan, exceptions=kept)
