"""Make a footprint, of the selected units where there are any."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from icp_footprints.plan.actions import create
from icp_footprints.plan.locks import locked_holding
from ui import words
from ui.operations.hand_edit import Edit, HandEdit, free_rows, locked_reason


class NewFootprint(HandEdit):
    title = "&New footprint"
    short_title = "New"
    icon = "new-footprint"
    shortcut = "Ctrl+Shift+Return"
    tip = "Adds a footprint, holding the selected units if any are selected."

    def disabled_reason(self) -> str:
        if reason := super().disabled_reason():
            return reason
        rows, plan = self.document.selection, self.document.plan
        if len(rows) and not len(free_rows(plan, rows)[0]):
            return locked_reason(locked_holding(plan, rows))
        return ""

    def run(self) -> None:
        self.make_new(self.planned(self.document.selection))

    def planned(self, rows: NDArray[np.intp]) -> Edit:
        """What a new footprint of these units would change; those of locked footprints stay."""
        plan = self.document.plan
        rows, left_out = free_rows(plan, rows)
        after = create(plan, rows if len(rows) else None)
        made = after.footprints[-1]
        holding = f" of {words.units(len(rows))}" if len(rows) else ""
        return Edit(after, f"New footprint {made.name}{holding}", made.id, left_out)

    def make_new(self, edit: Edit) -> None:
        """Make it, and have it ready for more units."""
        if self.make(edit):
            self.document.select([])
            self.document.activate(edit.gains)
