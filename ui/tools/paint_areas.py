"""Paint whole areas: all units that mostly belong to the ward, MSOA or PCN under the pointer."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt

from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.wording import area_words, shortlist
from ui import words
from ui.canvas.map_events import MapEvent
from ui.tools.gesture import Point
from ui.tools.gesture_paint import PaintGesture

MOST_NAMED = 3


class PaintAreasTool(PaintGesture):
    """A unit belongs to the area that the largest share of its people belongs to."""

    title = "Paint &areas"
    icon = "paint-areas"
    shortcut = "A"
    tip = (
        "Click or drag over areas, such as wards or PCNs, to add all their units to the active "
        "footprint; with the right button, to take them out. Choose the layer under the toolbar."
    )
    hint = "Drag over areas to give all their units; right button takes them out. Esc discards."
    keys = (
        ("Enter", "give the whole area that the keyboard is at"),
        ("Delete", "take that area out"),
    )
    options = ("layer", "filter")
    has_brush = False

    _areas: frozenset[int] = frozenset()

    def key(self, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        del modifiers
        point = self._keyboard_at()
        # What is selected comes first: then these keys mean the selection.
        if self._last is not None or point is None or len(self._document.selection):
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            button = Qt.MouseButton.LeftButton
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            button = Qt.MouseButton.RightButton
        else:
            return False
        at = MapEvent(*point, None, button, Qt.KeyboardModifier.NoModifier)
        self.press(at)
        self.release(at)
        return True

    def _begin(self, event: MapEvent) -> bool:
        self._areas = frozenset()
        reason = "" if self._choices.layer else "This place has no layer of areas to paint by."
        return self._may_start(reason) and super()._begin(event)

    def _found(self, start: Point, event: MapEvent) -> list[int]:
        layer = self._choices.layer
        if layer is None:
            return []
        area_of = layer.dominant_area
        touched = set(area_of[super()._found(start, event)].tolist()) - {-1}
        fresh = touched - self._areas
        self._areas |= fresh
        return np.flatnonzero(np.isin(area_of, list(fresh))).tolist()

    def _further_words(self) -> tuple[str, ...]:
        layer = self._choices.layer
        return (_named(layer, sorted(self._areas)),) if layer and self._areas else ()


def _named(layer: ReferenceLayer, areas: list[int]) -> str:
    """The areas by name: ``Ward Bebington``, ``2 wards: Bebington, Clatterbridge``."""
    one, many = area_words(layer.name)
    short = words.short_names(layer)
    names = shortlist([short[layer.area_names[area]] for area in areas], MOST_NAMED)
    kind = f"{one[:1].upper()}{one[1:]}" if len(areas) == 1 else f"{len(areas)} {many}:"
    return f"{kind} {names}"
