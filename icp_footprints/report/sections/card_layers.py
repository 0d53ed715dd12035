"""The areas that a footprint's people belong to, layer by layer, for its card."""

from __future__ import annotations

from dataclasses import dataclass

from icp_footprints.exchange.on_paper import counted_areas
from icp_footprints.measures.coterminosity import PIECE_SHARE
from icp_footprints.measures.scorecard import AreaScore, FootprintScore, LayerScore
from icp_footprints.plan.plan import Plan
from icp_footprints.report.discreet.discretion import NOT_PRINTED, Discretion
from icp_footprints.report.sections.layer import LayerSection
from icp_footprints.report.sections.splits import listed_pieces, outside_shown
from icp_footprints.wording import count_words


@dataclass(frozen=True)
class OtherPiece:
    """Another footprint with at least 5 % of an area's people, and its share of them."""

    number: int
    name: str
    share: str


@dataclass(frozen=True)
class CardArea:
    """An area with people in a footprint. Counts and shares are as they may be printed.

    Parameters
    ----------
    people
        The footprint's people who belong to the area.
    share
        Their share of the footprint.
    containment
        Their share of the area's people in the place.
    others
        Which other footprints hold a piece of the area, the largest first.
    outside
        Share of all the area's people who live outside the place; empty where none or not known.
    """

    area: str
    area_name: str
    people: int | str
    share: str
    containment: str
    others: tuple[OtherPiece, ...]
    outside: str


@dataclass(frozen=True)
class CardLayer:
    """The areas of one layer in a footprint, those with most of its people first.

    ``more`` is a sentence about areas that are not listed; empty where all are.
    """

    name: str
    heading: str
    ledger_words: str
    areas: tuple[CardArea, ...]
    more: str


def card_layer(
    footprint: FootprintScore,
    layer: LayerScore,
    section: LayerSection,
    plan: Plan,
) -> CardLayer:
    """The areas of a layer with at least 5 % of the footprint, or of which it holds a piece."""
    people = footprint.people[layer.ledger]
    here = [each for each in counted_areas(layer) if each.held.get(footprint.id, 0.0) > 0]
    listed = sorted(
        (each for each in here if _counts(each, footprint.id, people)),
        key=lambda each: -section.printing.rank(each.held[footprint.id]),
    )
    left = sum(each.held.get(footprint.id, 0.0) > 0 for each in layer.area_scores) - len(listed)
    more = (
        f"{count_words(left, 'more area')} with fewer people here {'is' if left == 1 else 'are'} "
        "not listed: under 5 % of the footprint, and of the area."
    )
    return CardLayer(
        name=section.name,
        heading=section.heading,
        ledger_words=section.ledger_words,
        areas=tuple(
            _card_area(each, footprint.id, people, plan, section.printing) for each in listed
        ),
        more=more if left else "",
    )


def _counts(area: AreaScore, footprint: str, people: float) -> bool:
    held = area.held[footprint]
    return held >= PIECE_SHARE * people or footprint in dict(area.pieces)


def _card_area(
    area: AreaScore, footprint: str, people: float, plan: Plan, printing: Discretion
) -> CardArea:
    held = area.held[footprint]
    shown = printing.people(held)
    hidden = isinstance(shown, str)
    return CardArea(
        area=area.area,
        area_name=area.area_name,
        people=shown,
        share=NOT_PRINTED if hidden else printing.share(held / people, people),
        containment=NOT_PRINTED if hidden else printing.share(held / area.people, area.people),
        others=tuple(
            OtherPiece(
                plan.number(other) + 1,
                plan.footprint(other).name,
                printing.share(n / area.people, area.people)
                if isinstance(printing.people(n), int)
                else NOT_PRINTED,
            )
            for other, n in listed_pieces(area, printing)
            if other != footprint
        ),
        outside=outside_shown(area, printing),
    )
