"""What the map tells a tool, in metres, and what a tool must answer to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Qt


@dataclass(frozen=True)
class MapEvent:
    """The pointer on the map: where in EPSG:27700, over which unit, with what held down."""

    east: float
    north: float
    row: int | None
    button: Qt.MouseButton
    modifiers: Qt.KeyboardModifier


class MapTool(Protocol):
    """What the map needs of a tool. A gesture runs from press to release, or to cancel."""

    cursor: Qt.CursorShape
    drags_map: bool
    """Whether dragging with the left button moves the map instead."""

    def press(self, event: MapEvent) -> None: ...
    def move(self, event: MapEvent) -> None: ...
    def release(self, event: MapEvent) -> None: ...
    def cancel(self) -> None: ...


class MapKeys(Protocol):
    """What handles the keys that edit the plan on the map."""

    def press(self, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        """Handle a key; false when it means nothing here."""
        ...
