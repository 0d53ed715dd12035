"""Write a file for others: the part that every export shares."""

from __future__ import annotations

from pathlib import Path

from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import Plan
from icp_footprints.progress import Progress
from ui.document import PlanDocument
from ui.operations.file_services import FileServices
from ui.operations.operation import Operation

STOPPED = "Stopped. No file was written."


class ExportFile(Operation):
    """An operation that writes one file of a kind. A subclass names the kind and writes it."""

    file_kind = ""
    suffix = ""
    not_written = "The file was not written"
    edits = False

    def __init__(self, document: PlanDocument, services: FileServices) -> None:
        super().__init__(document)
        self._services = services

    def disabled_reason(self) -> str:
        if reason := super().disabled_reason():
            return reason
        return "" if self.document.plan.footprints else "The plan has no footprints yet."

    def write_file(self, path: Path, place: Place, plan: Plan, progress: Progress) -> None:
        """Write it with the library, loaded here; called on another thread."""
        raise NotImplementedError

    def run(self) -> None:
        document = self.document
        name = f"{document.place.name} {document.plan.name}{self.suffix}"
        path = self._services.files.export(self.file_kind, self.suffix, name)
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Write the file and say so, or say why not."""
        place, plan = self.document.place, self.document.plan

        def work(progress: Progress) -> None:
            self.write_file(path, place, plan, progress)

        def failed(reason: str) -> None:
            self._services.messages.error(self.not_written, reason)

        def cancelled() -> None:
            self._services.messages.note(STOPPED)

        self._services.runner.submit(
            work,
            lambda _: self._services.messages.note(f"Saved {path.name}", path),
            failed,
            cancelled,
            title=f"Writing {path.name}",
        )
