"""Write the plan for others: for other systems, for the board, for sharing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from icp_footprints.progress import Progress
from icp_footprints.wording import shortened
from ui.document import PlanDocument
from ui.exporting.kinds import TO_OPEN
from ui.exporting.wanted import REMEMBERED, Choices, Wanted, restored
from ui.files import PLAN_SUFFIX, file_name
from ui.operations.file_services import FileServices
from ui.operations.operation import Operation
from ui.operations.reasons import no_footprints

STOPPED = "Stopped. No file was written."
NOT_WRITTEN = "The files were not written"
LONGEST_NAME = 80


@dataclass(frozen=True)
class ExportAsked:
    """What the dialog shows first.

    Parameters
    ----------
    choices
        What was chosen last.
    folder, name
        Where files would go, and what their names would begin with.
    status_words
        What the files will say of the plan.
    plan_file
        The file the plan was opened from, which nothing may be written over.
    active_id, active_name
        The active footprint; None and empty without one.
    simplifies
        Whether lines can be simplified.
    """

    choices: Choices
    folder: Path
    name: str
    status_words: str
    plan_file: Path | None = None
    active_id: str | None = None
    active_name: str = ""
    simplifies: bool = True


Ask = Callable[[ExportAsked], Wanted | None]


class Export(Operation):
    title = "&Export…"
    short_title = "Export"
    icon = "export"
    shortcut = "Ctrl+Shift+E"
    tip = "Writes files for others: for mapping systems, a report for the board, a web map."
    edits = False

    def __init__(self, document: PlanDocument, services: FileServices, ask: Ask) -> None:
        super().__init__(document)
        self._services = services
        self._ask = ask

    def disabled_reason(self) -> str:
        return super().disabled_reason() or no_footprints(self.document)

    def run(self) -> None:
        wanted = self._ask(self.asked())
        if wanted is not None:
            settings = self._services.settings
            settings.remember_choices(REMEMBERED, wanted.choices.stored())
            settings.export_folder = wanted.folder
            self.write(wanted)

    def asked(self) -> ExportAsked:
        """What the dialog shows first."""
        document, settings = self.document, self._services.settings
        place, plan = document.place, document.plan
        active = document.active_footprint_id
        return ExportAsked(
            choices=restored(settings.choices(REMEMBERED)),
            folder=settings.export_folder,
            name=first_name(document),
            status_words=said_of(document),
            plan_file=document.path,
            active_id=active,
            active_name=plan.footprint(active).name if active else "",
            simplifies=place.units.is_clean_coverage,
        )

    def write(self, wanted: Wanted) -> None:
        """Write the files and say so, or say why not."""
        place, plan, messages = self.document.place, self.document.plan, self._services.messages

        def work(progress: Progress) -> dict[str, tuple[Path, ...]]:
            from ui.exporting.writing import write_files

            return write_files(place, plan, wanted, progress)

        def done(written: dict[str, tuple[Path, ...]]) -> None:
            messages.note(*saved_words(written))

        def failed(reason: str) -> None:
            messages.error(NOT_WRITTEN, reason)

        def cancelled() -> None:
            messages.note(STOPPED)

        self._services.runner.submit(
            work, done, failed, cancelled, title="Exporting", is_blocking=True
        )


def first_name(document: PlanDocument) -> str:
    """What files are called first: as the plan file is, else after place and plan."""
    if document.path is not None:
        name = document.path.name.removesuffix(PLAN_SUFFIX).removesuffix(".gpkg")
    else:
        name = f"{document.place.name} {document.plan.name}"
    return file_name(file_name(name)[:LONGEST_NAME])


def said_of(document: PlanDocument, what: str = "file") -> str:
    """As in ``Every file says what it is of: Wirral, Plan 1, draft, version 1.``"""
    plan = document.plan
    named = ", ".join(shortened(each) for each in (document.place.name, plan.name) if each)
    return f"Every {what} says what it is of: {named}, {plan.status}, version {plan.version}."


def saved_words(written: dict[str, tuple[Path, ...]]) -> tuple[str, Path]:
    """What was saved, and the file to open of it."""
    keys = [key for key in TO_OPEN if key in written] or [*written]
    first = written[keys[0]][0]
    others = sum(len(paths) for paths in written.values()) - 1
    if not others:
        return f"Saved {first.name}", first
    return f"Saved {first.name} and {others} more", first
