"""The maps of a report, each drawn once for all the forms that it is in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import Plan
from icp_footprints.progress import Progress
from icp_footprints.report.maps.ground import MapGround
from icp_footprints.report.maps.look import MapLook, MapSize
from icp_footprints.report.maps.svg import footprint_map, plan_map

# Maps of so few footprints hardly share a scale.
FEW = 15
# Page units, of which letters are 9 to 13 high.
CARD = MapSize(340.0, 340.0)
# The report says the rest itself.
CARD_LOOK = MapLook(small_print=False, figures=False)


@dataclass(frozen=True, eq=False)
class ReportMaps:
    """The maps of a report as SVG text, drawn when first asked for.

    Parameters
    ----------
    place, plan
        What is drawn.
    """

    place: Place
    plan: Plan

    @cached_property
    def ground(self) -> MapGround:
        """What they have in common."""
        return MapGround.of(self.place, self.plan, shared=len(self.plan.footprints) > FEW)

    def whole(self, size: MapSize, look: MapLook) -> str:
        """The map of all footprints, which every form of the report has its own room for."""
        return plan_map(self.place, self.plan, size, look, ground=self.ground)

    def cards(self, progress: Progress | None = None) -> Iterator[str]:
        """The map of each footprint and what is beside it, in plan order.

        Raises
        ------
        Cancelled
            When the user has asked to stop.
        """
        footprints = self.plan.footprints
        for number, each in enumerate(footprints):
            if progress is not None:
                progress.report(number / len(footprints), "Drawing maps")
                progress.check_cancelled()
            if each.id not in self._cards:
                self._cards[each.id] = footprint_map(
                    self.place, self.plan, each.id, CARD, CARD_LOOK, ground=self.ground
                )
            yield self._cards[each.id]

    @cached_property
    def _cards(self) -> dict[str, str]:
        return {}
