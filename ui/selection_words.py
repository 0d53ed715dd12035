"""What a set of units adds up to, in words."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from icp_footprints.geography.place import Place
from icp_footprints.measures.selection import selection_figures
from icp_footprints.plan.plan import Plan
from icp_footprints.wording import FEWER, is_small
from ui import words


def short_summary(place: Place, plan: Plan, rows: NDArray[np.intp]) -> str:
    """Units, people on each ledger, and units unassigned: ``3 units, Residents 4,512``."""
    figures = selection_figures(place, plan, rows)
    said = [words.units(figures.units)]
    said += [f"{each.label} {_people(figures.people[each.name])}" for each in place.ledgers]
    if figures.unassigned_units:
        said.append(f"{figures.unassigned_units:,} unassigned")
    return ", ".join(said)


def summary(place: Place, plan: Plan, rows: NDArray[np.intp]) -> str:
    """The same with the area, and with the people who are unassigned."""
    figures = selection_figures(place, plan, rows)
    said = [words.units(figures.units)]
    said += [f"{each.label} {_people(figures.people[each.name])}" for each in place.ledgers]
    said.append(area(figures.area_km2))
    if figures.unassigned_units:
        ledger = place.ledger(plan.band.ledger)
        free = _people(figures.unassigned_people[ledger.name])
        said.append(
            f"of which unassigned {words.units(figures.unassigned_units)}, {ledger.label} {free}"
        )
    return ", ".join(said)


def area(area_km2: float) -> str:
    """An area: ``14.2 km²``, or ``0.083 km²`` where it is small."""
    return f"{area_km2:,.3f} km²" if area_km2 < 1 else f"{area_km2:,.1f} km²"


def distance(distance_m: float) -> str:
    """A distance: ``640 m``, or ``3.42 km`` from a kilometre on."""
    return f"{distance_m / 1000:,.2f} km" if distance_m >= 1000 else f"{distance_m:,.0f} m"


def _people(number: float) -> str:
    return FEWER if is_small(number) else words.count(number)
