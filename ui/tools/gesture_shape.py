"""What the tools share that draw a shape: by hand with the button down, or corner by corner."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt

from ui.canvas.map_events import MapEvent
from ui.operations.hand_edit import Edit
from ui.tools.corners import ENTER, Corners
from ui.tools.gesture import EditGesture, Hands, Point

STEP_PX = 2.0


class ShapeGesture(EditGesture):
    """A shape in the making, and what it would change. A subclass says what that is.

    Pressed, drawn and let go, it is one stroke. Clicked, it is put down corner by corner, and a
    double-click, Enter or a click on the first corner of an area finishes it.
    """

    cursor = Qt.CursorShape.CrossCursor
    closed = True
    least_corners = 3
    too_few = ""
    """What to say of a shape with fewer corners."""

    def __init__(self, hands: Hands, parent: QObject | None = None) -> None:
        super().__init__(hands, parent)
        self._corners = Corners(self._map.sketch, self.closed)
        self._stroke: list[Point] = []
        self._is_stroke = False
        self._finishes = False

    def press(self, event: MapEvent) -> None:
        if event.button != Qt.MouseButton.LeftButton:
            return
        if not self._corners.points:
            if not self._may_start(self._reason()):
                return
            self._stroke = [event.point]
        self._finishes = event.is_double or (self.closed and self._corners.is_back_at_first(event))

    def move(self, event: MapEvent) -> None:
        if not self._stroke:
            self.hover(event)
        elif not event.is_near(self._stroke[-1], STEP_PX):
            self._is_stroke = self._is_stroke or not event.is_near(self._stroke[0])
            self._stroke.append(event.point)
            if self._is_stroke:
                self._map.sketch.show(self._stroke, self.closed)
                self._preview(self._stroke)

    def hover(self, event: MapEvent) -> None:
        would_be = self._corners.follow(event.point)
        if would_be:
            self._preview(would_be)

    def release(self, event: MapEvent) -> None:
        if event.button == Qt.MouseButton.RightButton:
            self._take_back()
        elif self._is_stroke:
            self._finish([*self._stroke, event.point])
        elif self._corners.points and self._finishes:
            self._finish(self._corners.points)
        elif self._stroke or self._corners.points:
            self._add(event.point)

    def key(self, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        del modifiers
        if key == Qt.Key.Key_Space and (point := self._keyboard_at()) is not None:
            if self._corners.points or self._may_start(self._reason()):
                self._add(point)
            return True
        if not self._corners.points:
            return False
        if key in ENTER:
            self._finish(self._corners.points)
        elif key == Qt.Key.Key_Backspace:
            self._take_back()
        elif key == Qt.Key.Key_Escape:
            self.cancel()
        else:
            return False
        return True

    def cancel(self) -> None:
        self._corners.take()
        self._stroke = []
        self._is_stroke = self._finishes = False
        super().cancel()

    def _reason(self) -> str:
        """Why nothing can be drawn now; empty when it can."""
        return ""

    def _preview(self, points: Sequence[Point]) -> str:
        """Show what the shape would change; where nothing, why not."""
        raise NotImplementedError

    def _make(self, edit: Edit) -> None:
        """Make the change as one undo step."""
        raise NotImplementedError

    def _add(self, point: Point) -> None:
        self._stroke = []
        self._corners.add(point)
        self._preview(self._corners.points)

    def _take_back(self) -> None:
        self._corners.take_back()
        if self._corners.points:
            self._preview(self._corners.points)
        else:
            self.cancel()

    def _finish(self, points: Sequence[Point]) -> None:
        reason = self.too_few
        if len(set(points)) >= self.least_corners:
            reason = self._preview(points)
        edit = self._take_edit()
        if edit is not None and not reason:
            self._make(edit)
        elif reason:
            self._messages.note(reason)
