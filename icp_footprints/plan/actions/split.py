"""Split a footprint into two."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from icp_footprints.errors import PlanError
from icp_footprints.plan.actions.create import create
from icp_footprints.plan.plan import Plan


def split(plan: Plan, footprint_id: str, rows: NDArray[np.intp], name: str = "") -> Plan:
    """The plan with some units of a footprint in a new one, last in the list.

    Parameters
    ----------
    plan
        The plan to change.
    footprint_id
        The footprint to split; it keeps its id, its name and the other units.
    rows
        Units of it that leave it.
    name
        Name of the new footprint; ``Neighbourhood 7`` and the like where none is given.

    Raises
    ------
    PlanError
        When the plan has no such footprint, or it would keep or lose nothing, or a unit is not
        in it.
    """
    footprint = plan.footprint(footprint_id)
    held = plan.rows(footprint_id)
    leaving = np.unique(rows)
    if not np.isin(leaving, held).all():
        raise PlanError(
            f"{footprint.name} does not hold all the units that would leave it.",
            "Split off units of that footprint only.",
        )
    if not 0 < len(leaving) < len(held):
        raise PlanError(
            f"{footprint.name} would have all its units on one side.",
            "Split it so that both sides have units.",
        )
    return create(plan, leaving, name)
