"""What a report says about a layer's areas: which footprint holds each, and which are split."""

from __future__ import annotations

from dataclasses import dataclass

from icp_footprints.exchange.on_paper import counted_areas, left_out_areas
from icp_footprints.measures.scorecard import AreaScore, LayerScore
from icp_footprints.plan.plan import Plan
from icp_footprints.report.discreet.discretion import NOT_PRINTED, Discretion
from icp_footprints.report.words import percent
from icp_footprints.wording import count_words, shortlist

MOST_NAMED_MINOR = 5


@dataclass(frozen=True)
class PieceRow:
    """What one footprint holds of a split area."""

    number: int
    footprint: str
    name: str
    people: int | str
    share: str


@dataclass(frozen=True)
class SplitBlock:
    """A split area and its pieces.

    ``rest`` is the area's people in no piece: in footprints with under 5 % of them, or in none.
    """

    area: str
    area_name: str
    people: int | str
    outside: str
    """Share of all the area's people who live outside the place; empty where none or not known."""
    pieces: tuple[PieceRow, ...]
    rest: int | str
    rest_share: str
    rest_words: str


@dataclass(frozen=True)
class AreaRow:
    """An area and the footprint that holds most of its people."""

    area: str
    area_name: str
    people: int | str
    footprint: str
    number: int | None
    containment: str
    state: str
    outside: str


def area_rows(layer: LayerScore, plan: Plan, printing: Discretion) -> tuple[AreaRow, ...]:
    """The areas of a layer but those with a handful of people, the largest first."""
    return tuple(_area_row(area, plan, printing) for area in listed_areas(layer, printing))


def _area_row(area: AreaScore, plan: Plan, printing: Discretion) -> AreaRow:
    number = plan.number(area.best_footprint) if area.best_footprint else None
    state = "Kept whole" if area.kept_whole else f"Split in {len(area.pieces)}"
    return AreaRow(
        area=area.area,
        area_name=area.area_name,
        people=printing.people(area.people),
        footprint="" if number is None else plan.footprints[number].name,
        number=None if number is None else number + 1,
        containment=printing.share(area.containment, area.people),
        state=state if area.kept_whole or area.is_split else "–",
        outside=outside_shown(area, printing),
    )


def split_blocks(layer: LayerScore, plan: Plan, printing: Discretion) -> tuple[SplitBlock, ...]:
    """The split areas of a layer but those with a handful of people, the largest first."""
    return tuple(
        _split_block(area, plan, printing)
        for area in listed_areas(layer, printing)
        if area.is_split
    )


def _split_block(area: AreaScore, plan: Plan, printing: Discretion) -> SplitBlock:
    left = area.people - sum(people for _, people in area.pieces)
    rest = printing.people(max(left, 0.0))
    return SplitBlock(
        area=area.area,
        area_name=area.area_name,
        people=printing.people(area.people),
        outside=outside_shown(area, printing),
        pieces=tuple(
            PieceRow(
                number=plan.number(footprint) + 1,
                footprint=footprint,
                name=plan.footprint(footprint).name,
                people=(shown := printing.people(people)),
                share=_share(printing, shown, people, area.people),
            )
            for footprint, people in listed_pieces(area, printing)
        ),
        rest=rest,
        rest_share=_share(printing, rest, left, area.people),
        rest_words="In smaller pieces"
        if (plan.assignment >= 0).all()
        else "In smaller pieces or no footprint",
    )


def _share(printing: Discretion, shown: int | str, people: float, whole: float) -> str:
    return printing.share(people / whole, whole) if isinstance(shown, int) else NOT_PRINTED


def minor_sentence(layer: LayerScore, place: str, printing: Discretion) -> str:
    """The one sentence about areas with a handful of people in the place; empty without any."""
    minor = left_out_areas(layer)
    if not minor:
        return ""
    names = shortlist([area.area_name or area.area for area in minor], MOST_NAMED_MINOR)
    people = printing.people(sum(area.people for area in minor))
    shown = people if isinstance(people, str) else f"{people:,}"
    in_all = "" if people == NOT_PRINTED else f"{shown} people in all; "
    kept, split = sum(area.kept_whole for area in minor), sum(area.is_split for area in minor)
    whose = "its" if len(minor) == 1 else "their"
    return (
        f"These tables leave out {count_words(len(minor), 'area')} with only a handful of people "
        f"in {place} ({in_all}{kept} kept whole, {split} split), though {whose} "
        f"people count in the shares of the plan as a whole: {names}."
    )


def listed_areas(layer: LayerScore, printing: Discretion) -> list[AreaScore]:
    """The counted areas as tables list them: by what is printed of their people, most first."""
    return sorted(counted_areas(layer), key=lambda area: -printing.rank(area.people))


def listed_pieces(area: AreaScore, printing: Discretion) -> list[tuple[str, float]]:
    """The pieces of an area as tables list them, likewise; of equals in the order of their ids."""
    return sorted(sorted(area.pieces), key=lambda piece: -printing.rank(piece[1]))


def outside_shown(area: AreaScore, printing: Discretion) -> str:
    """The share of an area's people who live outside, as it may be printed; empty as below.

    Beside the published number of all its people it is a count of those here.
    """
    share = area.outside_share
    if share is None or not outside_words(share):
        return ""
    everybody = area.people / (1.0 - share) if share < 1 else 0.0
    shown = printing.share(share, everybody)
    return "" if shown == NOT_PRINTED else shown


def outside_words(share: float | None) -> str:
    """The share of an area's people who live outside; empty where it is not known, or 0.0 %."""
    return percent(share) if share is not None and round(share, 3) > 0 else ""
