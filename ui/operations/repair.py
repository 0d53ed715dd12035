"""Repair footprints that are in more than one part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from icp_footprints.progress import Progress
from ui.operations.preview_verb import PreviewedVerb

if TYPE_CHECKING:
    from icp_footprints.geography.place import Place
    from icp_footprints.partition.verbs.change import Change
    from icp_footprints.plan.plan import Plan


class Repair(PreviewedVerb):
    title = "Re&pair footprints in parts"
    short_title = "Repair"
    icon = "repair"
    tip = "Gives stray parts to the footprints beside them, so that each footprint is in one part."
    under_way = "Repairing footprints"
    step = "Repair footprints in parts"

    def disabled_reason(self) -> str:
        if reason := super().disabled_reason():
            return reason
        in_parts = any(each.parts > 1 for each in self.document.scorecard.footprints)
        return "" if in_parts else "Every footprint is in one part."

    def change(self, place: Place, plan: Plan, progress: Progress) -> Change:
        from icp_footprints.partition.verbs.repair import repair

        return repair(place, plan, progress=progress, keep_best=True)
