"""Select every unit that is in no footprint."""

from __future__ import annotations

from ui.operations.operation import Operation


class SelectUnassigned(Operation):
    title = "&Unassigned units"
    short_title = "Select unassigned"
    icon = "select-unassigned"
    shortcut = "Ctrl+Shift+U"
    tip = "Selects every unit that is in no footprint."
    edits = False

    def disabled_reason(self) -> str:
        if reason := super().disabled_reason():
            return reason
        return "" if len(self.document.plan.unassigned_rows) else "Every unit is in a footprint."

    def run(self) -> None:
        self.document.select(self.document.plan.unassigned_rows.tolist())
