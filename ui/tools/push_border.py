"""Push a footprint's border outwards from inside it, by dragging or with the arrow keys."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Qt

from icp_footprints.plan.locks import is_locked
from icp_footprints.plan.plan import UNASSIGNED
from ui import words
from ui.announce import announce
from ui.canvas.map_events import MapEvent
from ui.operations.assign_units import AssignUnits
from ui.operations.hand_edit import Edit
from ui.tools.corners import ENTER
from ui.tools.gesture import Hands, Rows
from ui.tools.gesture_brush import BrushGesture

START_INSIDE = "Start inside a footprint, then go over its border."
BY_KEYS = "Go over its border with the arrow keys; Enter makes the change, Esc discards it"
UNCHANGED = "Nothing was pushed."


class PushBorderTool(BrushGesture):
    """Units that the pointer sweeps join the footprint it started in, once they touch it.

    So a border moves and no footprint gains a part that lies apart from it.
    """

    title = "Push &border"
    icon = "push-border"
    shortcut = "B"
    tip = (
        "Press inside a footprint and drag over its border: the units you sweep join it, as long "
        "as they touch it. Esc discards the push."
    )
    hint = (
        "Press inside a footprint and drag over its border; or press Enter there, use the arrow "
        "keys and press Enter again. Esc discards."
    )
    keys = (
        ("Enter", "take hold of the border of the footprint that the keyboard is in"),
        ("Arrow keys, then", "push it over the units on the way"),
        ("Enter again", "make the change"),
        ("Esc", "discard the push"),
        ("[ and ]", "a smaller or a larger brush"),
    )
    cursor = Qt.CursorShape.SizeAllCursor
    options = ("brush", "filter")
    takes_out_with = ()

    def __init__(self, hands: Hands, assign: AssignUnits, parent: QObject | None = None) -> None:
        super().__init__(hands, parent)
        self._assign = assign
        self._pushed = ""
        self._is_by_keys = False

    def press(self, event: MapEvent) -> None:
        # The pointer's push takes the place of one that the keyboard began.
        if self._is_by_keys:
            self.cancel()
        super().press(event)

    def key(self, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        del modifiers
        row = self._keyboard_row()
        if self._is_by_keys and key == Qt.Key.Key_Escape:
            self.cancel()
            return True
        if key not in ENTER or row is None or self._last is not None:
            return False
        if self._is_by_keys:
            self._let_go(row)
            return True
        # What is selected comes first: then Enter means the selection.
        if len(self._document.selection):
            return False
        if self._may_push(row):
            self._is_by_keys, self._swept = True, set()
            self.follow_keyboard(row)
        return True

    def follow_keyboard(self, row: int | None) -> None:
        """Push on to the unit that the keyboard has gone to, where it holds a border."""
        if not self._is_by_keys or row is None:
            return
        self._swept.add(row)
        radius_m = self._choices.brush_radius_px / self._map.px_per_m
        if radius_m:
            east, north = self._map.picker.middles[row].tolist()
            at = (east, north)
            self._swept.update(self._units.reached_from(at, at, radius_m).tolist())
        self._follow(np.array(sorted(self._swept), dtype=np.intp))
        announce(self._map, self._card.words.text())

    def cancel(self) -> None:
        self._is_by_keys = False
        super().cancel()

    def _let_go(self, row: int) -> None:
        """Make what the keyboard pushed, and say what came of it."""
        said = self._card.words.text()
        edit = self._take_edit()
        if edit is None:
            self._messages.status(UNCHANGED)
            return
        before = self._document.plan
        self._make(edit)
        self._map.show_card(row)
        if self._document.plan is not before:
            self._messages.status("; ".join(said.splitlines()))
            announce(self._map, said)

    def _begin(self, event: MapEvent) -> bool:
        return event.button == Qt.MouseButton.LeftButton and self._may_push(event.row)

    def _may_push(self, row: int | None) -> bool:
        """Take hold of the footprint there; where that cannot be, the user is told why."""
        plan = self._document.plan
        if row is None or plan.assignment[row] == UNASSIGNED:
            return self._may_start(START_INSIDE)
        self._pushed = plan.footprints[int(plan.assignment[row])].id
        return self._may_start(self._assign.reason_of(self._pushed))

    def _discard_stale(self) -> None:
        if self._is_by_keys:
            self.cancel()
        super()._discard_stale()

    def _follow(self, rows: Rows) -> None:
        plan = self._document.plan
        number = plan.number(self._pushed)
        others = rows[plan.assignment[rows] != number]
        let = self._choices.let_through(plan, others)
        locked = is_locked(plan, let)
        joined = self._joined(number, let[~locked])
        apart = len(let) - int(locked.sum()) - len(joined)
        further = f"{words.units(apart)} left out: not touching" if apart else ""
        held = self._locked_words(let[locked])
        # Once more with the locked ones, so that they are named with what is left out.
        edit = self._assign.planned(np.sort(np.concatenate([joined, let[locked]])), self._pushed)
        name = plan.footprint(self._pushed).name
        nothing = f"{name}: {BY_KEYS}" if self._is_by_keys else f"Drag over the border of {name}"
        self._show(edit, further, nothing=held or nothing)

    def _make(self, edit: Edit) -> None:
        if self._pushed in self._document.colours:
            self._assign.make_given(edit)

    def _joined(self, number: int, rows: Rows) -> Rows:
        """Those of the units that a chain of them ties to the footprint."""
        plan, neighbours = self._document.plan, self._document.place.adjacency.neighbours
        left = set(rows.tolist())
        reached = [row for row in left if bool((plan.assignment[neighbours(row)] == number).any())]
        joined = set(reached)
        while reached:
            near = set(neighbours(reached.pop()).tolist()) & left - joined
            joined |= near
            reached += near
        return np.array(sorted(joined), dtype=np.intp)
