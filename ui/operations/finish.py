"""Finish a plan: put every unit that is in no footprint into one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from icp_footprints.progress import Progress
from ui.operations.preview_verb import PreviewedVerb

if TYPE_CHECKING:
    from icp_footprints.geography.place import Place
    from icp_footprints.partition.verbs.change import Change
    from icp_footprints.plan.plan import Plan


class Finish(PreviewedVerb):
    title = "&Finish the plan"
    short_title = "Finish"
    icon = "finish"
    tip = "Puts every unit that is in no footprint into one; all others stay where they are."
    under_way = "Finishing the plan"
    step = "Finish the plan"

    def disabled_reason(self) -> str:
        if reason := super().disabled_reason():
            return reason
        left = len(self.document.plan.unassigned_rows)
        return "" if left else "Every unit is in a footprint."

    def change(self, place: Place, plan: Plan, progress: Progress) -> Change:
        from icp_footprints.partition.verbs.finish import finish

        return finish(place, plan, progress=progress, keep_best=True)
