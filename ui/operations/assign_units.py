"""Give units to a footprint."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from icp_footprints.plan.actions import assign, create
from icp_footprints.plan.locks import locked_holding
from ui import words
from ui.operations.hand_edit import Edit, HandEdit, free_rows, locked_reason
from ui.operations.reasons import nothing_selected

NO_FOOTPRINT = "Choose a footprint in the table first, or make a new one."


class AssignUnits(HandEdit):
    title = "&Assign selected units"
    short_title = "Assign"
    icon = "assign"
    shortcut = "Ctrl+Return"
    tip = "Moves the selected units into the active footprint."

    def disabled_reason(self) -> str:
        reason = super().disabled_reason() or nothing_selected(self.document)
        if reason := reason or self.target_reason():
            return reason
        rows = self.document.selection
        return "" if len(free_rows(self.document.plan, rows)[0]) else self._held(rows)

    def target_reason(self) -> str:
        """Why no units can be given to the active footprint; empty when they can."""
        plan, active = self.document.plan, self.document.active_footprint_id
        if active is None:
            return NO_FOOTPRINT if plan.footprints else ""
        return self.reason_of(active)

    def reason_of(self, footprint_id: str) -> str:
        """Why no units can be given to a footprint; empty when they can."""
        footprint = self.document.plan.footprint(footprint_id)
        return locked_reason([footprint]) if footprint.locked else ""

    def run(self) -> None:
        self.assign(self.document.selection, self.document.active_footprint_id)

    def assign(self, rows: NDArray[np.intp], footprint_id: str | None) -> None:
        """Move units into a footprint as one undo step; those of locked footprints stay.

        A plan without footprints gets its first one.
        """
        if footprint_id is not None and (reason := self.reason_of(footprint_id)):
            self.messages.note(reason)
            return
        edit = self.planned(rows, footprint_id)
        if edit is None:
            # Nothing would move; where that is because of a lock, the user hears of it.
            if reason := self._held(rows):
                self.messages.note(reason)
        else:
            self.make_given(edit)

    def make_given(self, edit: Edit) -> None:
        """Make a planned change; the first footprint of a plan becomes the active one."""
        is_first = not self.document.plan.footprints
        if self.make(edit) and is_first:
            self.document.activate(edit.gains)

    def planned(self, rows: NDArray[np.intp], footprint_id: str | None) -> Edit | None:
        """What giving units to a footprint would change; None for nothing."""
        plan = self.document.plan
        rows, left_out = free_rows(plan, rows)
        if footprint_id is None:
            if plan.footprints or not len(rows):
                return None
            with_first = create(plan, rows)
            made = with_first.footprints[0]
            text = f"New footprint {made.name} of {words.units(len(rows))}"
            return Edit(with_first, text, made.id)
        moved = rows[plan.assignment[rows] != plan.number(footprint_id)]
        if not len(moved):
            return None
        text = f"Add {words.units(len(moved))} to {plan.footprint(footprint_id).name}"
        return Edit(assign(plan, moved, footprint_id), text, footprint_id, left_out)

    def _held(self, rows: NDArray[np.intp]) -> str:
        return locked_reason(locked_holding(self.document.plan, rows))
