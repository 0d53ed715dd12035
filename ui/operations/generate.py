"""Generate a plan: ask what is wanted, work off the window's thread, replace the plan once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from icp_footprints.plan.actions.adopt import adopt
from icp_footprints.progress import Progress
from ui.document import PlanDocument
from ui.messages import Messages
from ui.operations.operation import Operation
from ui.tasks.runner import Runner

if TYPE_CHECKING:
    from icp_footprints.partition.generate import Result
    from icp_footprints.partition.problem import Problem

Ask = Callable[[PlanDocument], "Problem | None"]


class Generate(Operation):
    title = "&Generate a plan…"
    short_title = "Generate"
    icon = "generate"
    shortcut = "Ctrl+Shift+G"
    tip = "Lets the program draw footprints that fit the band and follow the areas you choose."

    def __init__(
        self, document: PlanDocument, runner: Runner, messages: Messages, ask: Ask
    ) -> None:
        super().__init__(document)
        self._runner = runner
        self._messages = messages
        self._ask = ask

    def run(self) -> None:
        problem = self._ask(self.document)
        if problem is not None:
            self.generate(problem)

    def generate(self, problem: Problem) -> None:
        """Solve a problem; its plan replaces the open one as one undo step."""
        document = self.document

        def work(progress: Progress) -> Result:
            progress.report(0.0, "Starting")
            from icp_footprints.partition.generate import generate

            return generate(problem, progress)

        def done(result: Result) -> None:
            made = len(result.plan.footprints)
            text = f"Generate {made} footprint" + ("" if made == 1 else "s")
            document.apply(adopt(document.plan, result.plan), text)
            document.select([])
            document.activate(result.plan.footprints[0].id if made else None)
            self._messages.note(" ".join([result.words, *result.notes]))

        def failed(reason: str) -> None:
            self._messages.error("No plan was generated", reason)

        def cancelled() -> None:
            self._messages.note("Stopped. Your plan is as it was.")

        self._runner.submit(
            work, done, failed, cancelled, title="Generating a plan", is_blocking=True
        )
