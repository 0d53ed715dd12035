"""Delete the active footprint; its units become unassigned."""

from __future__ import annotations

from icp_footprints.plan.actions import delete
from ui.operations.hand_edit import Edit, HandEdit, locked_reason
from ui.operations.reasons import none_active


class DeleteFootprint(HandEdit):
    title = "&Delete footprint"
    short_title = "Delete"
    icon = "delete"
    tip = "Deletes the active footprint. Its units become unassigned. You can undo this."

    def disabled_reason(self) -> str:
        if reason := super().disabled_reason() or none_active(self.document):
            return reason
        plan, active = self.document.plan, self.document.active_footprint_id
        return locked_reason(
            [each for each in plan.footprints if each.id == active and each.locked]
        )

    def run(self) -> None:
        document = self.document
        active = document.active_footprint_id
        if active is None:
            return
        name = document.plan.footprint(active).name
        self.make(Edit(delete(document.plan, active), f"Delete footprint {name}"))
