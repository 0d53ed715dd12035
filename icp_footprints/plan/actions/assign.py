"""Assign units to a footprint, or take them out of any."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from icp_footprints.errors import PlanError
from icp_footprints.plan.plan import UNASSIGNED, Plan


def assign(plan: Plan, rows: NDArray[np.intp], footprint_id: str | None) -> Plan:
    """The plan with the given units in a footprint, or unassigned for None.

    Raises
    ------
    PlanError
        When the plan has no such footprint or unit.
    """
    number = UNASSIGNED if footprint_id is None else plan.number(footprint_id)
    units = len(plan.assignment)
    if len(rows) and not (int(np.min(rows)) >= 0 and int(np.max(rows)) < units):
        raise PlanError(f"There are only {units:,} units in this plan.")
    assignment = plan.assignment.copy()
    assignment[rows] = number
    return plan.with_assignment(assignment)
