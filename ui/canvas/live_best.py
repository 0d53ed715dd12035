"""The best plan so far on the map: drawn where it is found, put on the map by the window."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from ui.canvas.legend_counts import LegendCounts, counts_searched
from ui.canvas.live_picture import LivePicture
from ui.canvas.map_previews import MapPreviews
from ui.canvas.map_view import MapView
from ui.document import PlanDocument
from ui.tasks.latest import Latest

Shown = Callable[[NDArray[np.int16], int], None]


class LiveBest:
    """From `begin` to `end` the map shows whatever the search calls its best."""

    def __init__(self, document: PlanDocument, map_view: MapView, previews: MapPreviews) -> None:
        self._document = document
        self._map = map_view
        self._previews = previews
        self._latest: Latest[tuple[QImage, QRectF, LegendCounts]] | None = None

    def begin(self) -> Shown:
        """Get ready; what it gives is called, on any thread, with each better plan."""
        self.end()
        place, band = self._document.place, self._document.plan.band
        picture = LivePicture(place, self._map.map_style)
        latest: Latest[tuple[QImage, QRectF, LegendCounts]] = Latest(
            lambda found: self._previews.show_live(*found), self._previews
        )
        self._latest = latest

        def shown(assignment: NDArray[np.int16], footprints: int) -> None:
            drawn = picture.draw(assignment, footprints)
            if drawn is not None:
                counts = counts_searched(place, band, assignment, footprints)
                latest.leave((*drawn, counts))

        return shown

    def end(self) -> None:
        """Show the open plan again."""
        if self._latest is not None:
            self._latest.stop()
            self._latest = None
        self._previews.clear_live()
