"""What a report says about all footprints in one table."""

from __future__ import annotations

from dataclasses import dataclass

from icp_footprints.geography.place import Place
from icp_footprints.measures.scorecard import Scorecard
from icp_footprints.plan.plan import Plan
from icp_footprints.report.colouring import footprint_colours, palette


@dataclass(frozen=True)
class FootprintRow:
    """One footprint. ``people`` has one count per ledger, in the order of `Report.ledgers`."""

    number: int
    id: str
    name: str
    notes: str
    lead: str
    partners: str
    colour: str
    people: tuple[int, ...]
    units: int
    parts: int
    area_km2: float
    polsby_popper: float


def footprint_rows(place: Place, plan: Plan, score: Scorecard) -> tuple[FootprintRow, ...]:
    """A row for each footprint, in plan order."""
    colours = footprint_colours(place, plan)
    return tuple(
        FootprintRow(
            number=number + 1,
            id=each.id,
            name=each.name,
            notes=plan.footprints[number].notes,
            lead=plan.footprints[number].lead,
            partners=plan.footprints[number].partners,
            colour=palette()[colours[number]],
            people=tuple(round(each.people[ledger.name]) for ledger in place.ledgers),
            units=each.units,
            parts=each.parts,
            area_km2=each.area_km2,
            polsby_popper=each.polsby_popper,
        )
        for number, each in enumerate(score.footprints)
    )
