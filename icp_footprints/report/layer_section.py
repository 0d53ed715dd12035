"""What a report says about one layer: how footprints and its areas agree, and what is split."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from icp_footprints.exchange.small_counts import is_small, printed_people
from icp_footprints.geography.place import Place
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.measures.coterminosity import match_words
from icp_footprints.measures.population import area_people
from icp_footprints.measures.scorecard import AreaSplit, LayerFit, LayerScore, Scorecard
from icp_footprints.plan.plan import Plan
from icp_footprints.report.words import MATCH_WORDS, layer_words, ledger_words, percent
from icp_footprints.wording import count_words

TWO_WAY_SHARE = 0.75

KIND_WORDS = {
    "lookup": "Each unit belongs wholly to one area.",
    "registration": (
        "Each unit's people are shared among areas as its patients are on the lists of GP "
        "practices."
    ),
    "overlay": (
        "Each unit's people are shared among the areas it overlaps; areas may overlap each other."
    ),
}


@dataclass(frozen=True)
class Figure:
    """One figure of a layer: its name, its value in words, and what that says."""

    name: str
    value: str
    meaning: str


@dataclass(frozen=True)
class FitRow:
    """A footprint and the area that most of its people belong to; no area for nobody."""

    number: int
    footprint: str
    name: str
    area: str
    area_name: str
    share: float
    containment: float
    match: float
    match_words: str
    passes_two_way: bool
    outside_share: float | None
    """Share of the area's people who live outside the place, where known."""


@dataclass(frozen=True)
class PieceRow:
    """What one footprint holds of a split area; ``share`` is None where it is not printed."""

    number: int
    footprint: str
    name: str
    people: int | str
    share: float | None


@dataclass(frozen=True)
class SplitBlock:
    """A split area and its pieces; ``people`` is None where it is not printed.

    ``rest`` is the area's people in no piece: in footprints with under 5 % of them, or in none.
    """

    area: str
    area_name: str
    people: int | None
    outside_share: float | None
    pieces: tuple[PieceRow, ...]
    rest: int


@dataclass(frozen=True)
class LayerSection:
    """How a plan fits one layer. Every figure counts people on the stated ledger."""

    name: str
    heading: str
    kind_words: str
    ledger: str
    ledger_words: str
    areas: int
    coterminosity: float
    kept_whole_areas: int
    kept_whole: float
    figures: tuple[Figure, ...]
    fits: tuple[FitRow, ...]
    splits: tuple[SplitBlock, ...]
    hides_counts: bool


def layer_section(place: Place, plan: Plan, name: str, score: Scorecard) -> LayerSection:
    """What a report says about the layer of that name.

    Parameters
    ----------
    place, plan
        What to report on.
    name
        The layer.
    score
        The plan's scorecard.
    """
    layer = place.layer(name)
    known = next(each for each in score.layers if each.name == name)
    ledger = place.ledger(known.ledger)
    total = dict(zip(layer.area_ids, area_people(ledger, layer).tolist(), strict=True))
    splits = tuple(_split_block(each, plan, layer, total[each.area]) for each in known.splits)
    return LayerSection(
        name=name,
        heading=layer_words(name),
        kind_words=KIND_WORDS[layer.kind],
        ledger=ledger.name,
        ledger_words=ledger_words(ledger),
        areas=known.areas,
        coterminosity=known.coterminosity,
        kept_whole_areas=known.kept_whole_areas,
        kept_whole=known.kept_whole,
        figures=_figures(known),
        fits=tuple(
            _fit_row(number, each.id, each.name, each.layers[name], layer)
            for number, each in enumerate(score.footprints, start=1)
        ),
        splits=splits,
        hides_counts=any(split.people is None for split in splits),
    )


def _figures(score: LayerScore) -> tuple[Figure, ...]:
    pieces = sum(len(split.pieces) for split in score.splits)
    share, containment = percent(score.plan_share), percent(score.plan_containment)
    return (
        Figure(
            "Coterminosity",
            percent(score.coterminosity),
            "How far footprints and areas are the same people, in one number: the harmonic mean "
            "of the next two.",
        ),
        Figure(
            "Plan share", share, f"On average, {share} of a footprint's people belong to one area."
        ),
        Figure(
            "Plan containment",
            containment,
            f"On average, {containment} of an area's people are in one footprint.",
        ),
        Figure(
            "Kept whole",
            f"{score.kept_whole_areas} of {score.areas}",
            f"At least 95 % of an area's people are in one footprint. The areas kept whole hold "
            f"{percent(score.kept_whole)} of people who belong to any area.",
        ),
        Figure(
            "Split",
            f"{len(score.splits)} of {score.areas}",
            "Two or more footprints each hold at least 5 % of an area's people"
            + (f": {count_words(pieces, 'piece')} in all." if score.splits else "."),
        ),
    )


def _fit_row(
    number: int, footprint: str, name: str, fit: LayerFit, layer: ReferenceLayer
) -> FitRow:
    has_area = bool(fit.best_area)
    return FitRow(
        number=number,
        footprint=footprint,
        name=name,
        area=fit.best_area,
        area_name=fit.best_area_name,
        share=fit.share,
        containment=fit.containment,
        match=fit.match,
        match_words=MATCH_WORDS[match_words(fit.match)] if has_area else "No area",
        passes_two_way=min(fit.share, fit.containment) >= TWO_WAY_SHARE,
        outside_share=_outside(layer, fit.best_area) if has_area else None,
    )


def _split_block(split: AreaSplit, plan: Plan, layer: ReferenceLayer, total: float) -> SplitBlock:
    """The split in words; a total that would give a small count away is left out, and shares."""
    left = total - sum(count for _, count in split.pieces)
    gives_away = is_small(left) or any(is_small(count) for _, count in split.pieces)
    whole = None if gives_away else total
    return SplitBlock(
        area=split.area,
        area_name=split.area_name,
        people=None if whole is None else round(whole),
        outside_share=_outside(layer, split.area),
        pieces=tuple(
            PieceRow(
                number=plan.number(footprint) + 1,
                footprint=footprint,
                name=plan.footprint(footprint).name,
                people=printed_people(count),
                share=count / whole if whole else None,
            )
            for footprint, count in split.pieces
        ),
        rest=0 if whole is None else round(left),
    )


def _outside(layer: ReferenceLayer, area: str) -> float | None:
    share = float(layer.outside_share[layer.area_ids.index(area)])
    return None if np.isnan(share) else share
