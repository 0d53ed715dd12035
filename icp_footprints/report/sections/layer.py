"""What a report says about one layer: how footprints and its areas agree, both ways round."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from icp_footprints.exchange.on_paper import counted_areas, left_out_areas
from icp_footprints.geography.place import Place
from icp_footprints.measures.kept_whole import printed_kept_whole
from icp_footprints.measures.scorecard import AreaScore, FootprintScore, LayerScore, Scorecard
from icp_footprints.plan.plan import Plan
from icp_footprints.report.discreet.disclosure import report_discretion
from icp_footprints.report.discreet.discretion import NOT_PRINTED, Discretion
from icp_footprints.report.sections.splits import (
    AreaRow,
    SplitBlock,
    area_rows,
    minor_sentence,
    outside_shown,
    outside_words,
    split_blocks,
)
from icp_footprints.report.words import MATCH_WORDS, ledger_words, percent
from icp_footprints.wording import area_words, count_words, layer_words, shortlist

NONE = "–"
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
    """One figure of a layer: its name, its value in words, what that says, and what it could be."""

    name: str
    value: str
    meaning: str
    ceiling: str = ""


@dataclass(frozen=True)
class FitRow:
    """A footprint and the area that most of its people belong to; no area for nobody.

    Shares are as they may be printed; match and two-way rule are dashes where areas are not about
    a footprint in size.
    """

    number: int
    footprint: str
    name: str
    area: str
    area_name: str
    share: str
    containment: str
    match: str
    match_words: str
    two_way: str
    outside: str


@dataclass(frozen=True)
class LayerSection:
    """How a plan fits one layer. Every figure counts people on the stated ledger.

    Parameters
    ----------
    method
        How the shares were found, in a sentence.
    comparable
        Whether areas are about a footprint in size.
    areas_held
        Each area and the footprint that holds most of it.
    outside
        Sentences about people in no area, and about areas that reach beyond the place.
    minor
        A sentence about areas that are left out of the tables; empty without `minor_areas`.
    printing
        How counts are printed, so that a count of one to four cannot be worked out.
    has_ceilings
        Whether figures say what they could be at best.
    """

    name: str
    heading: str
    method: str
    ledger: str
    ledger_words: str
    comparable: bool
    figures: tuple[Figure, ...]
    fits: tuple[FitRow, ...]
    areas_held: tuple[AreaRow, ...]
    splits: tuple[SplitBlock, ...]
    outside: tuple[str, ...]
    minor: str
    minor_areas: int
    printing: Discretion
    has_ceilings: bool = False

    @property
    def left_out(self) -> str:
        """How many areas the counts leave out, in a sentence; empty where none."""
        if not self.minor_areas:
            return ""
        words = count_words(self.minor_areas, *area_words(self.name))
        are = "is" if self.minor_areas == 1 else "are"
        return f"{words} with a handful of people here {are} left out."

    @property
    def rounds(self) -> bool:
        """Whether counts are rounded, as `rounding` says."""
        return self.printing.rounds

    @property
    def rounding(self) -> str:
        """How counts of the layer are rounded and why, in words; empty where they are not."""
        return f"{self.heading}: {self.printing.sentence}" if self.rounds else ""


def rounding_words(layers: Iterable[LayerSection]) -> str:
    """The same of several layers, those of which the same is said together."""
    alike: dict[str, list[str]] = {}
    for each in layers:
        if each.rounds:
            alike.setdefault(each.printing.sentence, []).append(each.heading)
    return " ".join(f"{shortlist(names)}: {words}" for words, names in alike.items())


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
    known = score.layer(name)
    printing = report_discretion(known, score)
    by_id = {area.area: area for area in known.area_scores}
    return LayerSection(
        name=name,
        heading=layer_words(name),
        method=_method(known),
        ledger=known.ledger,
        ledger_words=ledger_words(place.ledger(known.ledger)),
        comparable=known.comparable,
        figures=_figures(known, len(score.footprints)),
        fits=tuple(
            _fit_row(number, each, known, by_id, printing)
            for number, each in enumerate(score.footprints, start=1)
        ),
        areas_held=area_rows(known, plan, printing),
        splits=split_blocks(known, plan, printing),
        outside=_outside_sentences(place, known, printing),
        minor=minor_sentence(known, place.name, printing),
        minor_areas=len(left_out_areas(known)),
        printing=printing,
    )


def _method(score: LayerScore) -> str:
    words = KIND_WORDS[score.kind]
    return f"{words} Shares found {score.method.rstrip('.')}." if score.method else words


def _figures(score: LayerScore, footprints: int) -> tuple[Figure, ...]:
    share, containment = percent(score.plan_share), percent(score.plan_containment)
    counted, left_out = counted_areas(score), _left_out(score)
    splits = [area for area in counted if area.is_split]
    figures = [
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
            f"{sum(area.kept_whole for area in counted)} of {len(counted)}",
            "At least 95 % of an area's people are in one footprint."
            f"{_kept_people(score)}{left_out}",
        ),
        Figure(
            "Split",
            f"{len(splits)} of {len(counted)}",
            "Two or more footprints each hold at least 5 % of an area's people"
            + (f": {_pieces_words(splits)} in all." if splits else ".")
            + left_out,
        ),
    ]
    if score.comparable:
        figures.append(
            Figure(
                "Two-way rule",
                f"{score.two_way} of {footprints}",
                "Footprints of which at least 75 % belong to their main area, and that hold at "
                "least 75 % of it.",
            )
        )
    return tuple(figures)


def _pieces_words(splits: list[AreaScore]) -> str:
    return count_words(sum(len(area.pieces) for area in splits), "piece")


def _kept_people(score: LayerScore) -> str:
    kept = printed_kept_whole(score)
    if kept is None:
        return ""
    return f" The areas kept whole hold {percent(kept)} of people who belong to any area."


def _left_out(score: LayerScore) -> str:
    """How many areas a count leaves out, to go on with its meaning."""
    if not (count := len(left_out_areas(score))):
        return ""
    are = "is" if count == 1 else "are"
    return f" {count_words(count, 'area')} with only a handful of people here {are} left out."


def _fit_row(
    number: int,
    footprint: FootprintScore,
    layer: LayerScore,
    areas: dict[str, AreaScore],
    printing: Discretion,
) -> FitRow:
    fit = footprint.layers[layer.name]
    found = areas.get(fit.best_area)
    if found is None:
        return FitRow(number, footprint.id, footprint.name, "", "", *[NONE] * 5, outside="")
    people = footprint.people[layer.ledger]
    return FitRow(
        number=number,
        footprint=footprint.id,
        name=footprint.name,
        area=fit.best_area,
        area_name=fit.best_area_name,
        share=printing.share(fit.share, people),
        containment=printing.share(fit.containment, found.people),
        match=printing.share(fit.match, min(people, found.people)) if layer.comparable else NONE,
        match_words=MATCH_WORDS[fit.match_words] if layer.comparable else NONE,
        two_way=("Pass" if fit.passes_two_way else "Fail") if layer.comparable else NONE,
        outside=outside_shown(found, printing),
    )


def _outside_sentences(place: Place, score: LayerScore, printing: Discretion) -> tuple[str, ...]:
    """Who is in no area, and how many areas reach beyond the place."""
    sentences: list[str] = []
    ledger = ledger_words(place.ledger(score.ledger))
    nobody = printing.people(score.people_outside)
    if nobody == 0:
        sentences.append(f"Everybody on the {ledger} in {place.name} belongs to an area.")
    else:
        shown = nobody if isinstance(nobody, str) else f"{nobody:,}"
        shown = "Some" if nobody == NOT_PRINTED else shown
        sentences.append(
            f"{shown} people on the {ledger} in {place.name} belong to no area of this layer."
        )
    return (*sentences, *_beyond_sentences(place.name, score))


def _beyond_sentences(place: str, score: LayerScore) -> list[str]:
    """How many areas have people outside the place, and of how many nobody knows."""
    shares = [area.outside_share for area in score.area_scores]
    beyond = sum(bool(outside_words(share)) for share in shares)
    unknown = sum(share is None for share in shares)
    sentences: list[str] = []
    if beyond:
        reach, whose, them = ("reaches", "its", "it") if beyond == 1 else ("reach", "their", "them")
        sentences.append(
            f"{beyond} of {count_words(len(shares), 'area')} {reach} beyond {place}: the share of "
            f"{whose} people who live outside stands beside {them}."
        )
    if unknown and unknown == len(shares):
        sentences.append(
            f"How many people of these areas live outside {place} is not known for this layer."
        )
    elif unknown:
        areas = "1 area" if unknown == 1 else f"{unknown:,} of the areas"
        sentences.append(f"How many people of {areas} live outside {place} is not known.")
    elif shares and not beyond:
        sentences.append(f"No area has people outside {place}.")
    return sentences
