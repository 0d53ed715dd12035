"""What any set of units adds up to: people on each ledger, area, and how much is unassigned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import UNASSIGNED, Plan


@dataclass(frozen=True)
class SelectionFigures:
    """The sums over some units. People are by ledger name."""

    units: int
    people: Mapping[str, float]
    area_km2: float
    unassigned_units: int
    unassigned_people: Mapping[str, float]


def selection_figures(place: Place, plan: Plan, rows: NDArray[np.intp]) -> SelectionFigures:
    """Add up some units of a place.

    Parameters
    ----------
    place
        The place.
    plan
        A plan of it, which says what is unassigned.
    rows
        Array (m,) of rows of the unit table, each once.
    """
    free = rows[plan.assignment[rows] == UNASSIGNED]
    return SelectionFigures(
        units=len(rows),
        people={each.name: float(each.people[rows].sum()) for each in place.ledgers},
        area_km2=float(place.units.area_m2[rows].sum()) / 1e6,
        unassigned_units=len(free),
        unassigned_people={each.name: float(each.people[free].sum()) for each in place.ledgers},
    )
