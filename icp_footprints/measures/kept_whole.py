"""The share of people in areas kept whole, as finely as gives no count of 1 to 4 people away.

It is a sum over the areas kept whole only: where few are, or where the people of the others are
published, the exact share tells how many people belong to the one whose count is not printed.
"""

from __future__ import annotations

from collections.abc import Iterator

from icp_footprints.measures.scores import AreaScore, LayerScore
from icp_footprints.wording import LEAST_PRINTED, is_small

MOST_DECIMALS = 6
# The last decimal of a rounded share is of no fewer people.
LEAST_STEP = 20


def printed_kept_whole(layer: LayerScore) -> float | None:
    """The share of people in areas kept whole as it may be printed; None where it may not.

    Exact where footprints and areas have no count of 1 to 4 people in common, else rounded so that
    all such counts of the areas kept whole could be others.
    """
    if layer.kind != "registration" or not any(
        True for area in layer.area_scores for _ in _small_counts(area)
    ):
        return round(layer.kept_whole, MOST_DECIMALS)
    small = [
        count for area in layer.area_scores if area.kept_whole for count in _small_counts(area)
    ]
    for decimals in range(MOST_DECIMALS, 0, -1):
        step = layer.people / 10**decimals
        shown = round(layer.kept_whole, decimals)
        if step >= LEAST_STEP and _could_be_others(
            small, (shown - layer.kept_whole) * layer.people, step
        ):
            return shown
    return None


def _could_be_others(small: list[float], off: float, step: float) -> bool:
    """Whether the rounded share leaves open that all small counts are 1, and that all are 4."""
    least, most = (sum(small) + off + half for half in (-step / 2, step / 2))
    return least <= len(small) and most >= len(small) * (LEAST_PRINTED - 1)


def _small_counts(area: AreaScore) -> Iterator[float]:
    """Counts of 1 to 4 people of an area: in a footprint, or in none."""
    yield from filter(is_small, area.held.values())
    left = area.people - sum(area.held.values())
    if is_small(left):
        yield left
