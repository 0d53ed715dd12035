"""Create a footprint."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from icp_footprints.plan.actions.assign import assign
from icp_footprints.plan.plan import Footprint, Plan


def create(plan: Plan, rows: NDArray[np.intp] | None = None, name: str = "") -> Plan:
    """The plan with one more footprint, last in the list, holding the given units.

    Parameters
    ----------
    plan
        The plan to add to.
    rows
        Units to move into it, from wherever they are; none by default.
    name
        Its name; ``Neighbourhood 7`` and the like where none is given.
    """
    new_id = plan.next_footprint_id()
    footprint = Footprint(new_id, name.strip() or _free_name(plan, new_id))
    larger = plan.edited(footprints=(*plan.footprints, footprint))
    return larger if rows is None else assign(larger, rows, new_id)


def _free_name(plan: Plan, new_id: str) -> str:
    """A name that no footprint of the plan has yet."""
    taken = {footprint.name for footprint in plan.footprints}
    number = int(new_id[1:])
    while f"Neighbourhood {number}" in taken:
        number += 1
    return f"Neighbourhood {number}"
