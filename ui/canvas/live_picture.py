"""Pictures of plans that are still being searched for, drawn on the thread that searches."""

from __future__ import annotations

import threading

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from icp_footprints.geography.place import Place
from icp_footprints.plan.matching import best_matching, people_in_common
from icp_footprints.plan.plan import Footprint, Plan, footprint_id
from icp_footprints.report.colouring import colour, neighbouring_footprints
from ui.canvas.style import MapStyle
from ui.canvas.unit_raster import UnitRaster, raster_of

LONGEST_PX = 1000


class LivePicture:
    """Draws each plan so that what stays alike keeps its colour."""

    def __init__(self, place: Place, style: MapStyle, longest_px: int = LONGEST_PX) -> None:
        self._place = place
        self._style = style
        self._longest_px = longest_px
        self._raster: UnitRaster | None = None
        self._last: tuple[NDArray[np.int16], list[int]] | None = None
        self._lock = threading.Lock()

    def draw(self, assignment: NDArray[np.int16], footprints: int) -> tuple[QImage, QRectF] | None:
        """A picture of a plan and where it lies; None where another is being drawn right now."""
        if not self._lock.acquire(blocking=False):
            return None
        try:
            if self._raster is None:
                self._raster = raster_of(self._place, self._longest_px)
            colours = self._colours(assignment, footprints)
            self._last = assignment.copy(), colours
            fills = [self._style.fill(number) for number in colours]
            style = self._style
            image = self._raster.image(assignment, fills, style.unassigned, style.outline)
            return image, self._raster.scene_rect
        finally:
            self._lock.release()

    def _colours(self, assignment: NDArray[np.int16], count: int) -> list[int]:
        ids = [footprint_id(number + 1) for number in range(count)]
        plan = Plan("", assignment, tuple(Footprint(each, each) for each in ids))
        before: dict[str, int] = {}
        if self._last is not None:
            earlier, colours = self._last
            # By what is seen: every unit counts alike, whoever lives there.
            units = np.ones(len(assignment))
            together = people_in_common(units, earlier, assignment, (len(colours), count))
            pairs = zip(*best_matching(together), strict=True)
            before = {ids[new]: colours[old] for old, new in pairs}
        chosen = colour(neighbouring_footprints(self._place.adjacency, plan), before)
        return [chosen[each] for each in ids]
