"""Which areas of a layer count in reports: all but those with a handful of people in the place."""

from __future__ import annotations

from icp_footprints.measures.coterminosity import PIECE_SHARE
from icp_footprints.measures.scorecard import AreaScore, LayerScore
from icp_footprints.wording import LEAST_PRINTED, is_small

# Of fewer, 5 % would be a count that is never printed.
FEWEST_TOLD = LEAST_PRINTED / PIECE_SHARE


def counted_areas(layer: LayerScore) -> list[AreaScore]:
    """The areas of a layer that count: all but those with a handful of people, in its order.

    They would make nine of a neighbour's ten Primary Care Networks look kept whole.
    """
    return [area for area in layer.area_scores if not is_left_out(area)]


def left_out_areas(layer: LayerScore) -> list[AreaScore]:
    """The areas of a layer that tables leave out, the largest first."""
    left_out = [area for area in layer.area_scores if is_left_out(area)]
    return sorted(left_out, key=lambda area: -area.people)


def is_left_out(area: AreaScore) -> bool:
    """Whether tables leave out an area: only a handful of its people live in the place.

    Beside those of `measures.comparable` that is one of so few people that to say whether it is
    split would tell a count of 1 to 4.
    """
    if area.is_minor or area.people >= FEWEST_TOLD:
        return area.is_minor
    counts = [*area.held.values(), area.people - sum(area.held.values())]
    return any(is_small(count) for count in counts)
