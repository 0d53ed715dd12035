"""Locks: what a locked footprint holds, and which locked footprints an edit would change."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from icp_footprints.plan.difference import difference
from icp_footprints.plan.plan import UNASSIGNED, Footprint, Plan


def is_locked(plan: Plan, rows: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Array (rows,): whether each of the given units is in a locked footprint."""
    # One more for unassigned units: their number, -1, is the last position.
    locked = np.zeros(len(plan.footprints) + 1, dtype=np.bool_)
    locked[: len(plan.footprints)] = [footprint.locked for footprint in plan.footprints]
    return locked[plan.assignment[rows]]


def locked_holding(plan: Plan, rows: NDArray[np.intp]) -> tuple[Footprint, ...]:
    """The locked footprints that hold any of the given units, in plan order."""
    held = np.unique(plan.assignment[rows]).tolist()
    footprints = [plan.footprints[number] for number in held if number != UNASSIGNED]
    return tuple(footprint for footprint in footprints if footprint.locked)


def locked_changed(before: Plan, after: Plan) -> tuple[Footprint, ...]:
    """The locked footprints of a plan that would gain or lose units, or go, in plan order.

    Every edit made by hand is held against this, whatever verb makes it.

    Parameters
    ----------
    before
        The plan as it is.
    after
        The plan that the edit would make of it; locks it adds or takes away decide nothing.
    """
    locked = before.locked_ids
    if not locked:
        return ()
    change = difference(before, after)
    changed = locked & (change.touched | change.removed)
    return tuple(footprint for footprint in before.footprints if footprint.id in changed)
