"""What the map tells a tool, in metres, and what a tool must answer to."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Qt

# A hand that shakes this far still clicks.
STILL_PX = 4.0


@dataclass(frozen=True)
class MapEvent:
    """The pointer on the map: where in EPSG:27700, over which unit, with what held down."""

    east: float
    north: float
    row: int | None
    button: Qt.MouseButton
    modifiers: Qt.KeyboardModifier
    px_per_m: float = 1.0
    """Pixels per metre of the map as it is shown."""
    is_double: bool = False
    """Whether this press is the second of two quick ones."""

    @property
    def point(self) -> tuple[float, float]:
        """Easting and northing in metres."""
        return self.east, self.north

    def is_near(self, point: tuple[float, float], within_px: float = STILL_PX) -> bool:
        """Whether the pointer is within so many pixels of a point given in metres."""
        distance_m = math.hypot(self.east - point[0], self.north - point[1])
        return distance_m * self.px_per_m <= within_px


class MapTool(Protocol):
    """What the map needs of a tool. A gesture runs from press to release, or to cancel."""

    cursor: Qt.CursorShape
    drags_map: bool
    """Whether dragging with the left button moves the map instead."""

    def press(self, event: MapEvent) -> None: ...
    def move(self, event: MapEvent) -> None: ...
    def release(self, event: MapEvent) -> None: ...
    def cancel(self) -> None: ...

    def hover(self, event: MapEvent) -> None:
        """The pointer moved with no button down."""
        ...

    def key(self, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        """Handle a key before anybody else; false when it means nothing to this tool now."""
        ...


class MapKeys(Protocol):
    """What handles the keys that edit the plan on the map."""

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for a second digit, which then means nothing else."""
        ...

    def press(self, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        """Handle a key; false when it means nothing here."""
        ...
