"""Select the units inside a polygon, put down corner by corner."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt

from ui.canvas.map_events import MapEvent
from ui.canvas.map_view import MapView
from ui.canvas.shapes import Point
from ui.document import PlanDocument
from ui.messages import Messages
from ui.tools.corners import CORNER_KEYS, ENTER, LEAST_AREA, Corners
from ui.tools.selecting import MODIFIERS_IN_WORDS, SELECTING_KEYS, SelectingTool


class PolygonTool(SelectingTool):
    """A click is a corner; a double-click, Enter or a click on the first corner closes it."""

    title = "Pol&ygon"
    icon = "polygon"
    shortcut = "G"
    tip = (
        "Click the corners of a polygon to select the units whose centre is inside. Double-click "
        "or press Enter to finish; Backspace takes the last corner back."
    )
    hint = f"Click the corners; double-click or Enter to finish. {MODIFIERS_IN_WORDS}"
    keys = (*SELECTING_KEYS, *CORNER_KEYS)
    cursor = Qt.CursorShape.CrossCursor

    def __init__(
        self,
        document: PlanDocument,
        map_view: MapView,
        messages: Messages,
        cursor_at: Callable[[], Point | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(document, map_view, messages, parent)
        self._cursor_at = cursor_at
        self._corners = Corners(map_view.sketch, closed=True)
        self._closes = False

    def press(self, event: MapEvent) -> None:
        self._closes = event.is_double or self._corners.is_back_at_first(event)

    def move(self, event: MapEvent) -> None:
        self.hover(event)

    def hover(self, event: MapEvent) -> None:
        would_be = self._corners.follow(event.point)
        if would_be:
            self._preview(self._units_in(would_be), event.modifiers)

    def release(self, event: MapEvent) -> None:
        if event.button == Qt.MouseButton.RightButton and not self._corners.points:
            self._ask_menu(event)
        elif event.button == Qt.MouseButton.LeftButton:
            if self._closes and self._corners.points:
                self._finish(event.modifiers)
            else:
                self._add(event.point, event.modifiers)

    def key(self, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        if key == Qt.Key.Key_Space and (point := self._cursor_at()) is not None:
            self._add(point, modifiers)
            return True
        if not self._corners.points:
            return False
        if key in ENTER:
            self._finish(modifiers)
        elif key == Qt.Key.Key_Backspace:
            self._corners.take_back()
            if not self._corners.points:
                self.cancel()
                return True
            self._preview(self._units_in(self._corners.points), modifiers)
        elif key == Qt.Key.Key_Escape:
            self.cancel()
        else:
            return False
        return True

    def cancel(self) -> None:
        self._corners.take()
        self._closes = False
        super().cancel()

    def _add(self, point: Point, modifiers: Qt.KeyboardModifier) -> None:
        self._corners.add(point)
        self._preview(self._units_in(self._corners.points), modifiers)

    def _finish(self, modifiers: Qt.KeyboardModifier) -> None:
        corners = self._corners.take()
        if len(corners) < LEAST_AREA:
            self.cancel()
            self._messages.status("A polygon needs three corners: nothing was selected.")
        else:
            self._choose(self._units_in(corners), modifiers)
