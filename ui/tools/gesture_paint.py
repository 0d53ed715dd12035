"""What the tools share that paint units: left gives, right takes back, the filter decides."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.canvas.map_events import MapEvent
from ui.operations.assign_units import AssignUnits
from ui.operations.hand_edit import Edit
from ui.operations.unassign_units import UnassignUnits
from ui.tools.gesture import Hands, Rows
from ui.tools.gesture_brush import BrushGesture


class PaintGesture(BrushGesture):
    """Gives units to the active footprint, or takes them out of theirs with the right button."""

    def __init__(
        self,
        hands: Hands,
        assign: AssignUnits,
        unassign: UnassignUnits,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(hands, parent)
        self._assign = assign
        self._unassign = unassign
        self._target: str | None = None

    def _begin(self, event: MapEvent) -> bool:
        takes_out = event.button in self.takes_out_with
        self._target = None if takes_out else self._document.active_footprint_id
        return self._may_start("" if takes_out else self._assign.target_reason())

    def _follow(self, rows: Rows) -> None:
        plan = self._document.plan
        let = self._choices.let_through(plan, rows, takes_out=self._takes_out)
        if self._takes_out:
            edit, nothing = self._unassign.planned(let), "These units are in no footprint"
        else:
            edit, nothing = self._assign.planned(let, self._target), "These units are in it already"
        if edit is None and len(let):
            nothing = self._locked_words(let) or nothing
        elif not len(let):
            nothing = f"No unit here may change: {self._choices.filter_words()}"
        self._show(edit, *self._further_words(), nothing=nothing)

    def _make(self, edit: Edit) -> None:
        if edit.gains is None:
            self._unassign.make(edit)
        elif self._target is None or self._target in self._document.colours:
            self._assign.make_given(edit)

    def _further_words(self) -> tuple[str, ...]:
        """More to say about what was swept."""
        return ()
