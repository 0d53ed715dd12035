"""What the map shows over the open plan: a change to look at, or the best plan so far."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QRectF
from PySide6.QtGui import QImage

from ui.canvas.change_picture import ChangePicture
from ui.canvas.layers.live_plan import LivePlanLayer
from ui.canvas.layers.preview import PreviewLayer
from ui.canvas.legend import BEST_SO_FAR
from ui.canvas.legend_counts import LegendCounts, counts_pictured
from ui.canvas.map_view import MapView


class MapPreviews(QObject):
    """Two layers over the map, of which one at most is shown."""

    def __init__(self, map_view: MapView) -> None:
        super().__init__(map_view)
        self._map = map_view
        self.change = PreviewLayer(map_view.scene(), map_view.map_style)
        self.live = LivePlanLayer(map_view.scene())
        self._picture: ChangePicture | None = None
        map_view.zoomed.connect(self.change.zoomed)
        map_view.installEventFilter(self)

    def show_change(self, picture: ChangePicture, rows: NDArray[np.intp]) -> None:
        """Show a change, and move the map to it only where none of it is in view."""
        self.live.clear()
        if picture is self._picture:
            return
        self._picture = picture
        self.change.zoomed(self._map.px_per_m)
        self.change.show(picture)
        self._map.cover(counts_pictured(picture))
        seen = self._map.mapToScene(self._map.viewport().rect()).boundingRect()
        hatched = [item.boundingRect() for item in self.change.hatched.values()]
        if hatched and not any(seen.intersects(each) for each in hatched):
            self._map.show_rows(rows.tolist())

    def show_live(self, image: QImage, scene_rect: QRectF, counts: LegendCounts) -> None:
        """Show a plan that is still being searched for, and count it in the legend."""
        self.live.show(image, scene_rect)
        self._map.cover(counts, BEST_SO_FAR)

    def clear_live(self) -> None:
        """Show the open plan again."""
        self.live.clear()
        self._map.cover(None if self._picture is None else counts_pictured(self._picture))

    def clear(self) -> None:
        """Show the open plan again."""
        self._picture = None
        self.live.clear()
        self.change.clear()
        self._map.cover(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        changes = (QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.FontChange)
        if event.type() in changes:
            # The map takes its own colours first.
            handled = watched.event(event)
            self.change.restyle(self._map.map_style)
            return handled
        return super().eventFilter(watched, event)
