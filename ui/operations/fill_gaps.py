"""Give every unassigned unit to the footprint it borders most."""

from __future__ import annotations

from icp_footprints.plan.actions import fill_gaps
from ui import words
from ui.document import PlanDocument
from ui.messages import Messages
from ui.operations.operation import Operation


class FillGaps(Operation):
    title = "&Fill gaps"
    icon = "fill-gaps"
    shortcut = "Ctrl+G"
    tip = "Gives every unassigned unit to the footprint it shares most boundary with."

    def __init__(self, document: PlanDocument, messages: Messages) -> None:
        super().__init__(document)
        self._messages = messages

    def disabled_reason(self) -> str:
        if reason := super().disabled_reason():
            return reason
        if not self.document.plan.footprints:
            return "The plan has no footprints yet."
        if not len(self.document.plan.unassigned_rows):
            return "Every unit is in a footprint."
        return ""

    def run(self) -> None:
        document = self.document
        before = len(document.plan.unassigned_rows)
        plan = fill_gaps(document.place.adjacency, document.plan)
        left = len(plan.unassigned_rows)
        filled = before - left
        document.apply(plan, f"Fill gaps with {words.units(filled)}")
        if left:
            self._messages.note(
                f"Filled {words.units(filled)}. Still unassigned: {words.units(left)} with no "
                "neighbour in a footprint. Add those by hand."
            )
