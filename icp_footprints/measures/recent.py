"""The footprints measured last, so that a step back or a gesture let go measures nothing again."""

from __future__ import annotations

import numpy as np

from icp_footprints.measures.footprint import MeasuredFootprint, measure_footprint
from icp_footprints.measures.ground import Ground
from icp_footprints.plan.plan import Plan

MOST_KEPT = 256


class RecentFootprints:
    """Measures footprints on one ground; the last few hundred are not measured again."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._kept: dict[tuple[object, ...], MeasuredFootprint] = {}

    def measure(self, plan: Plan, number: int) -> MeasuredFootprint:
        """The measures of the footprint of that number in a plan of the place."""
        rows = np.flatnonzero(plan.assignment == number)
        footprint = plan.footprints[number]
        # All that `measure_footprint` reads of a plan.
        asked = footprint.id, footprint.name, plan.bands, rows.tobytes()
        found = self._kept.pop(asked, None)
        if found is None:
            found = measure_footprint(self._ground, plan, number, rows)
            if len(self._kept) >= MOST_KEPT:
                del self._kept[next(iter(self._kept))]
        self._kept[asked] = found
        return found
