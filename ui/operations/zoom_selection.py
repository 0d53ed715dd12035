"""Fit the selected units in the map."""

from __future__ import annotations

from ui.document import PlanDocument
from ui.operations.grow_selection import NOTHING_SELECTED
from ui.operations.operation import Operation, Viewer


class ZoomToSelection(Operation):
    title = "Show &selection"
    short_title = "Selection"
    icon = "zoom-selection"
    shortcut = "Ctrl+Shift+J"
    tip = "Fits the selected units in the map."
    edits = False

    def __init__(self, document: PlanDocument, viewer: Viewer) -> None:
        super().__init__(document)
        self._viewer = viewer

    def disabled_reason(self) -> str:
        if reason := super().disabled_reason():
            return reason
        return "" if len(self.document.selection) else NOTHING_SELECTED

    def run(self) -> None:
        self._viewer.show_rows(self.document.selection.tolist())
