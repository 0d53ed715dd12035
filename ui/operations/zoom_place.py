"""Fit the whole place in the map."""

from __future__ import annotations

from ui.document import PlanDocument
from ui.operations.operation import Operation, Viewer


class ZoomToPlace(Operation):
    title = "Show whole &place"
    short_title = "Whole place"
    icon = "zoom-place"
    shortcut = "Ctrl+0"
    tip = "Fits the whole place in the map."
    edits = False

    def __init__(self, document: PlanDocument, viewer: Viewer) -> None:
        super().__init__(document)
        self._viewer = viewer

    def run(self) -> None:
        self._viewer.show_place()
