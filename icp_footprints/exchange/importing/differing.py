"""How imported footprints differ from those the plan had, whatever either are called."""

from __future__ import annotations

import numpy as np

from icp_footprints.exchange.importing.imported import Moved
from icp_footprints.geography.place import Place
from icp_footprints.plan.matching import best_pairs, people_in_common
from icp_footprints.plan.plan import UNASSIGNED, Plan


def moved_people(place: Place, before: Plan, after: Plan) -> Moved | None:
    """Units and people that would be in another footprint; None where none is in any now."""
    was, will = before.assignment != UNASSIGNED, after.assignment != UNASSIGNED
    if not was.any():
        return None
    people = place.ledger(before.band.ledger).people
    shape = (len(before.footprints), len(after.footprints))
    together = people_in_common(people, before.assignment, after.assignment, shape)
    same = np.zeros(len(people), dtype=np.bool_)
    for old, new in best_pairs(together):
        same |= (before.assignment == old) & (after.assignment == new)
    moved, joins, leaves = was & will & ~same, will & ~was, was & ~will
    return Moved(
        units=int(moved.sum()),
        people=float(people[moved].sum()),
        units_new=int(joins.sum()),
        people_new=float(people[joins].sum()),
        units_left=int(leaves.sum()),
        people_left=float(people[leaves].sum()),
    )
