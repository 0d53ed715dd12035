"""Set how many people a footprint should hold."""

from __future__ import annotations

from collections.abc import Callable

from icp_footprints.plan.actions.set_bands import set_bands
from icp_footprints.plan.band import Band
from ui.document import PlanDocument
from ui.operations.operation import Operation

Ask = Callable[[PlanDocument], tuple[Band, ...] | None]


class SetBands(Operation):
    title = "&Band…"
    changes_content = True
    icon = "band"
    shortcut = "Ctrl+B"
    tip = "Sets how many people each footprint should hold, and on which count of people."

    def __init__(self, document: PlanDocument, ask: Ask) -> None:
        super().__init__(document)
        self._ask = ask

    def run(self) -> None:
        bands = self._ask(self.document)
        if bands is not None:
            self.set_bands(bands)

    def set_bands(self, bands: tuple[Band, ...]) -> None:
        """Give the plan these bands, the foremost first, as one undo step."""
        plan = set_bands(self.document.plan, bands)
        self.document.apply(plan, f"Set the band to {bands[0].words()}")
