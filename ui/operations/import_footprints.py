"""Take over footprints that others wrote: the report first, then a change to look at on the map."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from icp_footprints.geography.units_in_shape import HeldBy
from icp_footprints.progress import Progress
from ui.document import PlanDocument
from ui.operations.file_services import FileServices
from ui.operations.operation import Operation, ShowsChange
from ui.tasks.runner import Task

if TYPE_CHECKING:
    from icp_footprints.exchange.importing.imported import Imported
    from icp_footprints.geography.place import Place
    from icp_footprints.partition.verbs.change import Change
    from icp_footprints.plan.plan import Plan

STEP = "Import footprints"
# What the readers advise on the command line, and where the same is done in the dialog.
IN_THE_DIALOG = (
    (re.compile(r"--column unit=\S*\w"), "Column of unit codes"),
    (re.compile(r"--column id=\S*\w"), "Column of ids"),
    (re.compile(r"--column name=\S*\w"), "Column of names"),
    (re.compile(r"--column( ROLE=COLUMN)?"), "the columns above"),
    (re.compile(r"--crs( EPSG:\d+)?"), "Coordinates above"),
    (re.compile(r"Name one as .*?:(LAYER|MEMBER|SHEET): "), "Write one under Layer or sheet: "),
)


@dataclass(frozen=True)
class Wanted:
    """How a file is to be read; empty where the program is to find out.

    Parameters
    ----------
    by
        Which polygon a unit goes to.
    layer
        Layer, sheet or member of the file.
    crs
        Its reference system.
    unit, id, name
        Its columns.
    """

    by: HeldBy = "centre"
    layer: str = ""
    crs: str = ""
    unit: str = ""
    id: str = ""
    name: str = ""


class ImportView(Protocol):
    """Shows what a file would bring."""

    def show_reading(self) -> None:
        """Say that the file is being read."""
        ...

    def show_import(self, lines: list[str], nothing_new: str) -> None:
        """Show the report; `nothing_new` says why there is nothing to take over, if so."""
        ...

    def show_failure(self, reason: str) -> None:
        """Say why the file cannot be used."""
        ...


class AskImport(Protocol):
    """Opens the view of an import."""

    def __call__(
        self, file: str, read: Callable[[Wanted], None], done: Callable[[bool], None]
    ) -> ImportView:
        """Open it for a file.

        Parameters
        ----------
        file
            Its name.
        read
            Reads it as wanted.
        done
            Hears, once, whether to show it on the map.
        """
        ...


@dataclass(frozen=True, eq=False)
class _Read:
    """What came of reading: the plan it is for, the change, and the report's lines."""

    change: Change
    lines: list[str]
    nothing_new: str


class ImportFootprints(Operation):
    title = "&Import footprints…"
    icon = "import"
    changes_content = True
    tip = (
        "Takes over footprints from a look-up or from polygons, ours or anybody’s: shows what "
        "would change first."
    )

    def __init__(
        self, document: PlanDocument, services: FileServices, ask: AskImport, shows: ShowsChange
    ) -> None:
        super().__init__(document)
        self._services = services
        self._ask = ask
        self._shows = shows
        self._task: Task | None = None
        self._found: _Read | None = None
        self._view: ImportView | None = None

    def run(self) -> None:
        path = self._services.files.choose_footprints()
        if path is not None:
            self.start(path)

    def start(self, path: Path) -> None:
        """Read a file and show what it would bring."""
        self._view = self._ask(path.name, lambda wanted: self._read(path, wanted), self._finish)
        self._read(path, Wanted())

    def _read(self, path: Path, wanted: Wanted) -> None:
        """Read the file, and forget what an earlier reading of it found."""
        self._stop()
        document = self.document
        place, plan = document.place, document.plan
        if self._view is not None:
            self._view.show_reading()

        def work(progress: Progress) -> _Read:
            return _read(place, plan, path, wanted, progress)

        tasks: list[Task] = []

        def is_wanted() -> bool:
            return bool(tasks) and tasks[0] is self._task

        def landed(found: _Read) -> None:
            if is_wanted() and self._view is not None:
                self._task, self._found = None, found
                self._view.show_import(found.lines, found.nothing_new)

        def failed(reason: str) -> None:
            if is_wanted() and self._view is not None:
                self._task = None
                self._view.show_failure(in_the_dialog(reason))

        tasks.append(self._services.runner.submit(work, landed, failed, lambda: None))
        self._task = tasks[0]

    def _finish(self, is_taken: bool) -> None:
        found = self._found
        self._stop()
        self._view = None
        if is_taken and found is not None and not found.nothing_new:
            self._shows.show_change(found.change, STEP)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._task = self._found = None


def in_the_dialog(reason: str) -> str:
    """An error in the words of the dialog, not of the command line."""
    for pattern, words in IN_THE_DIALOG:
        reason = pattern.sub(words, reason)
    return reason


def _read(place: Place, plan: Plan, path: Path, wanted: Wanted, progress: Progress) -> _Read:
    """Read a file and work out what taking it would change; on any thread."""
    from icp_footprints.exchange.importing.import_plan import import_plan
    from icp_footprints.exchange.importing.imported import ImportColumns
    from icp_footprints.exchange.importing.words import SAME, sentences

    imported = import_plan(
        place,
        path,
        plan,
        by=wanted.by,
        columns=ImportColumns(wanted.unit or None, wanted.id or None, wanted.name or None),
        layer=wanted.layer or None,
        crs=wanted.crs or None,
        progress=progress,
    )
    lines = sentences(place.units.ids, imported)
    return _Read(_change(place, plan, imported), lines, SAME if imported.plan is plan else "")


def _change(place: Place, plan: Plan, imported: Imported) -> Change:
    from icp_footprints.exchange.importing.words import cut_words, moved_words, unassigned_words
    from icp_footprints.partition.verbs.change import change_of
    from icp_footprints.partition.verbs.settings import SearchSettings
    from icp_footprints.partition.verbs.standing import objective_of

    objective = objective_of(place, plan, SearchSettings())
    report = imported.report
    change = change_of(
        "import",
        place,
        (plan, imported.plan),
        (
            objective.score(place, plan) if plan.footprints else 0.0,
            objective.score(place, imported.plan),
        ),
        "No unit goes elsewhere; names or notes of footprints change.",
    )
    moved = report.moved
    # The file's ids may be other ones for the same ground: then more seems to move than does.
    is_as_said = moved is None or moved.people == change.people_moved
    notes = (
        "" if is_as_said else moved_words(moved),
        unassigned_words(place.units.ids, report) if len(report.unassigned) else "",
        cut_words(report),
    )
    return replace(change, notes=tuple(note for note in notes if note))
