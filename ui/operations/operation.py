"""What every verb has: a title, an icon, a shortcut, a reason to be disabled, and run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from ui.document import PlanDocument

if TYPE_CHECKING:
    from icp_footprints.partition.verbs.change import Change

NOTHING_OPEN = "Open a plan first."


class Operation(QObject):
    """A verb the user can choose from a menu, a toolbar or with a key.

    A subclass sets `title` (with an & before the letter to press), `icon` (a file in
    resources/icons) and `shortcut`, and says what it does.
    """

    title = ""
    short_title = ""
    """For the toolbar; the title where empty."""
    icon = ""
    shortcut: QKeySequence | QKeySequence.StandardKey | str | None = None
    further_shortcuts: tuple[str, ...] = ()
    """Keys that do the same where another system's users look for it."""
    tip = ""
    """One sentence: what happens."""
    edits = True
    """Whether it changes the plan, or opens another: then it waits while the plan is held."""

    changes_content = False
    """Whether it changes what partners agree to: then it waits while the plan is agreed."""

    def __init__(self, document: PlanDocument) -> None:
        super().__init__(document)
        self.document = document

    def text(self) -> str:
        """The title as it stands now; some name what they would do."""
        return self.title

    def disabled_reason(self) -> str:
        """Why it cannot be done now, as a sentence; empty when it can."""
        return "" if self.document.is_open else NOTHING_OPEN

    def reason_now(self) -> str:
        """Why it cannot be done now, also where the plan is held for a while, or agreed."""
        document = self.document
        held = document.held_reason if self.edits else ""
        frozen = document.frozen_reason if self.changes_content else ""
        return held or frozen or self.disabled_reason()

    def run(self) -> None:
        """Do it."""
        raise NotImplementedError


class Viewer(Protocol):
    """What operations ask of the map."""

    def show_place(self) -> None:
        """Fit the whole place in the view."""
        ...

    def show_rows(self, rows: list[int]) -> None:
        """Fit these units in the view."""
        ...


class ShowsChange(Protocol):
    """Shows a change on the map before it is taken."""

    def show_change(self, change: Change, title: str) -> None:
        """Show it, for the user to take or to discard.

        Parameters
        ----------
        change
            What would be made of the open plan.
        title
            What it would be called, as in "Undo Repair 2 footprints".
        """
        ...
