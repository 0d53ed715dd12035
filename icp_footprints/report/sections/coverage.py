"""What a report says about coverage: every unit once, and gaps and overlaps in figures."""

from __future__ import annotations

from dataclasses import dataclass

from icp_footprints.geography.place import Place
from icp_footprints.geography.source import Source
from icp_footprints.plan.plan import Plan

# Of what the notes speak that tell how the units' own boundaries were put right.
OF_BOUNDARIES = ("sliver", "gap", "overlap", "edges of", "is in no unit")
CLEANED = (
    "Footprints are made of whole units, each in one footprint at most, so footprints cannot "
    "overlap. Gaps and overlaps between the boundaries of the units themselves are put right when "
    "the file is read"
)


@dataclass(frozen=True)
class CoverageRow:
    """So much of the place: units, people (one count per ledger) and ground."""

    what: str
    units: int
    people: tuple[int, ...]
    area_km2: float


@dataclass(frozen=True)
class CoverageSection:
    """The place, what is in exactly one footprint, the gaps and the overlaps, in that order.

    Parameters
    ----------
    boundaries
        What was done about the boundaries of the units themselves, in sentences.
    """

    rows: tuple[CoverageRow, ...]
    boundaries: tuple[str, ...]


def coverage_section(place: Place, plan: Plan) -> CoverageSection:
    """The coverage of a plan in figures, on every ledger of the place."""
    gap = plan.unassigned_rows
    whole = [round(ledger.total) for ledger in place.ledgers]
    missed = [round(float(ledger.people[gap].sum())) for ledger in place.ledgers]
    # Taken from each other, so that the printed rows add up.
    inside = tuple(all_of - out for all_of, out in zip(whole, missed, strict=True))
    area_km2 = float(place.units.area_m2.sum()) / 1e6
    gap_km2 = float(place.units.area_m2[gap].sum()) / 1e6
    units = len(place.units)
    nobody = (0,) * len(whole)
    return CoverageSection(
        rows=(
            CoverageRow("The whole place", units, tuple(whole), area_km2),
            CoverageRow(
                "In exactly one footprint", units - len(gap), inside, max(area_km2 - gap_km2, 0.0)
            ),
            CoverageRow("In no footprint (gaps)", len(gap), tuple(missed), gap_km2),
            CoverageRow("In two footprints or more (overlaps)", 0, nobody, 0.0),
        ),
        boundaries=_boundaries(place.sources),
    )


def _boundaries(sources: tuple[Source, ...]) -> tuple[str, ...]:
    notes = [
        note
        for source in sources
        if source.role == "units"
        for note in source.notes
        if any(word in note.lower() for word in OF_BOUNDARIES)
    ]
    return (f"{CLEANED}{': this is what was found.' if notes else '; none were found.'}", *notes)
