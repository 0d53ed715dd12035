"""Footprints that are outside a band, and how that is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from icp_footprints.geography.place import Place
from icp_footprints.measures.population import footprint_people
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import Plan
from icp_footprints.wording import count_words, people_words, shortlist


@dataclass(frozen=True)
class Misfit:
    """A footprint outside a band: by how many people, and whether they are too many or few."""

    footprint_id: str
    name: str
    band: Band
    people: float
    is_over: bool

    @property
    def words(self) -> str:
        """The misfit in words: ``Hanley by 800 too many (resident)``."""
        much = "too many" if self.is_over else "too few"
        # Half a person short is not "0 too few".
        return f"{self.name} by {max(1, round(self.people)):,} {much} ({self.band.ledger})"


def out_of_band(
    place: Place,
    plan: Plan,
    bands: Sequence[Band],
    agreed: frozenset[tuple[str, str]] = frozenset(),
) -> tuple[Misfit, ...]:
    """Footprints with units that are outside a band, in the order of bands.

    Parameters
    ----------
    place, plan, bands
        What is looked at.
    agreed
        Footprint id and ledger of each band that partners have agreed to depart from.
    """
    held = set(plan.assignment.tolist())
    found: list[Misfit] = []
    for band in bands:
        people = footprint_people(place.ledger(band.ledger), plan).tolist()
        for number, (footprint, count) in enumerate(zip(plan.footprints, people, strict=True)):
            if number not in held or (footprint.id, band.ledger) in agreed:
                continue
            if band.state(count) != "in":
                excess, over = band.excess(count), count > band.high
                found.append(Misfit(footprint.id, footprint.name, band, excess, over))
    return tuple(found)


def agreed_sizes(
    place: Place, plan: Plan, bands: Sequence[Band] | None = None
) -> frozenset[tuple[str, str]]:
    """Footprint id and ledger of each band that a footprint is outside of, as partners agreed.

    An exception from a band that is met is on record, but frees the footprint from nothing.

    Parameters
    ----------
    place, plan
        What is looked at.
    bands
        The bands; those of the plan unless told otherwise.
    """
    excused = {each.excused_band(plan.band.ledger) for each in plan.exceptions}
    outside = out_of_band(place, plan, plan.bands if bands is None else bands)
    found = {(each.footprint_id, each.band.ledger) for each in outside}
    return frozenset(each for each in found if each in excused)


def out_of_band_words(misfits: Sequence[Misfit]) -> str:
    """The misfits in a sentence, the best plan that was found having them; empty without any."""
    if not misfits:
        return ""
    count = len({each.footprint_id for each in misfits})
    people = people_words(max(1, round(sum(each.people for each in misfits))))
    bands = {each.band for each in misfits}
    band = f"the band of {bands.pop().words()}" if len(bands) == 1 else "their bands"
    return (
        f"{count_words(count, 'footprint')} {'stays' if count == 1 else 'stay'} outside "
        f"{band} by {people} in all, the least that was found: "
        f"{shortlist([each.words for each in misfits])}."
    )
