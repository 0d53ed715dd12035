"""Counts of 1 to 4 people are never printed: they could be about one family.

A footprint's people, a unit's and a ledger's are published totals. How many people of a *footprint*
belong to an *area* of a registration layer is not (in other layers it is the published people of
whole units, and ``<5`` is a courtesy). So, in files for other programs:

1. a count of 1 to 4 is the text ``<5``;
2. an area is *guarded* where such a count is printed of it, or would be left over when all that is
   printed of it is taken from its people: then neither its people nor any share of them is printed,
   nor the share who live outside the place, for lists of practices are published;
3. where a layer has a guarded area, how many people are in no area is not printed either.

Shares of the whole plan stay exact: they are sums over every area and footprint. The share of
people in areas kept whole is one over some areas only, and is rounded: see `measures.kept_whole`.
"""

from __future__ import annotations

from icp_footprints.measures.scorecard import AreaScore, LayerScore, Scorecard
from icp_footprints.wording import LEAST_PRINTED, is_small

# Below this a difference is one of rounding.
WHOLE = 1e-6


def guarded_areas(score: Scorecard, layer: LayerScore) -> frozenset[str]:
    """Ids of the areas of a layer of which neither people nor shares may be printed."""
    if layer.kind != "registration":
        return frozenset()
    best = {(each.layers[layer.name].best_area, each.id) for each in score.footprints}
    return frozenset(each.area for each in layer.area_scores if _tells(each, best))


def _tells(area: AreaScore, best: set[tuple[str, str]]) -> bool:
    """Whether a count of 1 to 4 is printed of an area or left over from what is."""
    known = dict(area.pieces)
    # The share of a footprint that is its best area, times its people, is a count as well.
    known |= {key: people for key, people in area.held.items() if (area.area, key) in best}
    left = area.people - sum(known.values())
    # What is printed in whole people may each be half a person off.
    least = left - 0.5 * (len(known) + 1)
    is_left = left > WHOLE and least < LEAST_PRINTED - 0.5
    return is_left or any(is_small(people) for people in known.values())
