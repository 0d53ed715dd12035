"""Give every unassigned unit to the footprint it borders most."""

from __future__ import annotations

from icp_footprints.plan.actions import fill_gaps
from ui import words
from ui.operations.hand_edit import Edit, HandEdit, locked_reason


class FillGaps(HandEdit):
    title = "&Fill gaps"
    icon = "fill-gaps"
    shortcut = "Ctrl+G"
    tip = (
        "Gives every unassigned unit to the footprint it shares most boundary with. Locked "
        "footprints gain none."
    )

    def disabled_reason(self) -> str:
        if reason := super().disabled_reason():
            return reason
        plan = self.document.plan
        if not plan.footprints:
            return "The plan has no footprints yet."
        if not len(plan.unassigned_rows):
            return "Every unit is in a footprint."
        if all(footprint.locked for footprint in plan.footprints):
            return locked_reason(plan.footprints)
        return ""

    def run(self) -> None:
        document = self.document
        before = len(document.plan.unassigned_rows)
        plan = fill_gaps(document.place.adjacency, document.plan)
        left = len(plan.unassigned_rows)
        filled = before - left
        self.make(Edit(plan, f"Fill gaps with {words.units(filled)}"))
        if left:
            locked = " that is not locked" if document.plan.locked_ids else ""
            self.messages.note(
                f"Filled {words.units(filled)}. Still unassigned: {words.units(left)} with no "
                f"neighbour in a footprint{locked}. Add those by hand."
            )
