"""Push a footprint's border outwards by dragging from inside it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Qt

from icp_footprints.plan.locks import is_locked
from icp_footprints.plan.plan import UNASSIGNED
from ui import words
from ui.canvas.map_events import MapEvent
from ui.operations.assign_units import AssignUnits
from ui.operations.hand_edit import Edit
from ui.tools.gesture import Hands, Rows
from ui.tools.gesture_brush import BrushGesture

START_INSIDE = "Start inside a footprint, then drag over its border."


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
        "Press inside a footprint and drag over its border. [ and ] size the brush. Esc discards."
    )
    keys = (("[ and ]", "a smaller or a larger brush"),)
    cursor = Qt.CursorShape.SizeAllCursor
    options = ("brush", "filter")
    takes_out_with = ()

    def __init__(self, hands: Hands, assign: AssignUnits, parent: QObject | None = None) -> None:
        super().__init__(hands, parent)
        self._assign = assign
        self._pushed = ""

    def _begin(self, event: MapEvent) -> bool:
        if event.button != Qt.MouseButton.LeftButton:
            return False
        plan = self._document.plan
        if event.row is None or plan.assignment[event.row] == UNASSIGNED:
            return self._may_start(START_INSIDE)
        self._pushed = plan.footprints[int(plan.assignment[event.row])].id
        return self._may_start(self._assign.reason_of(self._pushed))

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
        self._show(edit, further, nothing=held or f"Drag over the border of {name}")

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
