"""Select nothing."""

from __future__ import annotations

from ui.operations.grow_selection import NOTHING_SELECTED
from ui.operations.operation import Operation


class ClearSelection(Operation):
    title = "&Nothing"
    short_title = "Select nothing"
    icon = "select-nothing"
    shortcut = "Ctrl+Shift+D"
    tip = "Selects nothing."
    edits = False

    def disabled_reason(self) -> str:
        if reason := super().disabled_reason():
            return reason
        return "" if len(self.document.selection) else NOTHING_SELECTED

    def run(self) -> None:
        self.document.select([])
