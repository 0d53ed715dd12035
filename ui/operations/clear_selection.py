"""Select nothing."""

from __future__ import annotations

from ui.operations.operation import Operation
from ui.operations.reasons import nothing_selected


class ClearSelection(Operation):
    title = "&Nothing"
    short_title = "Select nothing"
    icon = "select-nothing"
    shortcut = "Ctrl+Shift+D"
    tip = "Selects nothing."
    edits = False

    def disabled_reason(self) -> str:
        return super().disabled_reason() or nothing_selected(self.document)

    def run(self) -> None:
        self.document.select([])
