"""Delete a footprint; its units become unassigned."""

from __future__ import annotations

import numpy as np

from icp_footprints.plan.plan import UNASSIGNED, Plan


def delete(plan: Plan, footprint_id: str) -> Plan:
    """The plan without that footprint.

    Raises
    ------
    PlanError
        When the plan has no such footprint.
    """
    gone = plan.number(footprint_id)
    assignment = plan.assignment.copy()
    assignment[assignment == gone] = UNASSIGNED
    assignment[assignment > gone] -= np.int16(1)
    kept = plan.footprints[:gone] + plan.footprints[gone + 1 :]
    return plan.edited(assignment=assignment, footprints=kept)
