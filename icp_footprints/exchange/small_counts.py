"""Counts of 1 to 4 people are never printed: they could be about one family.

A footprint's people, a unit's and a ledger's are published totals. How many people of a *footprint*
belong to an *area* of a registration layer is not (in other layers it is the published people of
whole units, and ``<5`` is a courtesy). So, in files for other programs:

1. a count of 1 to 4 is the text ``<5``;
2. an area is *guarded* where it has such a count anywhere, printed or not: then neither its people
   nor any share of them is printed, nor the share who live outside the place, for lists of
   practices are published;
3. where a layer has a guarded area, how many people are in no area is not printed either;
4. and all else that is printed of the layer is worked out as if each such count were the `MIDDLE`
   one: which pieces an area has and in which order, how many areas are kept whole, every sum over
   areas. Shares are printed as finely as that cannot be told from the truth (`decimals`).

By the fourth rule the file would be the same whatever the small counts are. That is more than to
round: a sum over all areas at 6 decimals tells the people of the only guarded one; that a piece is
at least 5 % of 80 people tells that it is of 4; and of an area kept whole, that 20 people are at
least 95 % of it tells that 1 is left. The share of people in areas kept whole has a rule of its
own: see `measures.kept_whole`.
"""

from __future__ import annotations

from collections.abc import Iterator

from icp_footprints.measures.scorecard import AreaScore, LayerScore
from icp_footprints.wording import LEAST_PRINTED, is_small

# What counts of 1 to 4 are taken for, and how far off that may be.
LEAST, MOST = 1.0, LEAST_PRINTED - 1.0
MIDDLE = (LEAST + MOST) / 2
OFF = MOST - MIDDLE
MOST_DECIMALS = 6
# A share weighted by people moves by that many people, about, where one more is counted.
WEIGHT = 4


def guarded_areas(layer: LayerScore) -> frozenset[str]:
    """Ids of the areas of a layer of which neither people nor shares may be printed."""
    if layer.kind != "registration":
        return frozenset()
    return frozenset(each.area for each in layer.area_scores if any(_small_counts(each)))


def decimals(layer: LayerScore) -> int:
    """To how many decimals shares of a layer may be printed; 0 where they may not.

    The last one is of more people than all small counts together can be off their `MIDDLE`.
    """
    if layer.kind != "registration":
        return MOST_DECIMALS
    small = sum(1 for area in layer.area_scores for _ in _small_counts(area))
    off = WEIGHT * OFF * small
    allowed = (d for d in range(MOST_DECIMALS, 0, -1) if layer.people / 10**d >= off)
    return next(allowed, 0)


def _small_counts(area: AreaScore) -> Iterator[float]:
    """Counts of 1 to 4 people of an area: in a footprint, or in none."""
    yield from filter(is_small, area.held.values())
    left = left_over(area)
    if is_small(left):
        yield left


def left_over(area: AreaScore) -> float:
    """People of an area who are in no footprint."""
    return area.people - sum(area.held.values())
