"""Rebalance footprints: have them exchange units until they are in band."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from icp_footprints.plan.plan import UNASSIGNED
from icp_footprints.progress import Progress
from ui.operations.preview_verb import PreviewedVerb
from ui.operations.reasons import none_active

if TYPE_CHECKING:
    from icp_footprints.geography.place import Place
    from icp_footprints.partition.verbs.change import Change
    from icp_footprints.plan.plan import Plan


class Rebalance(PreviewedVerb):
    """Those chosen in the table where they are several, else the active one and all beside it."""

    title = "Re&balance this footprint"
    short_title = "Rebalance"
    icon = "rebalance"
    tip = (
        "Has the active footprint exchange units with those beside it, or those chosen in the "
        "table with each other, until they are in band."
    )
    under_way = "Rebalancing footprints"
    step = "Rebalance footprints"
    _asked: tuple[str, ...] = ()

    def text(self) -> str:
        if not self.document.is_open:
            return self.title
        open_ones = [each for each in self.document.chosen_footprints if self._is_open(each)]
        if len(open_ones) > 1:
            return f"Re&balance {len(open_ones)} footprints"
        return self.title

    def disabled_reason(self) -> str:
        if reason := super().disabled_reason():
            return reason
        plan = self.document.plan
        if len(self.footprint_ids()) > 1:
            return ""
        active = self.document.active_footprint_id
        if active is None:
            return none_active(self.document)
        if plan.footprint(active).locked:
            return "This footprint is locked. Unlock it first."
        if not len(plan.rows(active)):
            return "This footprint holds no units yet."
        return "No footprint beside this one can exchange units with it."

    def footprint_ids(self) -> tuple[str, ...]:
        """The footprints that would exchange units, in plan order."""
        document = self.document
        chosen = [each for each in document.chosen_footprints if self._is_open(each)]
        if len(chosen) > 1:
            return tuple(chosen)
        active = document.active_footprint_id
        if active is None or not self._is_open(active):
            return ()
        plan, neighbours = document.plan, document.place.adjacency.neighbours
        # Asked after each edit: of the units beside its own only, not of all that are neighbours.
        beside = np.concatenate([neighbours(row) for row in plan.rows(active).tolist()])
        around = {plan.number(active), *plan.assignment[beside].tolist()} - {UNASSIGNED}
        return tuple(
            plan.footprints[each].id for each in sorted(around) if not plan.footprints[each].locked
        )

    def change(self, place: Place, plan: Plan, progress: Progress) -> Change:
        from icp_footprints.partition.verbs.rebalance import rebalance

        return rebalance(place, plan, self._asked, progress=progress, keep_best=True)

    def run(self) -> None:
        # What is chosen may change while it works.
        self._asked = self.footprint_ids()
        super().run()

    def _is_open(self, footprint_id: str) -> bool:
        plan = self.document.plan
        number = plan.number(footprint_id)
        return not plan.footprints[number].locked and bool((plan.assignment == number).any())
