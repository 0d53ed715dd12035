"""Areas in an order that puts the large figures of a matrix on its diagonal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from icp_footprints.measures.scores import AreaScore


def area_order(areas: Iterable[AreaScore], rows: Sequence[str | None]) -> list[AreaScore]:
    """Areas below the footprint that holds most of them, the largest first.

    The order changes only when an area's main footprint does, so that columns hold still while
    somebody paints. Areas of nobody's stand last.
    """
    position = {key: number for number, key in enumerate(rows)}
    last = len(position)
    return sorted(
        areas,
        key=lambda each: (
            position.get(each.best_footprint, last),
            -each.people,
            each.area_name,
            each.area,
        ),
    )
