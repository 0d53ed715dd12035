"""Select units: click for one, drag a rectangle round several."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ui.canvas.map_events import MapEvent
from ui.canvas.shapes import rectangle
from ui.tools.selecting import MODIFIERS_IN_WORDS, SELECTING_KEYS, SelectingTool


class SelectTool(SelectingTool):
    """A drag is a rectangle; a press that hardly moves is a click."""

    title = "&Select"
    icon = "select"
    shortcut = "S"
    tip = (
        "Click a unit to select it, or drag a rectangle round several. Shift adds to the "
        "selection; Ctrl or Alt takes away from it."
    )
    hint = f"Click a unit or drag a rectangle. {MODIFIERS_IN_WORDS}"
    keys = SELECTING_KEYS

    _start: MapEvent | None = None
    _is_dragging = False

    def press(self, event: MapEvent) -> None:
        if event.button == Qt.MouseButton.LeftButton:
            self._start = event

    def move(self, event: MapEvent) -> None:
        if self._start is None:
            return
        self._is_dragging = self._is_dragging or not event.is_near(self._start.point)
        if self._is_dragging:
            corners = rectangle(self._start.point, event.point)
            self._map.sketch.show(corners, closed=True)
            self._preview(self._taken(self._start, event), event.modifiers)

    def release(self, event: MapEvent) -> None:
        if event.button == Qt.MouseButton.RightButton:
            self._ask_menu(event)
        elif self._start is None:
            return
        elif self._is_dragging or not event.is_near(self._start.point):
            self._choose(self._taken(self._start, event), event.modifiers)
        else:
            self._click(event)
        self._forget()

    def cancel(self) -> None:
        self._forget()
        super().cancel()

    def _forget(self) -> None:
        self._start = None
        self._is_dragging = False

    def _taken(self, start: MapEvent, end: MapEvent) -> list[int]:
        rows = self._units_in(rectangle(start.point, end.point))
        if not rows and start.row is not None and start.row == end.row:
            # Too small for the middle of any unit: a click by a hand that moved.
            return [start.row]
        return rows
