"""What the tools share: a title, an icon, a key, and a gesture that commits once or not at all."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from ui.canvas.map_events import MapEvent


class Tool(QObject):
    """What the pointer does on the map. A subclass fills in what it needs."""

    title = ""
    icon = ""
    shortcut = ""
    tip = ""
    cursor = Qt.CursorShape.ArrowCursor
    drags_map = False

    def press(self, event: MapEvent) -> None:
        """A button went down: a gesture starts."""

    def move(self, event: MapEvent) -> None:
        """The pointer moved during the gesture."""

    def release(self, event: MapEvent) -> None:
        """The button came up: hand over what the gesture means."""

    def cancel(self) -> None:
        """Forget the gesture."""
