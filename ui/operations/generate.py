"""Generate a plan: ask what is wanted, work beside the map, show what comes of it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from icp_footprints.progress import Progress
from icp_footprints.wording import count_words
from ui.document import PlanDocument
from ui.messages import Messages
from ui.operations.operation import Operation, ShowsChange
from ui.tasks.runner import Runner, Task

if TYPE_CHECKING:
    from icp_footprints.partition.problem import Problem
    from icp_footprints.partition.verbs.change import Change

Ask = Callable[[PlanDocument], "Problem | None"]
GENERATING = "A plan is being generated. Stop that first, or wait for it."
STOPPED = "Stopped. Your plan is as it was."


class ShowsBest(Protocol):
    """Shows the best plan so far while it is searched for."""

    def begin(self) -> Callable[[NDArray[np.int16], int], None]:
        """Get ready; what it gives is called, on any thread, with each better plan."""
        ...

    def end(self) -> None:
        """Show the open plan again."""
        ...


class Generate(Operation):
    title = "&Generate a plan…"
    short_title = "Generate"
    changes_content = True
    icon = "generate"
    shortcut = "Ctrl+Shift+G"
    tip = "Lets the program draw footprints that fit the band and follow the areas you choose."

    def __init__(
        self,
        document: PlanDocument,
        runner: Runner,
        messages: Messages,
        ask: Ask,
        shows: ShowsChange,
        best: ShowsBest,
    ) -> None:
        super().__init__(document)
        self._runner = runner
        self._messages = messages
        self._ask = ask
        self._shows = shows
        self._best = best
        self.task: Task | None = None
        """The search under way, if there is one."""
        document.place_changed.connect(self._forsake)

    def run(self) -> None:
        problem = self._ask(self.document)
        if problem is not None:
            self.generate(problem)

    def generate(self, problem: Problem) -> None:
        """Solve a problem; its plan is shown as a change to the open one, to take or to discard."""
        if self.task is not None:
            return
        document, plan = self.document, self.document.plan
        document.hold(GENERATING)
        shown = self._best.begin()

        def work(progress: Progress) -> Change:
            progress.report(0.0, "Starting")
            from icp_footprints.partition.generate import generate
            from ui.operations.generated_plan import generated_change

            result = generate(problem, progress, keep_best=True, **showing(generate, shown))
            return generated_change(problem, plan, result)

        def done(change: Change) -> None:
            self._end()
            made = len(change.after.footprints)
            self._shows.show_change(change, f"Generate {count_words(made, 'footprint')}")

        def failed(reason: str) -> None:
            self._end()
            self._messages.error("No plan was generated", reason)

        def cancelled() -> None:
            self._end()
            self._messages.note(STOPPED)

        self.task = self._runner.submit(
            work, done, failed, cancelled, title="Generating a plan", manner="strip with best"
        )

    def _end(self) -> None:
        self.task = None
        self._best.end()
        self.document.release()

    def _forsake(self) -> None:
        """Another plan was opened: what is being made is of no use to it."""
        if self.task is not None:
            self.task.cancel()


def showing(
    generate: Callable[..., object], shown: Callable[[NDArray[np.int16], int], None]
) -> dict[str, Any]:
    """The argument that has a search show its best so far, where it can."""
    return {"shown": shown} if "shown" in inspect.signature(generate).parameters else {}
