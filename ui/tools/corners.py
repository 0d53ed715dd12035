"""Corners put down one after another: a click or Space each, Backspace for the last one back."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ui.canvas.layers.sketch import SketchLayer
from ui.canvas.map_events import MapEvent
from ui.canvas.shapes import Point

NEAR_FIRST_PX = 9.0
LEAST_AREA = 3

CORNER_KEYS = (
    ("Space", "put a corner on the unit that the keyboard is at"),
    ("Backspace", "take the last corner back"),
    ("Enter", "finish the shape"),
    ("Esc", "discard the shape"),
)
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Corners:
    """The corners of a shape in the making, and the sketch of them on the map.

    Parameters
    ----------
    sketch
        Where they are drawn.
    closed
        Whether they go round an area, or along a line.
    """

    def __init__(self, sketch: SketchLayer, closed: bool) -> None:
        self._sketch = sketch
        self._closed = closed
        self.points: list[Point] = []

    def add(self, point: Point) -> None:
        """Put down one more corner, in metres."""
        if not self.points or self.points[-1] != point:
            self.points.append(point)
        self._sketch.show(self.points, self._closed)

    def follow(self, point: Point) -> list[Point]:
        """Draw on to where the pointer is; the corners as they would be there."""
        if not self.points:
            return []
        would_be = [*self.points, point]
        self._sketch.show(would_be, self._closed)
        return would_be

    def take_back(self) -> None:
        """Take the last corner back."""
        if self.points:
            self.points.pop()
        self._sketch.show(self.points, self._closed)

    def take(self) -> list[Point]:
        """Hand over the corners and start again; the sketch goes."""
        points, self.points = self.points, []
        self._sketch.clear()
        return points

    def is_back_at_first(self, event: MapEvent) -> bool:
        """Whether a click there closes the area."""
        if len(self.points) < LEAST_AREA:
            return False
        return event.is_near(self.points[0], NEAR_FIRST_PX)
