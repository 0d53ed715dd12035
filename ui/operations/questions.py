"""What operations ask of the user, each answered in a dialog; None where the user cancels it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from icp_footprints.checks.issue import Issue
from icp_footprints.plan.band import Band
from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.status import Status
from icp_footprints.plan.target import Target
from ui.basemap.source import TileSource
from ui.document import PlanDocument
from ui.exporting.wanted import Wanted as FilesWanted
from ui.operations.export import ExportAsked
from ui.operations.import_footprints import ImportView, Wanted
from ui.operations.recolour_footprint import ColourChoice
from ui.operations.unsaved import Then
from ui.printing.papers import Paper
from ui.printing.printing import Printing

if TYPE_CHECKING:
    from icp_footprints.geography.place import Place
    from icp_footprints.plan.plan import Plan


class Questions(Protocol):
    """Who answers them is made once, in `ui.asking`."""

    def new_plan(
        self,
        files: list[Path],
        then: Then,
        opened: Callable[[Place, Plan], None],
    ) -> None:
        """Have a place and plan made, of these files to begin with; called back with both.

        What `then` is given is done once nothing of the open plan would be lost by it.
        """
        ...

    def sources(self, place: Place) -> None:
        """Show where the data of a place comes from."""
        ...

    def footprints(
        self, file: str, read: Callable[[Wanted], None], done: Callable[[bool], None]
    ) -> ImportView:
        """Show what a file of footprints would bring; see `AskImport`."""
        ...

    def colour(self, document: PlanDocument, footprint_id: str) -> ColourChoice | None:
        """Ask for the colour of a footprint."""
        ...

    def bands(self, document: PlanDocument) -> tuple[Band, ...] | None:
        """Ask for the bands of the plan, the foremost first."""
        ...

    def targets(self, document: PlanDocument) -> tuple[Target, ...] | None:
        """Ask for the targets of the plan."""
        ...

    def exception(
        self, issue: Issue, recorded: RecordedException | None
    ) -> tuple[str, str, str] | None:
        """Ask why an issue is accepted, who answers for it, and when that was agreed."""
        ...

    def status(self, document: PlanDocument, status: Status) -> tuple[str, str] | None:
        """Ask who proposes or agreed the plan, and when, as ``2026-11-22``."""
        ...

    def export(self, asked: ExportAsked) -> FilesWanted | None:
        """Ask which files to write for others, and where."""
        ...

    def paper(
        self, paper: Paper, status_words: str, no_printer: str
    ) -> tuple[Paper, Literal["print", "preview"]] | None:
        """Ask what to print, this first, and whether to look at it; says why nothing prints."""
        ...

    def pages(self, printing: Printing, paper: Paper) -> object:
        """Show pages as they would be printed."""
        ...

    def basemap(self, source: TileSource, is_shown: bool) -> tuple[TileSource, bool] | None:
        """Ask for a background map, and whether to show it."""
        ...
