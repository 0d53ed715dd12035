"""What table and map say of each footprint, read from a scorecard that follows each change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from icp_footprints.geography.place import Place
from icp_footprints.measures.coverage import coverage
from icp_footprints.measures.live_scorecard import LiveScorecard
from icp_footprints.measures.scores import FootprintScore, LayerFit, Scorecard
from icp_footprints.plan.band import Band, BandState
from icp_footprints.plan.difference import PlanDifference
from icp_footprints.plan.plan import Footprint, Plan
from ui import words


@dataclass(frozen=True)
class FootprintFigures:
    """One footprint, or the unassigned units (id None).

    ``people`` has one count per ledger and ``bands`` the state of each band of the plan, by
    ledger, the foremost first; there is none without units. ``best`` counts on the scorecard's
    ledger.
    """

    id: str | None
    name: str
    people: Mapping[str, float]
    counted: float
    """People on the foremost band's ledger."""
    units: int
    parts: int
    bands: Mapping[Band, BandState]
    best: Mapping[str, LayerFit]
    footprint: Footprint | None = None
    """What people say of it: its notes, lead, partners and lock; None for the unassigned units."""

    @property
    def band(self) -> BandState | None:
        """The state of the foremost band; None where it does not apply."""
        return next(iter(self.bands.values()), None)

    @property
    def mark(self) -> str:
        """▲ over, ▼ under, ✓ in band; nothing where the band does not apply."""
        return words.BAND_MARKS[self.band] if self.band else ""

    @property
    def band_words(self) -> str:
        """The foremost band in words; ``No units`` for an empty footprint."""
        if self.id is None:
            return ""
        band = next(iter(self.bands), None)
        return words.band_words(band, self.counted) if band else "No units"

    def further_band(self, ledger: str) -> tuple[str, str]:
        """Mark and words of the band on a ledger that is not the foremost; empty for none."""
        for band, state in [*self.bands.items()][1:]:
            if band.ledger == ledger:
                return words.BAND_MARKS[state], words.band_words(band, self.people[ledger])
        return "", ""


def figures_of(score: FootprintScore, plan: Plan) -> FootprintFigures:
    """The figures of a footprint from its score in a plan."""
    return FootprintFigures(
        id=score.id,
        name=score.name,
        people=score.people,
        counted=score.people[plan.band.ledger],
        units=score.units,
        parts=score.parts,
        bands={band: score.bands[band.ledger] for band in plan.bands} if score.units else {},
        best=score.layers,
        footprint=plan.footprint(score.id),
    )


class Figures:
    """The figures of every footprint of a plan, and of what is unassigned."""

    def __init__(self, place: Place, plan: Plan) -> None:
        self._place = place
        self._live = LiveScorecard(place, plan)

    @property
    def scorecard(self) -> Scorecard:
        """Every measure of the plan as it stands."""
        return self._live.scorecard

    def update(self, plan: Plan, difference: PlanDifference) -> None:
        """Follow a change: only the footprints and areas it touched are measured again."""
        self._live.update(plan, difference)

    def would_be(self, plan: Plan, change: PlanDifference) -> dict[str, FootprintScore]:
        """Scores of the footprints that another plan would change, by id; nothing follows it."""
        return self._live.would_be(plan, change)

    def of(self, footprint_id: str | None) -> FootprintFigures:
        """The figures of one footprint; of the unassigned units for None."""
        if footprint_id is None:
            return self.unassigned_in(self._live.plan)
        plan = self._live.plan
        return figures_of(self.scorecard.footprints[plan.number(footprint_id)], plan)

    def unassigned_in(self, plan: Plan) -> FootprintFigures:
        """The figures of the unassigned units of another plan of the place."""
        place = self._place
        rows = plan.unassigned_rows
        parts = np.unique(place.adjacency.parts(plan.assignment)[rows]) if len(rows) else rows
        people = {
            each.name: coverage(place, plan, each.name).unassigned_people for each in place.ledgers
        }
        return FootprintFigures(
            id=None,
            name=words.UNASSIGNED_NAME,
            people=people,
            counted=people[plan.band.ledger],
            units=len(rows),
            parts=len(parts),
            bands={},
            best={},
        )
