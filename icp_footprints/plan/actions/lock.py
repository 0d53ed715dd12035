"""Lock footprints, so that no search changes them, or unlock them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from icp_footprints.plan.plan import Plan


def lock(plan: Plan, footprint_ids: Iterable[str], locked: bool = True) -> Plan:
    """The plan with the given footprints locked or, where `locked` is False, unlocked.

    The plan is made as it was before: a lock moves nothing.

    Raises
    ------
    PlanError
        When the plan lacks one of the footprints.
    """
    footprints = list(plan.footprints)
    for footprint_id in footprint_ids:
        number = plan.number(footprint_id)
        footprints[number] = replace(footprints[number], locked=locked)
    return replace(plan, footprints=tuple(footprints))
