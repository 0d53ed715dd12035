"""Never lose a change: ask before anything that would replace or close the plan."""

from __future__ import annotations

from collections.abc import Callable

from ui.commit_fields import commit_typed
from ui.document import PlanDocument
from ui.messages import Messages
from ui.operations.save import Save

# What is to be done once nothing would be lost by it, or not at all.
Then = Callable[[Callable[[], None]], None]


class UnsavedChanges:
    """Stands between the user's changes and whatever would lose them."""

    def __init__(self, document: PlanDocument, messages: Messages, save: Save) -> None:
        self._document = document
        self._messages = messages
        self._save = save

    def then(self, go_on: Callable[[], None]) -> None:
        """Go on once nothing would be lost, or never if the user changes their mind.

        A save under way is waited for, and what was changed while it ran is asked about again.
        """
        # What is typed in a field by now is a change too.
        commit_typed()
        if self._save.is_saving:
            self._save.wait(lambda: self.then(go_on))
            self._messages.note("The plan is being saved. Please wait.")
            return
        if not self._document.has_unsaved_changes:
            go_on()
            return
        answer = self._messages.ask_unsaved(self._document.title)
        if answer == "save":
            self._save.save(then=lambda: self.then(go_on))
        elif answer == "discard":
            go_on()
