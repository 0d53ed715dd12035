"""Fit the selected units in the map."""

from __future__ import annotations

from ui.document import PlanDocument
from ui.operations.operation import Operation, Viewer
from ui.operations.reasons import nothing_selected


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
        return super().disabled_reason() or nothing_selected(self.document)

    def run(self) -> None:
        self._viewer.show_rows(self.document.selection.tolist())
