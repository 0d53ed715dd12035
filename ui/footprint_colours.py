"""The colours of a plan's footprints as the plan changes: worked out anew only where they must."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import Plan
from icp_footprints.report.colouring import chosen_colours, colour, neighbouring_footprints


def colours_after(place: Place, plan: Plan, before: dict[str, int]) -> dict[str, int]:
    """A colour number for each footprint, by id; `before` itself where it still serves.

    Parameters
    ----------
    place, plan
        What is on screen now.
    before
        The colours so far. `colour` keeps every one of them where the footprints are the same,
        those that people chose are as chosen, and no two neighbours have the same one; to see
        that takes a fiftieth of the time of colouring England.
    """
    chosen = chosen_colours(plan)
    if _serves(place, plan, before, chosen):
        return before
    return colour(neighbouring_footprints(place.adjacency, plan), before, chosen)


def _serves(place: Place, plan: Plan, before: Mapping[str, int], chosen: Mapping[str, int]) -> bool:
    """Whether colours can stay as they are."""
    if len(before) != len(plan.footprints) or any(
        each.id not in before for each in plan.footprints
    ):
        return False
    if any(before[key] != number for key, number in chosen.items()):
        return False
    if not plan.footprints:
        return True
    # What is unassigned, at the end, has no colour that is a footprint's.
    numbers = np.array([*(before[each.id] for each in plan.footprints), -1])
    ends = plan.assignment[place.adjacency.shared_pairs]
    one, other = ends[ends[:, 0] != ends[:, 1]].T
    return not bool((numbers[one] == numbers[other]).any())
