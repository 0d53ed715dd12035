"""Take units out of their footprints."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from icp_footprints.plan.actions import assign
from icp_footprints.plan.plan import UNASSIGNED
from ui import words
from ui.operations.operation import Operation


class UnassignUnits(Operation):
    title = "&Take out selected units"
    short_title = "Take out"
    icon = "unassign"
    shortcut = "Ctrl+Backspace"
    tip = "Takes the selected units out of their footprints."

    def disabled_reason(self) -> str:
        if reason := super().disabled_reason():
            return reason
        rows = self.document.selection
        if not len(rows):
            return "Select units on the map first."
        if (self.document.plan.assignment[rows] == UNASSIGNED).all():
            return "The selected units are in no footprint."
        return ""

    def run(self) -> None:
        self.unassign(self.document.selection)

    def unassign(self, rows: NDArray[np.intp]) -> None:
        """Take units out of whatever footprint they are in, as one undo step."""
        plan = self.document.plan
        held = rows[plan.assignment[rows] != UNASSIGNED]
        if not len(held):
            return
        numbers = np.unique(plan.assignment[held])
        source = plan.footprints[int(numbers[0])].name if len(numbers) == 1 else "footprints"
        text = f"Take {words.units(len(held))} out of {source}"
        self.document.apply(assign(plan, held, None), text)
