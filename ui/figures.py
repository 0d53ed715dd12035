"""The figures of each footprint, kept up to date from what each change touched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from icp_footprints.geography.place import Place
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.plan.band import BandState
from icp_footprints.plan.difference import PlanDifference
from icp_footprints.plan.plan import UNASSIGNED, Plan
from ui import words


@dataclass(frozen=True)
class BestArea:
    """The area most of a footprint's people belong to, and their share from 0 to 1."""

    name: str
    share: float


@dataclass(frozen=True)
class FootprintFigures:
    """What the table and the map say of one footprint, or of the unassigned units (id None).

    ``people`` has one count per ledger; the band and best areas count on the band's ledger.
    """

    id: str | None
    name: str
    people: Mapping[str, float]
    counted: float
    """People on the band's ledger."""
    units: int
    parts: int
    band: BandState | None
    band_words: str
    best: Mapping[str, BestArea]

    @property
    def mark(self) -> str:
        """▲ over, ▼ under, ✓ in band; nothing where the band does not apply."""
        return words.BAND_MARKS[self.band] if self.band and self.units else ""


class Figures:
    """The figures of every footprint of a plan, and of what is unassigned."""

    def __init__(self, place: Place, plan: Plan) -> None:
        self._place = place
        self._plan = plan
        self._of: dict[str | None, FootprintFigures] = {}
        self._measure([None, *(each.id for each in plan.footprints)])

    def update(self, plan: Plan, difference: PlanDifference) -> None:
        """Follow a change: measure again only the footprints it touched."""
        self._plan = plan
        for gone in difference.removed:
            self._of.pop(gone, None)
        if difference.settings_changed:
            self._measure([None, *(each.id for each in plan.footprints)])
            return
        changed = difference.touched | difference.added | difference.relabelled
        self._measure([None, *(changed - difference.removed)])

    def of(self, footprint_id: str | None) -> FootprintFigures:
        """The figures of one footprint; of the unassigned units for None."""
        return self._of[footprint_id]

    def people(self, footprint_id: str | None) -> float:
        """People of a footprint on the band's ledger."""
        return self._of[footprint_id].counted

    def change(self, rows: NDArray[np.intp], footprint_id: str | None) -> float:
        """People a footprint would gain from the given units, on the band's ledger."""
        number = UNASSIGNED if footprint_id is None else self._plan.number(footprint_id)
        outside = rows[self._plan.assignment[rows] != number]
        return float(self._place.ledger(self._plan.band.ledger).people[outside].sum())

    def _measure(self, ids: list[str | None]) -> None:
        place, plan = self._place, self._plan
        parts = place.adjacency.parts(plan.assignment)
        counted = place.ledger(plan.band.ledger).people
        for footprint_id in ids:
            rows = plan.unassigned_rows if footprint_id is None else plan.rows(footprint_id)
            people = {each.name: float(each.people[rows].sum()) for each in place.ledgers}
            total = people[plan.band.ledger]
            is_real = footprint_id is not None
            self._of[footprint_id] = FootprintFigures(
                id=footprint_id,
                name=plan.footprint(footprint_id).name
                if footprint_id is not None
                else words.UNASSIGNED_NAME,
                people=people,
                counted=total,
                units=len(rows),
                parts=len(np.unique(parts[rows])),
                band=plan.band.state(total) if is_real else None,
                band_words=words.band_words(plan.band, total, len(rows)) if is_real else "",
                best={each.name: _best_area(each, rows, counted[rows]) for each in place.layers},
            )


def _best_area(
    layer: ReferenceLayer, rows: NDArray[np.intp], people: NDArray[np.float64]
) -> BestArea:
    """The area of a layer that most of the given units' people belong to."""
    belonging = np.asarray(layer.shares[rows].T @ people, dtype=np.float64)
    total = float(people.sum())
    if not total or not len(belonging) or belonging.max() <= 0:
        return BestArea("", 0.0)
    best = int(belonging.argmax())
    return BestArea(layer.area_names[best], float(belonging[best]) / total)
