"""The maps on the page of a report."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from icp_footprints.progress import Progress
from icp_footprints.report.map_ground import MapGround
from icp_footprints.report.map_look import MapLook, MapSize
from icp_footprints.report.map_svg import footprint_map, plan_map

CARD = MapSize(400.0, 400.0)
# The page says the rest itself.
CARD_LOOK = MapLook(small_print=False, figures=False)


def whole_map(ground: MapGround) -> Markup:
    """The map of all footprints, as SVG."""
    # Every piece of a map is escaped where it is made.
    return Markup(plan_map(ground.place, ground.plan, ground=ground))  # noqa: S704


def card_maps(ground: MapGround, progress: Progress | None = None) -> Iterator[Markup]:
    """The map of each footprint and what is beside it, as SVG, in plan order.

    Raises
    ------
    Cancelled
        When the user has asked to stop.
    """
    footprints = ground.plan.footprints
    for number, each in enumerate(footprints):
        if progress is not None:
            progress.report(number / len(footprints), "Drawing maps")
            progress.check_cancelled()
        drawn = footprint_map(ground.place, ground.plan, each.id, CARD, CARD_LOOK, ground=ground)
        yield Markup(drawn)  # noqa: S704
