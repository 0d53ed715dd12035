"""Remove a target."""

from __future__ import annotations

from dataclasses import replace

from icp_footprints.errors import PlanError
from icp_footprints.plan.plan import Plan
from icp_footprints.wording import shortlist


def remove_target(plan: Plan, name: str) -> Plan:
    """The plan without the target of that name, such as ``pcn.containment>=0.75``.

    Raises
    ------
    PlanError
        When the plan has no such target.
    """
    kept = tuple(each for each in plan.targets if name.strip() not in (each.name, each.text))
    if len(kept) == len(plan.targets):
        held = shortlist([each.name for each in plan.targets]) or "none"
        raise PlanError(f"There is no target '{name}' in this plan.", f"It has: {held}.")
    return replace(plan, targets=kept)
