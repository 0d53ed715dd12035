"""What the verbs on a drawn plan have in common: searched for beside the map, shown, then taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from icp_footprints.progress import Progress
from ui.document import PlanDocument
from ui.messages import Messages
from ui.operations.operation import Operation, ShowsChange
from ui.tasks.runner import Runner, Task

if TYPE_CHECKING:
    from icp_footprints.geography.place import Place
    from icp_footprints.partition.verbs.change import Change
    from icp_footprints.plan.plan import Plan

NO_FOOTPRINTS = "The plan has no footprints yet."
ALL_LOCKED = "Every footprint is locked. Unlock one first."
NOTHING_ASSIGNED = "No unit is in a footprint yet."
WORKING = "{} is under way. Stop that first, or wait for it."
STOPPED = "Stopped. Your plan is as it was."


class PreviewedVerb(Operation):
    """A verb of the generator on the open plan. A subclass names it and says how it is done."""

    changes_content = True
    under_way = ""
    """What is going on, as in ``Repairing footprints``."""
    step = ""
    """What the undo step is called."""

    def __init__(
        self, document: PlanDocument, runner: Runner, messages: Messages, shows: ShowsChange
    ) -> None:
        super().__init__(document)
        self._runner = runner
        self._messages = messages
        self._shows = shows
        self.task: Task | None = None
        """The search under way, if there is one."""
        document.place_changed.connect(self._forsake)

    def disabled_reason(self) -> str:
        if reason := super().disabled_reason():
            return reason
        plan = self.document.plan
        if not plan.footprints:
            return NO_FOOTPRINTS
        if not (plan.assignment >= 0).any():
            return NOTHING_ASSIGNED
        return ALL_LOCKED if len(plan.locked_ids) == len(plan.footprints) else ""

    def change(self, place: Place, plan: Plan, progress: Progress) -> Change:
        """What it would change; called on another thread, on which it may take its time."""
        raise NotImplementedError

    def run(self) -> None:
        if self.task is not None:
            return
        document = self.document
        place, plan = document.place, document.plan
        document.hold(WORKING.format(self.under_way))

        def search(progress: Progress) -> Change:
            progress.report(0.0, "Starting")
            return self.change(place, plan, progress)

        def done(change: Change) -> None:
            self._end()
            self._shows.show_change(change, self.step)

        def failed(reason: str) -> None:
            self._end()
            self._messages.error(f"{self.under_way} did not work", reason)

        def cancelled() -> None:
            self._end()
            self._messages.note(STOPPED)

        self.task = self._runner.submit(
            search, done, failed, cancelled, title=self.under_way, manner="strip with best"
        )

    def _end(self) -> None:
        self.task = None
        self.document.release()

    def _forsake(self) -> None:
        """Another plan was opened: what is being worked out is of no use to it."""
        if self.task is not None:
            self.task.cancel()
