"""Improve a plan without changing how many footprints it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from icp_footprints.progress import Progress
from ui.operations.preview_verb import PreviewedVerb

if TYPE_CHECKING:
    from icp_footprints.geography.place import Place
    from icp_footprints.partition.verbs.change import Change
    from icp_footprints.plan.plan import Plan


class Improve(PreviewedVerb):
    title = "&Improve the plan"
    short_title = "Improve"
    icon = "improve"
    tip = "Looks for a better plan with the same footprints, never worse on bands or targets."
    under_way = "Improving the plan"
    step = "Improve the plan"

    def change(self, place: Place, plan: Plan, progress: Progress) -> Change:
        from icp_footprints.partition.verbs.improve import improve

        return improve(place, plan, progress=progress, keep_best=True)
