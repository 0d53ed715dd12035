"""Open a plan file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QKeySequence

from icp_footprints.exchange.file_stamp import FileStamp, stamp_of
from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import Plan
from icp_footprints.progress import Progress
from ui.document import PlanDocument
from ui.operations.file_services import FileServices
from ui.operations.operation import Operation
from ui.operations.unsaved import UnsavedChanges


class OpenPlan(Operation):
    title = "&Open…"
    icon = "open"
    shortcut = QKeySequence.StandardKey.Open
    tip = "Opens a plan file."

    def __init__(
        self, document: PlanDocument, services: FileServices, unsaved: UnsavedChanges
    ) -> None:
        super().__init__(document)
        self._services = services
        self._unsaved = unsaved

    def disabled_reason(self) -> str:
        return ""

    def run(self) -> None:
        self._unsaved.then(self._choose)

    def open(self, path: Path) -> None:
        """Open a file, once nothing would be lost by it."""
        self._unsaved.then(lambda: self._read(path))

    def _choose(self) -> None:
        path = self._services.files.open_plan()
        if path is not None:
            self._read(path)

    def _read(self, path: Path) -> None:
        services = self._services

        def work(progress: Progress) -> tuple[Place, Plan, FileStamp | None]:
            from icp_footprints.exchange.plan_file import open_plan_file

            progress.report(0.0, f"Reading {path.name}")
            # Taken first: what is written while the file is read must not go unnoticed.
            stamp = stamp_of(path)
            return *open_plan_file(path), stamp

        def done(content: tuple[Place, Plan, FileStamp | None]) -> None:
            place, plan, stamp = content
            self.document.open(place, plan, path, stamp)
            services.settings.remember_plan(path)
            services.messages.note(f"Opened {path.name}")

        def failed(reason: str) -> None:
            services.messages.error(f"{path.name} was not opened", reason)

        services.runner.submit(work, done, failed, title=f"Opening {path.name}", is_blocking=True)
