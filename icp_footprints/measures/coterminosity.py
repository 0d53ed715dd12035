"""Coterminosity: how well footprints and the areas of a layer agree, counted in people.

Throughout, ``overlap`` is an array (k, areas) of people of each footprint who belong to each area,
``people`` an array (k,) of the footprints' people and ``area_total`` an array (areas,) of the
areas' people within the place, all on one ledger. A share of nobody is 0.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Limits are inclusive; the last digit of a fraction must not decide.
DUST = 1e-9
KEPT_WHOLE_SHARE = 0.95 - DUST
PIECE_SHARE = 0.05 - DUST


def ratio(part: Floats, whole: Floats) -> Floats:
    """Part over whole, and 0 where the whole is 0."""
    return np.divide(part, whole, out=np.zeros_like(part, dtype=np.float64), where=whole > 0)


def best_area(overlap: Floats) -> NDArray[np.intp]:
    """Array (k,): the area that most of each footprint's people belong to, or -1 for none."""
    if overlap.shape[1] == 0:
        return np.full(overlap.shape[0], -1, dtype=np.intp)
    return np.where(overlap.max(axis=1) > 0, overlap.argmax(axis=1), -1)


def footprint_share(overlap: Floats, people: Floats) -> Floats:
    """Array (k,): the largest part of each footprint's people that is one area."""
    return ratio(overlap.max(axis=1, initial=0.0), people)


def area_containment(overlap: Floats, area_total: Floats) -> Floats:
    """Array (areas,): the largest part of each area's people that is in one footprint."""
    return ratio(overlap.max(axis=0, initial=0.0), area_total)


def plan_share(overlap: Floats, people: Floats) -> float:
    """The people-weighted mean of footprint share."""
    total = float(people.sum())
    return float(overlap.max(axis=1, initial=0.0).sum()) / total if total else 0.0


def plan_containment(overlap: Floats, area_total: Floats) -> float:
    """The people-weighted mean of area containment."""
    total = float(area_total.sum())
    return float(overlap.max(axis=0, initial=0.0).sum()) / total if total else 0.0


def coterminosity(share: float, containment: float) -> float:
    """The harmonic mean of plan share and plan containment."""
    return 2 * share * containment / (share + containment) if share + containment else 0.0


def match(overlap: Floats, people: Floats, area_total: Floats) -> Floats:
    """Array (k,): Jaccard overlap of each footprint with the area most of its people belong to."""
    best = best_area(overlap)
    some = best >= 0
    shared = np.zeros(len(people))
    union = np.ones(len(people))
    shared[some] = overlap[some, best[some]]
    union[some] = people[some] + area_total[best[some]] - shared[some]
    return ratio(shared, union)


def match_words(value: float) -> str:
    """A match in words, as the field's thresholds have it."""
    for least, words in ((0.90, "coterminous"), (0.75, "largely"), (0.50, "partly")):
        if value >= least - DUST:
            return words
    return "not coterminous"


def kept_whole(overlap: Floats, area_total: Floats) -> NDArray[np.bool_]:
    """Array (areas,): whether at least 95 % of an area's people are in one footprint."""
    return (area_containment(overlap, area_total) >= KEPT_WHOLE_SHARE) & (area_total > 0)


def kept_whole_share(overlap: Floats, area_total: Floats) -> float:
    """Share of the areas' people who belong to an area that is kept whole."""
    total = float(area_total.sum())
    whole = kept_whole(overlap, area_total)
    return float(area_total[whole].sum()) / total if total else 0.0


@dataclass(frozen=True)
class Split:
    """An area with at least 5 % of its people in more than one footprint."""

    area: int
    pieces: tuple[tuple[int, float], ...]
    """Footprint number and people of each piece, the largest first."""


def splits(overlap: Floats, area_total: Floats) -> list[Split]:
    """The areas that are split, the one with most people first."""
    found: list[Split] = []
    is_piece = ratio(overlap, np.broadcast_to(area_total, overlap.shape)) >= PIECE_SHARE
    for area in np.flatnonzero(is_piece.sum(axis=0) > 1):
        numbers = np.flatnonzero(is_piece[:, area])
        numbers = numbers[np.argsort(-overlap[numbers, area], kind="stable")]
        pieces = tuple((int(number), float(overlap[number, area])) for number in numbers)
        found.append(Split(int(area), pieces))
    return sorted(found, key=lambda split: -float(area_total[split.area]))
