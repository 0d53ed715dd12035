"""Coverage: whether every unit is in exactly one footprint."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import Plan


@dataclass(frozen=True)
class Coverage:
    """How much of the place the footprints cover.

    A plan holds one footprint number per unit, so no unit can be in two: only gaps can occur.
    """

    units: int
    unassigned_units: int
    unassigned_people: float
    unassigned_area_km2: float

    @property
    def is_complete(self) -> bool:
        """Whether every unit is in a footprint."""
        return self.unassigned_units == 0


def coverage(place: Place, plan: Plan, ledger: str) -> Coverage:
    """The coverage of a plan, its people counted on the given ledger."""
    return coverage_but_for(place, plan.unassigned_rows, ledger)


def coverage_but_for(place: Place, rows: NDArray[np.intp], ledger: str) -> Coverage:
    """The coverage of a plan that assigns all units but those rows."""
    if not len(rows):
        return Coverage(len(place.units), 0, 0.0, 0.0)
    return Coverage(
        units=len(place.units),
        unassigned_units=len(rows),
        unassigned_people=float(place.ledger(ledger).people[rows].sum()),
        unassigned_area_km2=float(place.units.area_m2[rows].sum()) / 1e6,
    )
