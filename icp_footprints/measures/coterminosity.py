"""Coterminosity: how well footprints and the areas of a layer agree, counted in people.

Throughout, ``O[f, j]`` are the people of footprint f who belong to area j, within the place and on
one ledger. A share of nobody is 0. The figures of single footprints and areas are plain functions
of numbers; those of a whole plan take ``overlap``, an array (k, areas) of all ``O[f, j]``.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from operator import mul

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Limits are inclusive; the last digit of a fraction must not decide.
DUST = 1e-9
KEPT_WHOLE_SHARE = 0.95
PIECE_SHARE = 0.05
TWO_WAY_SHARE = 0.75
MATCH_WORDS = ((0.90, "coterminous"), (0.75, "largely"), (0.50, "partly"))


def share_of(part: float, whole: float) -> float:
    """Part over whole, and 0 where the whole is 0."""
    return part / whole if whole > 0 else 0.0


def match(both: float, people: float, area_people: float) -> float:
    """Jaccard overlap of a footprint and an area: people in both over people in either."""
    return share_of(both, people + area_people - both)


def match_words(value: float) -> str:
    """A match in words, as the field's thresholds have it."""
    for least, words in MATCH_WORDS:
        if value >= least - DUST:
            return words
    return "not coterminous"


def passes_two_way(share: float, containment: float) -> bool:
    """The NHS's rule for CCG membership (2012): three quarters both ways."""
    return min(share, containment) >= TWO_WAY_SHARE - DUST


def is_kept_whole(containment: float) -> bool:
    """Whether an area with that largest part in one footprint is kept whole."""
    return containment >= KEPT_WHOLE_SHARE - DUST


def least_piece(area_people: float) -> float:
    """How many of an area's people make a piece of it, in one footprint."""
    return (PIECE_SHARE - DUST) * area_people


def effective_splits(pieces: Collection[float], area_people: float) -> float | None:
    """``1 / sum s^2 - 1``, s the share of the area's people in each footprint.

    0 for an area in one footprint, 1 for one in equal halves, None where no footprint holds any of
    its people. While some of them are unassigned it is higher than it will be.
    """
    # math.fsum rounds once: the order of the footprints cannot show.
    squares = math.fsum(map(mul, pieces, pieces))
    return max(area_people * area_people / squares - 1, 0.0) if squares > 0 else None


def coterminosity(share: float, containment: float) -> float:
    """The harmonic mean of plan share and plan containment."""
    return 2 * share * containment / (share + containment) if share + containment else 0.0


def plan_share(overlap: Floats, people: Floats) -> float:
    """The people-weighted mean of footprint share; ``people`` is an array (k,) of footprints'."""
    total = float(people.sum())
    return float(overlap.max(axis=1, initial=0.0).sum()) / total if total else 0.0


def plan_containment(overlap: Floats, area_total: Floats) -> float:
    """The people-weighted mean of area containment; ``area_total`` is an array (areas,)."""
    total = float(area_total.sum())
    return float(overlap.max(axis=0, initial=0.0).sum()) / total if total else 0.0
