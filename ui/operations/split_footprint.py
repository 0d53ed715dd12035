"""Split a footprint in two."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from icp_footprints.plan.actions import split
from ui import words
from ui.operations.hand_edit import Edit, HandEdit


class SplitFootprint(HandEdit):
    title = "&Split footprint"
    short_title = "Split"
    icon = "split"
    tip = "Cuts a footprint in two along a line. The side with more people keeps the name."

    def planned(self, footprint_id: str, side: NDArray[np.bool_]) -> Edit | None:
        """What cutting a footprint in two would change; None where all is on one side.

        Parameters
        ----------
        footprint_id
            The footprint.
        side
            Array (units of the footprint,): which side of the cut each of its units is on.
        """
        plan, place = self.document.plan, self.document.place
        rows = plan.rows(footprint_id)
        if side.all() or not side.any():
            return None
        people = place.ledger(plan.band.ledger).people[rows]
        # The side with fewer people leaves, so that the name stays with most of those it means.
        leaves = side if people[side].sum() <= people[~side].sum() else ~side
        after = split(plan, footprint_id, rows[leaves])
        name, made = plan.footprint(footprint_id).name, after.footprints[-1]
        text = f"Split {words.units(int(leaves.sum()))} of {name} off as {made.name}"
        return Edit(after, text, made.id)
