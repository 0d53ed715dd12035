"""The plan files opened last, and which of them are still there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from icp_footprints.progress import Progress
from ui.operations.open_plan import OpenPlan
from ui.settings import Settings
from ui.tasks.runner import Runner


@dataclass(frozen=True)
class RecentPlan:
    """A plan file opened before, and why it cannot be opened now; empty when it can."""

    path: Path
    problem: str = ""


class OpenRecent(QObject):
    """Knows the files; looks for them off the window's thread, for a drive may not answer."""

    changed = Signal()
    """Some file turned out to be there, or not."""

    def __init__(self, open_plan: OpenPlan, settings: Settings, runner: Runner) -> None:
        super().__init__(open_plan)
        self._open_plan = open_plan
        self._settings = settings
        self._runner = runner
        self._problems: dict[Path, str] = {}

    @property
    def plans(self) -> list[RecentPlan]:
        """The latest first. Until a file has been looked for, it counts as there."""
        return [
            RecentPlan(path, self._problems.get(path, "")) for path in self._settings.recent_plans
        ]

    def look(self) -> None:
        """Look which files are still there, and tell when that is known."""
        paths = self._settings.recent_plans

        def work(_: Progress) -> dict[Path, str]:
            return {path: problem_of(path) for path in paths}

        def done(problems: dict[Path, str]) -> None:
            if problems != self._problems:
                self._problems = problems
                self.changed.emit()

        if paths:
            self._runner.submit(work, done)

    def open(self, path: Path) -> None:
        """Open one of them."""
        self._open_plan.open(path)

    def forget_missing(self) -> None:
        """Take those that are gone off the list."""
        self._settings.forget_plans(path for path, problem in self._problems.items() if problem)
        self._problems = {}
        self.changed.emit()


def problem_of(path: Path) -> str:
    """Why a file cannot be opened, as a sentence; empty when it can."""
    try:
        if path.is_file():
            return ""
        if not path.parent.is_dir():
            return f"The folder {path.parent} is not there, or its drive cannot be reached."
    except OSError:
        return f"The drive of {path.parent} cannot be reached."
    return f"It is no longer in {path.parent}: it was moved, renamed or deleted."
