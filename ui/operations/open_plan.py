"""Open a plan file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QKeySequence

from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import Plan
from icp_footprints.progress import Progress
from ui.document import PlanDocument
from ui.files import Files
from ui.messages import Messages
from ui.operations.operation import Operation
from ui.operations.unsaved import UnsavedChanges
from ui.settings import Settings
from ui.tasks.runner import Runner


class OpenPlan(Operation):
    title = "&Open…"
    icon = "open"
    shortcut = QKeySequence.StandardKey.Open
    tip = "Opens a plan file."

    def __init__(
        self,
        document: PlanDocument,
        runner: Runner,
        messages: Messages,
        files: Files,
        settings: Settings,
        unsaved: UnsavedChanges,
    ) -> None:
        super().__init__(document)
        self._runner = runner
        self._messages = messages
        self._files = files
        self._settings = settings
        self._unsaved = unsaved

    def disabled_reason(self) -> str:
        return ""

    def run(self) -> None:
        self._unsaved.then(self._choose)

    def open(self, path: Path) -> None:
        """Open a file, once nothing would be lost by it."""
        self._unsaved.then(lambda: self._read(path))

    def _choose(self) -> None:
        path = self._files.open_plan()
        if path is not None:
            self._read(path)

    def _read(self, path: Path) -> None:
        def work(progress: Progress) -> tuple[Place, Plan]:
            from icp_footprints.exchange.plan_file import open_plan_file

            progress.report(0.0, f"Reading {path.name}")
            return open_plan_file(path)

        def done(content: tuple[Place, Plan]) -> None:
            self.document.open(*content, path)
            self._settings.remember_plan(path)
            self._messages.note(f"Opened {path.name}")

        def failed(reason: str) -> None:
            self._messages.error(f"{path.name} was not opened", reason)

        self._runner.submit(work, done, failed, title=f"Opening {path.name}", is_blocking=True)
