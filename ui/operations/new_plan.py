"""Start a new plan from files that others publish."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from ui.document import PlanDocument
from ui.messages import Messages
from ui.operations.operation import Operation
from ui.operations.unsaved import Then, UnsavedChanges

if TYPE_CHECKING:
    from icp_footprints.geography.place import Place
    from icp_footprints.plan.plan import Plan

# Shows the wizard with files to begin with, which asks before it lets go of what was made, and
# calls back with that.
Show = Callable[[list[Path], Then, Callable[["Place", "Plan"], None]], None]


class NewPlan(Operation):
    title = "&New plan from files…"
    short_title = "New"
    icon = "new-plan"
    shortcut = QKeySequence.StandardKey.New
    tip = "Makes a place from boundaries and tables, and starts an empty plan of it."

    def __init__(
        self, document: PlanDocument, messages: Messages, unsaved: UnsavedChanges, show: Show
    ) -> None:
        super().__init__(document)
        self._messages = messages
        self._unsaved = unsaved
        self._show = show

    def disabled_reason(self) -> str:
        return ""

    def run(self) -> None:
        self.start([])

    def start(self, files: list[Path]) -> None:
        """Show the wizard; what is open now stays until the new plan is there."""
        if reason := self.document.held_reason:
            self._messages.note(reason)
            return
        self._show(files, self._unsaved.then, self.open)

    def open(self, place: Place, plan: Plan) -> None:
        """Open a new plan, not saved yet, in the place of the one that is open."""
        self.document.open(place, plan, is_saved=False)
        self._messages.note(f"New plan of {place.name}. Save it to keep it.")
