"""Select every unit of the active footprint."""

from __future__ import annotations

from ui.operations.operation import Operation


class SelectFootprint(Operation):
    title = "Units of the active &footprint"
    short_title = "Select footprint"
    icon = "select-footprint"
    shortcut = "Ctrl+Shift+F"
    tip = "Selects every unit of the active footprint."
    edits = False

    def disabled_reason(self) -> str:
        if reason := super().disabled_reason():
            return reason
        active = self.document.active_footprint_id
        if active is None:
            return "Choose a footprint in the table first."
        if not self.document.figures.of(active).units:
            return "The active footprint holds no units."
        return ""

    def run(self) -> None:
        active = self.document.active_footprint_id
        if active is not None:
            self.document.select(self.document.plan.rows(active).tolist())
