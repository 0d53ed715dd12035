"""Take units out of their footprints."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from icp_footprints.plan.actions import assign
from icp_footprints.plan.locks import locked_holding
from icp_footprints.plan.plan import UNASSIGNED
from ui import words
from ui.operations.hand_edit import Edit, HandEdit, free_rows, locked_reason
from ui.operations.reasons import nothing_selected


class UnassignUnits(HandEdit):
    title = "&Take out selected units"
    short_title = "Take out"
    icon = "unassign"
    shortcut = "Ctrl+Backspace"
    tip = "Takes the selected units out of their footprints."

    def disabled_reason(self) -> str:
        if reason := super().disabled_reason() or nothing_selected(self.document):
            return reason
        rows, plan = self.document.selection, self.document.plan
        held = rows[plan.assignment[rows] != UNASSIGNED]
        if not len(held):
            return "The selected units are in no footprint."
        return "" if len(free_rows(plan, held)[0]) else locked_reason(locked_holding(plan, held))

    def run(self) -> None:
        self.unassign(self.document.selection)

    def unassign(self, rows: NDArray[np.intp]) -> None:
        """Take units out of whatever footprint they are in, as one undo step.

        Those of locked footprints stay.
        """
        edit = self.planned(rows)
        if edit is not None:
            self.make(edit)
        elif reason := locked_reason(locked_holding(self.document.plan, rows)):
            self.messages.note(reason)

    def planned(self, rows: NDArray[np.intp]) -> Edit | None:
        """What taking units out would change; None for nothing."""
        plan = self.document.plan
        held, left_out = free_rows(plan, rows[plan.assignment[rows] != UNASSIGNED])
        if not len(held):
            return None
        numbers = np.unique(plan.assignment[held])
        source = plan.footprints[int(numbers[0])].name if len(numbers) == 1 else "footprints"
        text = f"Take {words.units(len(held))} out of {source}"
        return Edit(assign(plan, held, None), text, None, left_out)
