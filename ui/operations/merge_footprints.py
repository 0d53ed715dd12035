"""Merge the footprints chosen in the table into the active one."""

from __future__ import annotations

from icp_footprints.plan.actions import merge
from ui.operations.hand_edit import Edit, HandEdit, locked_reason


class MergeFootprints(HandEdit):
    title = "&Merge footprints"
    short_title = "Merge"
    icon = "merge"
    shortcut = "Ctrl+M"
    tip = "Joins the footprints chosen in the table into the active one, which keeps its name."

    def disabled_reason(self) -> str:
        if reason := super().disabled_reason():
            return reason
        ids = self._involved()
        if len(ids) < 2:
            return "Choose two or more footprints in the table first: hold Ctrl and click."
        involved = [self.document.plan.footprint(each) for each in ids]
        return locked_reason([each for each in involved if each.locked])

    def run(self) -> None:
        document = self.document
        ids = self._involved()
        active = document.active_footprint_id
        into = active if active in ids else ids[0]
        name = document.plan.footprint(into).name
        text = f"Merge {len(ids)} footprints into {name}"
        if self.make(Edit(merge(document.plan, into, ids), text, into)):
            document.activate(into)

    def _involved(self) -> tuple[str, ...]:
        return self.document.chosen_footprints
