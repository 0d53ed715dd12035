"""Set the coterminosity goals of a plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from icp_footprints.plan.plan import Plan
from icp_footprints.plan.target import Target


def set_targets(plan: Plan, targets: Iterable[Target]) -> Plan:
    """The plan with the given targets instead of its own.

    Raises
    ------
    PlanError
        When two are of one name.
    """
    return replace(plan, targets=tuple(targets))
