"""Give the active footprint a colour of the user's choice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from icp_footprints.plan.actions import recolour
from icp_footprints.report.colouring import same_coloured_neighbours
from icp_footprints.wording import shortlist
from ui.document import PlanDocument
from ui.messages import Messages
from ui.operations.operation import Operation
from ui.operations.reasons import none_active


@dataclass(frozen=True)
class ColourChoice:
    """A footprint's colour now, and the one the user wants: None has the program choose."""

    colour: int | None


Ask = Callable[[PlanDocument, str], ColourChoice | None]


class RecolourFootprint(Operation):
    title = "Change &colour…"
    short_title = "Colour"
    icon = "colour"
    shortcut = "Ctrl+Shift+C"
    tip = "Gives the active footprint a colour of your choice; the others are coloured round it."

    def __init__(self, document: PlanDocument, messages: Messages, ask: Ask) -> None:
        super().__init__(document)
        self._messages = messages
        self._ask = ask

    def disabled_reason(self) -> str:
        return super().disabled_reason() or none_active(self.document)

    def run(self) -> None:
        active = self.document.active_footprint_id
        choice = self._ask(self.document, active) if active else None
        if active is not None and choice is not None:
            self.recolour(active, choice.colour)

    def recolour(self, footprint_id: str, colour: int | None) -> None:
        """Give a footprint a colour of the palette, or None to have the program choose."""
        document = self.document
        plan = recolour(document.plan, footprint_id, colour)
        name = plan.footprint(footprint_id).name
        document.apply(plan, f"Change the colour of {name}")
        same = same_coloured_neighbours(document.place, document.plan, footprint_id)
        if same:
            self._messages.note(
                f"{name} now has the same colour as its neighbour{'s' if len(same) > 1 else ''} "
                f"{shortlist(same, 3)}, as chosen. The line between them and their names still "
                "tell them apart."
            )
