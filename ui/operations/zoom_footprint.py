"""Fit the active footprint in the map."""

from __future__ import annotations

from ui.document import PlanDocument
from ui.operations.operation import Operation, Viewer
from ui.operations.reasons import active_is_empty


class ZoomToFootprint(Operation):
    title = "Show active &footprint"
    short_title = "Footprint"
    icon = "zoom-footprint"
    shortcut = "Ctrl+J"
    tip = "Fits the active footprint in the map."
    edits = False

    def __init__(self, document: PlanDocument, viewer: Viewer) -> None:
        super().__init__(document)
        self._viewer = viewer

    def disabled_reason(self) -> str:
        return super().disabled_reason() or active_is_empty(self.document)

    def run(self) -> None:
        if self.document.active_footprint_id is not None:
            self.show(self.document.active_footprint_id)

    def show(self, footprint_id: str | None) -> None:
        """Fit a footprint, or the unassigned units for None, in the map."""
        plan = self.document.plan
        rows = plan.unassigned_rows if footprint_id is None else plan.rows(footprint_id)
        if len(rows):
            self._viewer.show_rows(rows.tolist())
