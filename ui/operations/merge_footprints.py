"""Merge the footprints chosen in the table into the active one."""

from __future__ import annotations

from icp_footprints.plan.actions import merge
from ui.operations.operation import Operation


class MergeFootprints(Operation):
    title = "&Merge footprints"
    short_title = "Merge"
    icon = "merge"
    shortcut = "Ctrl+M"
    tip = "Joins the footprints chosen in the table into the active one, which keeps its name."

    def disabled_reason(self) -> str:
        if reason := super().disabled_reason():
            return reason
        if len(self._involved()) > 1:
            return ""
        return "Choose two or more footprints in the table first: hold Ctrl and click."

    def run(self) -> None:
        document = self.document
        ids = self._involved()
        active = document.active_footprint_id
        into = active if active in ids else ids[0]
        name = document.plan.footprint(into).name
        text = f"Merge {len(ids)} footprints into {name}"
        document.apply(merge(document.plan, into, ids), text)
        document.activate(into)

    def _involved(self) -> tuple[str, ...]:
        return self.document.chosen_footprints
