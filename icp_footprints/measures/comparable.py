"""Which layers and areas can be compared with footprints at all."""

from __future__ import annotations

from icp_footprints.geography.ledger import Ledger
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.measures.population import area_people
from icp_footprints.plan.band import Band

# A handful of people, against a footprint: 300 of 30,000.
MINOR_SHARE_OF_BAND = 0.01
MOSTLY_OUTSIDE = 0.5


def fills_a_footprint(ledger: Ledger, layer: ReferenceLayer, band: Band) -> bool:
    """Whether the areas of a layer are about a footprint in size.

    PCNs (any registration layer) are; other layers are when the area that a typical person of the
    place belongs to holds at least as many people as the band asks for. Only then do a match and
    the two-way rule say anything: no footprint can match one small ward.
    """
    if layer.kind == "registration":
        return True
    total = area_people(ledger, layer)
    people = float(total.sum())
    return people > 0 and float((total**2).sum()) / people >= band.low


def is_minor(people: float, outside_share: float | None, band: Band, comparable: bool) -> bool:
    """Whether so few of an area's people live in the place that a report can leave it out.

    They are fewer than 1 % of the band's lower end, and the area is not simply a small one: most
    of its people live outside the place or, where that is not known, the areas of its layer are
    about a footprint in size.
    """
    if people >= MINOR_SHARE_OF_BAND * band.low:
        return False
    return comparable if outside_share is None else outside_share > MOSTLY_OUTSIDE
