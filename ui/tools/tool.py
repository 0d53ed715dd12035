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
    hint = ""
    """What to do next, in the status line while the tool is chosen; the tip where empty."""
    keys: tuple[tuple[str, str], ...] = ()
    """The keys that mean something to this tool only, each with what it does."""
    cursor = Qt.CursorShape.ArrowCursor
    drags_map = False
    help_page = ""
    """The page about it in resources/help; that of the icon's name where empty."""

    def press(self, event: MapEvent) -> None:
        """A button went down: a gesture starts."""

    def move(self, event: MapEvent) -> None:
        """The pointer moved during the gesture."""

    def release(self, event: MapEvent) -> None:
        """The button came up: hand over what the gesture means."""

    def hover(self, event: MapEvent) -> None:
        """The pointer moved with no button down."""

    def key(self, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        """Handle a key before anybody else; false when it means nothing to this tool now."""
        del key, modifiers
        return False

    def cancel(self) -> None:
        """Forget the gesture, and whatever was put together over several of them."""
