"""Measure: how far along a line, or how many people in an area drawn by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import shapely
from PySide6.QtCore import QObject, Qt

from ui.announce import announce
from ui.canvas.map_events import MapEvent
from ui.canvas.map_view import MapView
from ui.canvas.shapes import Point, enclosed, length_m
from ui.document import PlanDocument
from ui.messages import Messages
from ui.selection_words import area, distance, summary
from ui.tools.corners import CORNER_KEYS, ENTER, Corners
from ui.tools.tool import Tool

STEP_PX = 2.0


class MeasureTool(Tool):
    """Clicks make a line; a drag, or a click on the first corner, makes an area.

    The plan and the selection stay as they are. What was measured stays on the map until the
    next measuring, Esc, or another tool.
    """

    title = "&Measure"
    icon = "measure"
    shortcut = "M"
    tip = (
        "Draw round units with the button held down to count the people in them, or click along "
        "a line to measure a distance. Nothing is changed."
    )
    hint = "Drag round an area to count people, or click along a line to measure how far it is."
    keys = CORNER_KEYS
    cursor = Qt.CursorShape.CrossCursor

    def __init__(
        self,
        document: PlanDocument,
        map_view: MapView,
        messages: Messages,
        cursor_at: Callable[[], Point | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._map = map_view
        self._messages = messages
        self._cursor_at = cursor_at
        self._line = Corners(map_view.sketch, closed=False)
        self._drawn: list[Point] = []
        self._is_dragging = False
        self._ends = ""

    def press(self, event: MapEvent) -> None:
        if event.button != Qt.MouseButton.LeftButton:
            return
        self._drawn = [event.point]
        self._ends = "area" if self._line.is_back_at_first(event) else ""
        if event.is_double and self._line.points:
            self._ends = "line"

    def move(self, event: MapEvent) -> None:
        if not self._drawn or event.is_near(self._drawn[-1], STEP_PX):
            return
        self._drawn.append(event.point)
        self._is_dragging = self._is_dragging or not event.is_near(self._drawn[0])
        if self._is_dragging:
            self._line.points.clear()
            self._map.sketch.show(self._drawn, closed=True)
            self._messages.status(self._area_words(self._drawn))

    def hover(self, event: MapEvent) -> None:
        would_be = self._line.follow(event.point)
        if would_be:
            self._messages.status(self._line_words(would_be))

    def release(self, event: MapEvent) -> None:
        if not self._drawn or event.button != Qt.MouseButton.LeftButton:
            return
        if self._is_dragging:
            self._finish([*self._drawn, event.point], is_area=True)
        elif self._ends:
            self._finish(self._line.points, is_area=self._ends == "area")
        else:
            self._add(event.point)
        self._drawn, self._is_dragging = [], False

    def key(self, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        del modifiers
        if key == Qt.Key.Key_Space and (point := self._cursor_at()) is not None:
            self._add(point)
        elif key == Qt.Key.Key_Escape and self._map.sketch.is_shown:
            self.cancel()
        elif key in ENTER and self._line.points:
            self._finish(self._line.points, is_area=False)
        elif key == Qt.Key.Key_Backspace and self._line.points:
            self._line.take_back()
            self._messages.status(self._line_words(self._line.points))
        else:
            return False
        return True

    def cancel(self) -> None:
        self._line.take()
        self._drawn, self._is_dragging, self._ends = [], False, ""
        self._messages.status("")

    def _add(self, point: Point) -> None:
        self._line.add(point)
        self._messages.status(self._line_words(self._line.points))

    def _finish(self, corners: Sequence[Point], is_area: bool) -> None:
        """Say what was measured, and leave it on the map."""
        corners = list(corners)
        self._line.take()
        self._map.sketch.show(corners, closed=is_area)
        said = self._area_words(corners) if is_area else self._line_words(corners)
        self._messages.status(said)
        announce(self._map, said)

    def _line_words(self, corners: Sequence[Point]) -> str:
        return f"Distance: {distance(length_m(corners))}"

    def _area_words(self, corners: Sequence[Point]) -> str:
        shape = enclosed(corners)
        rows = np.array(self._map.picker.inside(shape), dtype=np.intp)
        said = summary(self._document.place, self._document.plan, rows)
        drawn = area(float(shapely.area(shape)) / 1e6)
        return f"{said}. The drawn area itself: {drawn}"
