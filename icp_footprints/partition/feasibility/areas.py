"""Areas that no footprint can hold whole, and into at least how many they must be split."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

import numpy as np

from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.measures.comparable import fills_a_footprint, is_minor
from icp_footprints.measures.coterminosity import DUST, KEPT_WHOLE_SHARE
from icp_footprints.measures.population import area_people
from icp_footprints.partition.authorities import authority_layer
from icp_footprints.partition.feasibility.finding import Finding
from icp_footprints.partition.feasibility.ground import ROUNDING
from icp_footprints.partition.problem import Problem
from icp_footprints.plan.band import Band
from icp_footprints.wording import area_words, count_words, layer_words, people_words, shortlist

MOST_NAMED = 5
# How many areas that are too large are told of one by one.
MOST_TOLD = 12


@dataclass(frozen=True)
class MustSplit:
    """An area that no footprint in band can hold whole.

    Parameters
    ----------
    layer, id, name
        Which area it is.
    people
        Its people who live in the place.
    ledger
        The ledger on which they are counted.
    footprints
        At least so many footprints are needed to hold 95 % of it, in every plan in band.
    is_too_large
        Whether its people are too many for one footprint; else they live too mixed with others.
    most_in_fewer
        The share of it, from 0 to 1, that one footprint fewer could hold at the very best.
    """

    layer: str
    id: str
    name: str
    people: float
    ledger: str
    footprints: int
    is_too_large: bool
    most_in_fewer: float


def areas_that_must_split(problem: Problem, numbers: Sequence[int]) -> tuple[MustSplit, ...]:
    """The areas of layers comparable to footprints that must be split, most people first.

    Parameters
    ----------
    problem
        What is to be generated.
    numbers
        The numbers of footprints a plan may have; it holds for each of them.
    """
    ledger = problem.place.ledger(problem.band.ledger)
    found: list[MustSplit] = []
    for layer in problem.place.layers:
        # That a local authority is larger than a footprint is no news.
        is_authority = layer is authority_layer(problem.place)
        if not is_authority and fills_a_footprint(ledger, layer, problem.band):
            found += _of_layer(problem, layer, min(numbers, default=1))
    return tuple(sorted(found, key=lambda each: (each.layer, -each.people, each.id)))


def _of_layer(problem: Problem, layer: ReferenceLayer, fewest: int) -> list[MustSplit]:
    ledger = problem.place.ledger(problem.band.ledger)
    total = area_people(ledger, layer)
    columns = layer.shares.tocsc()
    found: list[MustSplit] = []
    for area in np.flatnonzero(total > 0).tolist():
        people, outside = float(total[area]), float(layer.outside_share[area])
        if is_minor(people, None if np.isnan(outside) else outside, problem.band, comparable=True):
            continue
        start, end = columns.indptr[area : area + 2].tolist()
        rows = columns.indices[start:end]
        worth = columns.data[start:end] * ledger.people[rows]
        count, held = _fewest_footprints(problem, rows, worth, people, fewest)
        if count > 1:
            found.append(
                MustSplit(
                    layer.name,
                    layer.area_ids[area],
                    layer.area_names[area],
                    people,
                    ledger.name,
                    count,
                    (KEPT_WHOLE_SHARE - DUST) * people > problem.band.high,
                    held / people,
                )
            )
    return found


def _fewest_footprints(
    problem: Problem,
    rows: np.ndarray,
    worth: np.ndarray,
    people: float,
    numbers: int,
) -> tuple[int, float]:
    """The fewest footprints in band that could together hold 95 % of an area, at the very best.

    So many footprints hold no more people than so many times the top of the band, and leave the
    others the bottom of theirs. The units fullest of the area come first, and the last may be cut.
    With them comes how many of its people one footprint fewer could hold.
    """
    from icp_footprints.measures.ceilings.knapsack import most_within

    wanted = (KEPT_WHOLE_SHARE - DUST - ROUNDING) * people
    before = 0.0
    for count in range(1, len(rows) + 1):
        held = min(
            most_within(worth, counts[rows], _room(counts, band, count, numbers))
            for band in problem.bands
            for counts in (problem.place.ledger(band.ledger).people,)
        )
        if held >= wanted:
            return count, before
        before = held
    return len(rows), before


def _room(counts: np.ndarray, band: Band, count: int, numbers: int) -> float:
    """The most people in so many footprints, when there are at least `numbers` of them."""
    left = float(counts.sum()) - max(numbers - count, 0) * band.low
    return max(min(count * float(band.high), left), 0.0) * (1 + ROUNDING)


def area_findings(problem: Problem, found: Sequence[MustSplit]) -> list[Finding]:
    """What to know of areas that must be split: one sentence each where they are too large."""
    band, findings = problem.band, list[Finding]()
    too_large = [each for each in found if each.is_too_large]
    for each in too_large[:MOST_TOLD]:
        many = count_words(each.footprints, "footprint")
        findings.append(
            Finding(
                "area",
                "advice",
                f"{each.name} ({layer_words(each.layer)}, {people_words(each.people)}, "
                f"{each.ledger}) is too large to stay whole in a footprint of at most "
                f"{band.high:,} people: it must be split between at least "
                f"{many}{_why_so_many(each, band)}.",
                layer=each.layer,
                areas=(each.id,),
            )
        )
    if more := too_large[MOST_TOLD:]:
        others = count_words(len(more), "more area is", "more areas are")
        findings.append(Finding("area", "advice", f"{others} too large to stay whole as well."))
    for layer in dict.fromkeys(each.layer for each in found):
        mixed = [each for each in found if each.layer == layer and not each.is_too_large]
        if mixed:
            findings.append(_mixed(layer, mixed, band))
    return findings


def _why_so_many(area: MustSplit, band: Band) -> str:
    """Why an area needs more footprints than its own people would fill."""
    if KEPT_WHOLE_SHARE * area.people > (area.footprints - 1) * band.high:
        return ""
    # Rounded down: 94.96 % is not the 95 % that would be enough.
    most = floor(area.most_in_fewer * 1000) / 10
    return (
        f", as its people live so mixed with others that {area.footprints - 1} could hold at most "
        f"{most:.1f} % of them"
    )


def _mixed(layer: str, mixed: list[MustSplit], band: Band) -> Finding:
    """Areas that would fit by their people, but live too mixed with others."""
    named = [
        f"{each.name} ({people_words(each.people)}, at least {each.footprints} footprints)"
        for each in mixed
    ]
    one, many = area_words(layer)
    areas = count_words(len(mixed), f"{one} live", f"{many} live")
    return Finding(
        "area",
        "advice",
        f"The people of {areas} too mixed with others for one footprint of at most "
        f"{band.high:,} people ({band.ledger}) to hold them: {shortlist(named, MOST_NAMED)}.",
        layer=layer,
        areas=tuple(each.id for each in mixed),
    )
