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
        People of it in each footprint that holds any, by the footprint's id; kept in the score.
    order
        The number of each footprint, by id: of equals the first comes first.
    is_minor
        Whether only a handful of its people live in the place.
    """
    people = area.people
    least = least_piece(people)
    # Nearly all footprints hold too little for a piece: only pieces are put in order.
    large = [key for key, n in held.items() if n >= least]
    largest_first = sorted(large or held, key=order.__getitem__)
    largest_first.sort(key=held.__getitem__, reverse=True)
    best = largest_first[0] if largest_first else ""
    most = held[best] if best else 0.0
    containment = share_of(most, people)
    return AreaScore(
        area=area.id,
        area_name=area.name,
        people=people,
        best_footprint=best,
        best_people=most,
        containment=containment,
        kept_whole=is_kept_whole(containment),
        pieces=tuple([(key, held[key]) for key in largest_first]) if large else (),
        held=held,
        effective_splits=effective_splits(held.values(), people),
        outside_share=area.outside_share,
        is_minor=is_minor,
    )
