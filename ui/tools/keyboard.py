"""Edit the plan on the map with the keyboard alone."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Qt

from ui.announce import announce
from ui.canvas.map_view import MapView
from ui.canvas.unit_card import unit_sentence
from ui.document import PlanDocument
from ui.messages import Messages
from ui.operations.assign_units import AssignUnits
from ui.operations.unassign_units import UnassignUnits

DIRECTIONS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, 1.0),
    Qt.Key.Key_Down: (0.0, -1.0),
}
KEYS_IN_WORDS = (
    ("Arrow keys", "move to the next unit in that direction"),
    ("Shift and an arrow key", "the same, and select the unit"),
    ("Enter", "add the unit, or the selected units, to the active footprint"),
    ("1 to 9", "add it to the footprint of that number in the table"),
    ("Delete or Backspace", "take it out of its footprint"),
    ("Space", "select the unit, or take it out of the selection"),
    ("Esc", "discard a stroke, or clear the selection"),
    ("Ctrl and an arrow key", "move the map"),
    ("+ and −", "zoom in and out"),
    ("0", "show the whole place"),
    ("S, P, H", "select, paint, move the map"),
)


class KeyboardEditing(QObject):
    """A cursor that stands on one unit and moves to its neighbours."""

    def __init__(
        self,
        document: PlanDocument,
        map_view: MapView,
        messages: Messages,
        assign: AssignUnits,
        unassign: UnassignUnits,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._map = map_view
        self._messages = messages
        self._assign = assign
        self._unassign = unassign
        self._row: int | None = None
        document.place_changed.connect(self._forget)

    @property
    def row(self) -> int | None:
        """The unit that the cursor stands on."""
        return self._row

    def press(self, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        """Handle a key; false when it means nothing here."""
        if key in DIRECTIONS:
            self._move(*DIRECTIONS[Qt.Key(key)])
            if modifiers & Qt.KeyboardModifier.ShiftModifier and self._row is not None:
                self._document.select({*self._document.selection.tolist(), self._row})
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._give(self._document.active_footprint_id)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self._give_to_number(key - Qt.Key.Key_1)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._unassign.unassign(self._rows())
            self._tell()
        elif key == Qt.Key.Key_Space and self._row is not None:
            self._document.select(set(self._document.selection.tolist()) ^ {self._row})
        elif key == Qt.Key.Key_Escape:
            self._document.select([])
            self._place_cursor(None)
        else:
            return False
        return True

    def _move(self, east: float, north: float) -> None:
        if self._row is None:
            here = self._map.scene_point(self._map.viewport().rect().center().toPointF())
            centres = self._map.picker.centres
            nearest = np.hypot(centres[:, 0] - here.x(), centres[:, 1] + here.y()).argmin()
            self._place_cursor(int(nearest))
            return
        towards = self._map.picker.towards(self._row, east, north)
        if towards is None:
            self._messages.status("There is no unit that way.")
        else:
            self._place_cursor(towards)

    def _place_cursor(self, row: int | None) -> None:
        self._row = row
        self._map.highlight.set_cursor(row)
        if row is not None:
            self._map.keep_in_view(row)
        self._tell()

    def _tell(self) -> None:
        """Say where the cursor is, on the card, in the status line and to screen readers."""
        self._map.show_card(self._row)
        if self._row is not None:
            sentence = unit_sentence(self._document.place, self._document.plan, self._row)
            self._messages.status(sentence)
            announce(self._map, sentence)

    def _rows(self) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
        """The selected units, or else the one at the cursor."""
        if len(self._document.selection):
            return self._document.selection
        return np.array([] if self._row is None else [self._row], dtype=np.intp)

    def _give(self, footprint_id: str | None) -> None:
        rows = self._rows()
        if not len(rows):
            self._messages.status("Press an arrow key first to choose a unit.")
            return
        if footprint_id is None and (reason := self._assign.target_reason()):
            self._messages.note(reason)
            return
        self._assign.assign(rows, footprint_id)
        self._tell()

    def _give_to_number(self, position: int) -> None:
        footprints = self._document.plan.footprints
        if position < len(footprints):
            self._give(footprints[position].id)
        else:
            self._messages.status(f"There is no footprint {position + 1}.")

    def _forget(self) -> None:
        self._row = None
