"""Select the units that a line drawn by hand goes round."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ui.canvas.map_events import MapEvent
from ui.canvas.shapes import Point
from ui.tools.selecting import MODIFIERS_IN_WORDS, SELECTING_KEYS, SelectingTool

STEP_PX = 2.0


class LassoTool(SelectingTool):
    """Pressed, drawn, let go: one gesture."""

    title = "&Lasso"
    icon = "lasso"
    shortcut = "L"
    tip = (
        "Draw round units with the button held down to select those whose centre is inside. "
        "Shift adds to the selection; Ctrl or Alt takes away from it."
    )
    hint = f"Draw round the units with the button held down. {MODIFIERS_IN_WORDS}"
    keys = SELECTING_KEYS
    cursor = Qt.CursorShape.CrossCursor

    _drawn: tuple[Point, ...] = ()
    _is_dragging = False

    def press(self, event: MapEvent) -> None:
        if event.button == Qt.MouseButton.LeftButton:
            self._drawn = (event.point,)

    def move(self, event: MapEvent) -> None:
        if not self._drawn or event.is_near(self._drawn[-1], STEP_PX):
            return
        self._drawn = (*self._drawn, event.point)
        self._is_dragging = self._is_dragging or not event.is_near(self._drawn[0])
        if self._is_dragging:
            self._map.sketch.show(self._drawn, closed=True)
            self._preview(self._units_in(self._drawn), event.modifiers)

    def release(self, event: MapEvent) -> None:
        if event.button == Qt.MouseButton.RightButton:
            self._ask_menu(event)
        elif self._is_dragging:
            self._choose(self._units_in((*self._drawn, event.point)), event.modifiers)
        elif self._drawn:
            self._click(event)
        self._forget()

    def cancel(self) -> None:
        self._forget()
        super().cancel()

    def _forget(self) -> None:
        self._drawn = ()
        self._is_dragging = False
