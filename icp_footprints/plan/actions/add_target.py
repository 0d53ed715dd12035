"""Add a target."""

from __future__ import annotations

from dataclasses import replace

from icp_footprints.plan.plan import Plan
from icp_footprints.plan.target import Target


def add_target(plan: Plan, target: Target) -> Plan:
    """The plan with one more target; one of the same name takes the new strength."""
    if target.name in [each.name for each in plan.targets]:
        same = tuple(target if each.name == target.name else each for each in plan.targets)
        return replace(plan, targets=same)
    return replace(plan, targets=(*plan.targets, target))
