"""Meet bands and required targets while moving the fewest people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from icp_footprints.progress import Progress
from ui.operations.preview_verb import PreviewedVerb

if TYPE_CHECKING:
    from icp_footprints.geography.place import Place
    from icp_footprints.partition.verbs.change import Change
    from icp_footprints.plan.plan import Plan


class LeastChange(PreviewedVerb):
    title = "Meet bands and targets with &least change"
    short_title = "Least change"
    icon = "least-change"
    tip = "Meets the bands and required targets while moving as few people as can be."
    under_way = "Looking for the least change"
    step = "Meet bands and targets with least change"

    def disabled_reason(self) -> str:
        if reason := super().disabled_reason():
            return reason
        score = self.document.scorecard
        in_band = all(
            state == "in"
            for each in score.footprints
            if each.units
            for state in each.bands.values()
        )
        met = all(each.met for each in score.targets if each.target.strength == "required")
        return "Every band and required target is met." if in_band and met else ""

    def change(self, place: Place, plan: Plan, progress: Progress) -> Change:
        from icp_footprints.partition.verbs.least_change import least_change

        return least_change(place, plan, progress=progress, keep_best=True)
