"""What the tools share that are dragged over units: the brush, its circle, and what it swept."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Qt

from ui.canvas.map_events import MapEvent
from ui.operations.hand_edit import Edit
from ui.tools.gesture import EditGesture, Hands, Point, Rows

CIRCLE = np.linspace(0, 2 * np.pi, 49)
AT_WORK = (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton)


class BrushGesture(EditGesture):
    """A gesture from press to release over units. A subclass says what becomes of them."""

    cursor = Qt.CursorShape.CrossCursor
    has_brush = True
    takes_out_with = (Qt.MouseButton.RightButton,)

    def __init__(self, hands: Hands, parent: QObject | None = None) -> None:
        super().__init__(hands, parent)
        self._last: Point | None = None
        self._button = Qt.MouseButton.NoButton
        self._swept: set[int] = set()
        self._has_circle = False
        self._map.hovered.connect(self._leave)

    def press(self, event: MapEvent) -> None:
        if event.button in AT_WORK and self._begin(event):
            self._last, self._button = event.point, event.button
            self._swept = set()
            self._sweep(event)

    def move(self, event: MapEvent) -> None:
        if self._last is not None:
            self._sweep(event)

    def hover(self, event: MapEvent) -> None:
        self._show_brush(event)

    def release(self, event: MapEvent) -> None:
        if self._last is None:
            return
        self._sweep(event)
        self._hand_over(self._make)
        self._show_brush(event)

    def cancel(self) -> None:
        self._last = None
        self._has_circle = False
        super().cancel()

    @property
    def _takes_out(self) -> bool:
        return self._button in self.takes_out_with

    def _begin(self, event: MapEvent) -> bool:
        """Whether a gesture can start there; where not, the user is told why."""
        raise NotImplementedError

    def _found(self, start: Point, event: MapEvent) -> list[int]:
        """Units that the pointer passed over, or that the brush took, since it was last heard."""
        found = self._map.picker.along(start, event.point)
        radius_m = self._radius_m(event)
        if radius_m:
            found += self._units.reached_from(start, event.point, radius_m).tolist()
        return found

    def _follow(self, rows: Rows) -> None:
        """Show what the units swept so far would change."""
        raise NotImplementedError

    def _make(self, edit: Edit) -> None:
        """Make the change as one undo step."""
        raise NotImplementedError

    def _sweep(self, event: MapEvent) -> None:
        before = len(self._swept)
        self._swept.update(self._found(self._last or event.point, event))
        self._last = event.point
        self._show_brush(event)
        if len(self._swept) != before:
            self._follow(np.array(sorted(self._swept), dtype=np.intp))

    def _radius_m(self, event: MapEvent) -> float:
        return self._choices.brush_radius_px / event.px_per_m if self.has_brush else 0.0

    def _show_brush(self, event: MapEvent) -> None:
        radius_m = self._radius_m(event)
        if radius_m:
            circle = np.column_stack([np.cos(CIRCLE), np.sin(CIRCLE)]) * radius_m
            self._map.sketch.show(circle + event.point, closed=False)
            self._has_circle = True

    def _leave(self, row: object) -> None:
        """Take the circle off where the pointer leaves the units."""
        if row is None and self._last is None and self._has_circle:
            self._map.sketch.clear()
            self._has_circle = False
