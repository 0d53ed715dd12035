"""Rename a footprint."""

from __future__ import annotations

from dataclasses import replace

from icp_footprints.errors import PlanError
from icp_footprints.plan.plan import Plan, is_storable


def rename(plan: Plan, footprint_id: str, name: str) -> Plan:
    """The plan with a footprint's name changed.

    Raises
    ------
    PlanError
        When the name is empty or another footprint has it, or there is no such footprint.
    """
    if not name.strip():
        raise PlanError("A footprint's name cannot be empty.", "Type a name.")
    if not is_storable(name):
        raise PlanError("The name has a character that no file can hold.", "Type it again.")
    number = plan.number(footprint_id)
    footprints = list(plan.footprints)
    footprints[number] = replace(footprints[number], name=name.strip())
    return plan.edited(footprints=tuple(footprints))
