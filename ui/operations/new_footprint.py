"""Make a footprint, of the selected units where there are any."""

from __future__ import annotations

from icp_footprints.plan.actions import create
from ui import words
from ui.document import PlanDocument
from ui.operations.operation import Operation


class NewFootprint(Operation):
    title = "&New footprint"
    short_title = "New"
    icon = "new-footprint"
    shortcut = "Ctrl+N"
    tip = "Adds a footprint, holding the selected units if any are selected."

    def __init__(self, document: PlanDocument) -> None:
        super().__init__(document)

    def run(self) -> None:
        document = self.document
        rows = document.selection
        plan = create(document.plan, rows if len(rows) else None)
        made = plan.footprints[-1]
        holding = f" of {words.units(len(rows))}" if len(rows) else ""
        document.apply(plan, f"New footprint {made.name}{holding}")
        document.select([])
        document.activate(made.id)
