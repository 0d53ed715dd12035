"""Delete the active footprint; its units become unassigned."""

from __future__ import annotations

from icp_footprints.plan.actions import delete
from ui.operations.operation import Operation


class DeleteFootprint(Operation):
    title = "&Delete footprint"
    short_title = "Delete"
    icon = "delete"
    tip = "Deletes the active footprint. Its units become unassigned. You can undo this."

    def disabled_reason(self) -> str:
        if reason := super().disabled_reason():
            return reason
        return "" if self.document.active_footprint_id else "Choose a footprint in the table first."

    def run(self) -> None:
        document = self.document
        active = document.active_footprint_id
        if active is None:
            return
        name = document.plan.footprint(active).name
        document.apply(delete(document.plan, active), f"Delete footprint {name}")
