"""The measures of one area, worked out whole from what footprints hold of it."""

from __future__ import annotations

from collections.abc import Mapping

from icp_footprints.measures.coterminosity import (
    effective_splits,
    is_kept_whole,
    least_piece,
    share_of,
)
from icp_footprints.measures.ground import Area
from icp_footprints.measures.scores import AreaScore


def measure_area(
    area: Area, held: Mapping[str, float], order: Mapping[str, int], is_minor: bool
) -> AreaScore:
    """Measure an area.

    Parameters
    ----------
    area
        The area.
    held
        People of it in each footprint that holds any, by the footprint's id.
    order
        The number of each footprint, by id: of equals the first comes first.
    is_minor
        Whether only a handful of its people live in the place.
    """
    people = area.people
    largest_first = tuple(sorted(held.items(), key=lambda piece: (-piece[1], order[piece[0]])))
    best, most = largest_first[0] if largest_first else ("", 0.0)
    least = least_piece(people)
    count = 0
    for _, here in largest_first:
        if here < least:
            break
        count += 1
    containment = share_of(most, people)
    return AreaScore(
        area=area.id,
        area_name=area.name,
        people=people,
        best_footprint=best,
        containment=containment,
        kept_whole=is_kept_whole(containment),
        pieces=largest_first[:count],
        held=largest_first,
        effective_splits=effective_splits(held.values(), people),
        outside_share=area.outside_share,
        is_minor=is_minor,
    )
