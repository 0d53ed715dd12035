"""Whether a problem can be met, looked into beside the dialog while its settings are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from icp_footprints.progress import Progress
from ui.tasks.runner import Runner, Task

if TYPE_CHECKING:
    from icp_footprints.partition.feasibility.feasibility import Feasibility
    from icp_footprints.partition.problem import Problem

# Settings are settled when nobody has changed one for so long.
SETTLED_MS = 300
PROOF_SECONDS = 4.0


class FeasibilityCheck(QObject):
    """One check at a time: new settings cancel the one under way."""

    found = Signal(object)
    """A `Feasibility`."""
    failed = Signal(str)
    """Why it could not be told, in a sentence."""

    def __init__(self, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._problem: Problem | None = None
        self._task: Task | None = None
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLED_MS)
        self._settled.timeout.connect(self._start)

    @property
    def is_under_way(self) -> bool:
        """Whether an answer is still to come."""
        return self._task is not None or self._settled.isActive()

    def ask(self, problem: Problem) -> None:
        """Look into a problem, once its settings have settled, in place of any other."""
        self.stop()
        self._problem = problem
        self._settled.start()

    def stop(self) -> None:
        """Look into nothing any more."""
        self._settled.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _start(self) -> None:
        problem = self._problem
        if problem is None:
            return

        def work(progress: Progress) -> Feasibility:
            from icp_footprints.partition.feasibility.feasibility import feasibility

            return feasibility(problem, PROOF_SECONDS, progress)

        tasks: list[Task] = []

        def is_wanted() -> bool:
            """Whether no setting has been changed since."""
            if self._task is not tasks[0]:
                return False
            self._task = None
            return True

        def done(found: Feasibility) -> None:
            if is_wanted():
                self.found.emit(found)

        def failed(reason: str) -> None:
            if is_wanted():
                self.failed.emit(reason)

        tasks.append(self._runner.submit(work, done, failed))
        self._task = tasks[0]
