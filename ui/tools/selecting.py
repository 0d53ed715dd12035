"""What the tools that select share: adding, taking away, the preview, and the menu."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal

from ui.canvas.map_events import MapEvent
from ui.canvas.map_view import MapView
from ui.canvas.shapes import Point, enclosed
from ui.document import PlanDocument
from ui.messages import Messages
from ui.selection_words import short_summary
from ui.tools.tool import Tool

ADDS = Qt.KeyboardModifier.ShiftModifier
TAKES_AWAY = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
MODIFIERS_IN_WORDS = "Shift adds, Ctrl or Alt takes away."
SELECTING_KEYS = (
    ("Shift with the mouse", "add to the selection"),
    ("Ctrl or Alt with the mouse", "take away from the selection"),
)


class SelectingTool(Tool):
    """A tool that ends in a selection. The would-be selection is shown, and Esc discards it."""

    help_page = "select"

    menu_wanted = Signal()
    """The right button was pressed: show what can be done with the selection."""

    def __init__(
        self,
        document: PlanDocument,
        map_view: MapView,
        messages: Messages,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._map = map_view
        self._messages = messages

    def cancel(self) -> None:
        self._map.sketch.clear()
        self._map.selection.select(self._document.selection.tolist())
        self._messages.status("")

    def _units_in(self, corners: Sequence[Point]) -> list[int]:
        """Rows of the units that a line through these corners goes round."""
        return self._map.picker.inside(enclosed(corners))

    def _combined(self, rows: Iterable[int], modifiers: Qt.KeyboardModifier) -> set[int]:
        """What would be selected if these units were chosen with those keys held down."""
        if modifiers & ADDS:
            return {*self._document.selection.tolist(), *rows}
        if modifiers & TAKES_AWAY:
            return set(self._document.selection.tolist()) - set(rows)
        return set(rows)

    def _preview(self, rows: Iterable[int], modifiers: Qt.KeyboardModifier) -> None:
        would_be = sorted(self._combined(rows, modifiers))
        self._map.selection.select(would_be)
        self._messages.status(f"Select {self._described(would_be)}")

    def _choose(self, rows: Iterable[int], modifiers: Qt.KeyboardModifier) -> None:
        chosen = self._combined(rows, modifiers)
        self.cancel()
        self._document.select(chosen)

    def _click(self, event: MapEvent) -> None:
        """Select the one unit there; with Ctrl, take it away where it is selected already."""
        selected = set(self._document.selection.tolist())
        if event.modifiers & Qt.KeyboardModifier.ControlModifier:
            self._document.select(selected if event.row is None else selected ^ {event.row})
        else:
            self._choose([] if event.row is None else [event.row], event.modifiers)

    def _ask_menu(self, event: MapEvent) -> None:
        """Ask for the menu of the selection, or of the unit there if it is not part of it."""
        if event.row is not None and event.row not in self._document.selection:
            self._document.select([event.row])
        self.menu_wanted.emit()

    def _described(self, rows: Sequence[int]) -> str:
        document = self._document
        return short_summary(document.place, document.plan, np.array(rows, dtype=np.intp))
