"""Offer the work that was not saved when the program last stopped."""

from __future__ import annotations

from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import Plan
from icp_footprints.progress import Progress
from ui.document import PlanDocument
from ui.messages import Messages
from ui.recovery import LeftBehind, Recovery, take_away
from ui.tasks.runner import Runner


class OpenRecovered:
    """Asked once at the start; what is not opened is kept until the user says to delete it."""

    def __init__(
        self, document: PlanDocument, runner: Runner, messages: Messages, recovery: Recovery
    ) -> None:
        self._document = document
        self._runner = runner
        self._messages = messages
        self._recovery = recovery

    def offer(self) -> bool:
        """Ask about the latest copy left behind; whether there was one and it is being opened."""
        copies = self._recovery.left_behind()
        if not copies:
            return False
        answer = self._messages.ask_recovered(copies[0].words)
        if answer == "open":
            self._open(copies[0])
        elif answer == "delete":
            take_away(copies[0].path)
        return answer == "open"

    def _open(self, left: LeftBehind) -> None:
        def work(progress: Progress) -> tuple[Place, Plan]:
            from icp_footprints.exchange.plan_file import open_plan_file

            found = open_plan_file(left.path)
            progress.check_cancelled()
            return found

        def done(content: tuple[Place, Plan]) -> None:
            # With the stamp of its file from then: what others have saved since is not overwritten.
            note = left.note
            self._document.open(*content, note.path, note.stamp, is_saved=False)
            # The old copy goes only once this program has written its own.
            self._recovery.replace(left.path)
            self._messages.note("Your unsaved work is back. Save it to keep it.")

        def failed(reason: str) -> None:
            self._messages.error("The unsaved work could not be opened", reason)

        self._runner.submit(work, done, failed, title="Opening your unsaved work", is_blocking=True)
