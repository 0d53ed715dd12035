"""Give units to a footprint."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from icp_footprints.plan.actions import assign, create
from ui import words
from ui.operations.operation import Operation

NO_FOOTPRINT = "Choose a footprint in the table first, or make a new one."


class AssignUnits(Operation):
    title = "&Assign selected units"
    short_title = "Assign"
    icon = "assign"
    shortcut = "Ctrl+Return"
    tip = "Moves the selected units into the active footprint."

    def disabled_reason(self) -> str:
        if reason := super().disabled_reason():
            return reason
        if not len(self.document.selection):
            return "Select units on the map first."
        return self.target_reason()

    def target_reason(self) -> str:
        """Why no units can be given to the active footprint; empty when they can."""
        if self.document.active_footprint_id is None and self.document.plan.footprints:
            return NO_FOOTPRINT
        return ""

    def run(self) -> None:
        self.assign(self.document.selection, self.document.active_footprint_id)

    def assign(self, rows: NDArray[np.intp], footprint_id: str | None) -> None:
        """Move units into a footprint as one undo step.

        A plan without footprints gets its first one.
        """
        document = self.document
        plan = document.plan
        if footprint_id is None:
            if plan.footprints or not len(rows):
                return
            with_first = create(plan, rows)
            made = with_first.footprints[0]
            text = f"New footprint {made.name} of {words.units(len(rows))}"
            document.apply(with_first, text)
            document.activate(made.id)
            return
        moved = int((plan.assignment[rows] != plan.number(footprint_id)).sum())
        if moved:
            name = plan.footprint(footprint_id).name
            text = f"Add {words.units(moved)} to {name}"
            document.apply(assign(plan, rows, footprint_id), text)
