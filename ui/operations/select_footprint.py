"""Select every unit of the active footprint."""

from __future__ import annotations

from ui.operations.operation import Operation
from ui.operations.reasons import active_is_empty


class SelectFootprint(Operation):
    title = "Units of the active &footprint"
    short_title = "Select footprint"
    icon = "select-footprint"
    shortcut = "Ctrl+Shift+F"
    tip = "Selects every unit of the active footprint."
    edits = False

    def disabled_reason(self) -> str:
        return super().disabled_reason() or active_is_empty(self.document)

    def run(self) -> None:
        active = self.document.active_footprint_id
        if active is not None:
            self.document.select(self.document.plan.rows(active).tolist())
