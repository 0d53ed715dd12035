"""Write who leads a footprint, who its partners are, and notes about it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Signal

from icp_footprints.errors import PlanError
from icp_footprints.plan.actions import describe
from ui.document import PlanDocument
from ui.messages import Messages
from ui.operations.operation import Operation
from ui.operations.reasons import none_active

Detail = Literal["lead", "partners", "notes"]
CALLED: dict[Detail, str] = {
    "lead": "Clinical lead of",
    "partners": "Partners of",
    "notes": "Notes on",
}


class DescribeFootprint(Operation):
    title = "Notes, lead and &partners"
    short_title = "Notes"
    icon = "notes"
    shortcut = "Ctrl+D"
    edits = False
    tip = "Goes to the notes on the active footprint, below who leads it and who its partners are."

    notes_wanted = Signal()
    """Ask whoever shows the notes of the active footprint to let the user write."""

    def __init__(self, document: PlanDocument, messages: Messages) -> None:
        super().__init__(document)
        self._messages = messages

    def disabled_reason(self) -> str:
        return super().disabled_reason() or none_active(self.document)

    def run(self) -> None:
        self.notes_wanted.emit()

    def describe(self, footprint_id: str, detail: Detail, text: str) -> bool:
        """Keep a text as one undo step; false, with the reason in the status line, if it cannot."""
        document = self.document
        if footprint_id not in [each.id for each in document.plan.footprints]:
            return False
        try:
            if detail == "lead":
                plan = describe(document.plan, footprint_id, lead=text)
            elif detail == "partners":
                plan = describe(document.plan, footprint_id, partners=text)
            else:
                plan = describe(document.plan, footprint_id, notes=text)
        except PlanError as fault:
            self._messages.status(str(fault))
            return False
        return document.apply(plan, f"{CALLED[detail]} {plan.footprint(footprint_id).name}")
