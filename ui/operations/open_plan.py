"""Open a plan file, or a copy of one that a colleague has open."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QKeySequence

from icp_footprints.exchange.file_stamp import FileStamp, stamp_of
from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import Plan
from icp_footprints.progress import Progress
from ui import file_lock
from ui.document import PlanDocument
from ui.operations.file_services import FileServices
from ui.operations.operation import Operation
from ui.operations.unsaved import UnsavedChanges


@dataclass(frozen=True, eq=False)
class _Read:
    """What a plan file holds, and who else has it open."""

    place: Place
    plan: Plan
    stamp: FileStamp | None
    holder: file_lock.LockNote | None


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
        """Open a file, once nothing would be lost by it; not while the plan is held."""
        if reason := self.document.held_reason:
            self._services.messages.note(reason)
            return
        self._unsaved.then(lambda: self._read(path))

    def _choose(self) -> None:
        path = self._services.files.open_plan()
        if path is not None:
            self._read(path)

    def _read(self, path: Path) -> None:
        services = self._services
        open_here = self.document.path

        def work(progress: Progress) -> _Read:
            from icp_footprints.exchange.plan_file import open_plan_file

            progress.report(0.0, f"Reading {path.name}")
            # Taken first: what is written while the file is read must not go unnoticed.
            stamp = stamp_of(path)
            # A file has several names, and one's own note is nobody else's.
            is_open_here = open_here is not None and open_here.resolve() == path.resolve()
            holder = None if is_open_here else file_lock.holder(path)
            found = _Read(*open_plan_file(path), stamp, holder)
            progress.check_cancelled()
            return found

        def failed(reason: str) -> None:
            services.messages.error(f"{path.name} was not opened", reason)

        services.runner.submit(
            work,
            lambda found: self._show(path, found),
            failed,
            title=f"Opening {path.name}",
            is_blocking=True,
        )

    def _show(self, path: Path, found: _Read) -> None:
        services = self._services
        answer = "anyway"
        if found.holder is not None:
            answer = services.messages.ask_in_use(path.name, found.holder.words)
        if answer == "cancel":
            return
        if answer == "copy":
            self.document.open(found.place, found.plan)
            services.messages.note(f"Opened a copy of {path.name}. Save it under its own name.")
            return
        self.document.open(found.place, found.plan, path, found.stamp)
        services.settings.remember_plan(path)
        services.messages.note(f"Opened {path.name}")
