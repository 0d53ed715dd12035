"""Delete the active footprint; its units become unassigned."""

from __future__ import annotations

from icp_footprints.plan.actions import delete
from ui.operations.hand_edit import Edit, HandEdit, locked_reason


class DeleteFootprint(HandEdit):
    title = "&Delete footprint"
    short_title = "Delete"
    icon = "delete"
    tip = "Deletes the active footprint. Its units become unassigned. You can undo this."

    def disabled_reason(self) -> str:
        if reason := super().disabled_reason():
            return reason
        active = self.document.active_footprint_id
        if active is None:
            return "Choose a footprint in the table first."
        footprint = self.document.plan.footprint(active)
        return locked_reason([footprint]) if footprint.locked else ""

    def run(self) -> None:
        document = self.document
        active = document.active_footprint_id
        if active is None:
            return
        name = document.plan.footprint(active).name
        self.make(Edit(delete(document.plan, active), f"Delete footprint {name}"))
