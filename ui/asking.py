"""The dialogs that answer what operations ask of the user."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QDialog, QWidget

from icp_footprints.checks.check import check
from icp_footprints.checks.issue import Issue
from icp_footprints.geography.place import Place
from icp_footprints.plan.band import Band
from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.plan import Plan
from icp_footprints.plan.status import Status
from icp_footprints.plan.target import Target
from ui.basemap.dialog import BasemapDialog
from ui.basemap.source import TileSource
from ui.dialogs.band import BandDialog
from ui.dialogs.colour import ColourDialog
from ui.dialogs.exception import ExceptionDialog
from ui.dialogs.export import ExportDialog
from ui.dialogs.import_footprints import ImportDialog
from ui.dialogs.print_paper import PrintDialog, PrintVerb
from ui.dialogs.print_preview import PrintPreviewDialog
from ui.dialogs.sources import SourcesDialog
from ui.dialogs.status import StatusDialog
from ui.dialogs.targets import TargetsDialog
from ui.document import PlanDocument
from ui.exporting.wanted import Wanted as FilesWanted
from ui.files import Files
from ui.operations.export import ExportAsked
from ui.operations.import_footprints import Wanted
from ui.operations.recolour_footprint import ColourChoice
from ui.operations.unsaved import Then
from ui.printing.papers import Paper
from ui.printing.printing import Printing
from ui.tasks.runner import Runner

if TYPE_CHECKING:
    from ui.wizard.new_plan_wizard import NewPlanWizard
    from ui.wizard.reading import Made

Answer = TypeVar("Answer")


class Asking:
    """`ui.operations.questions.Questions`, answered by the user.

    Parameters
    ----------
    runner, files
        What the wizard for a new plan reads with.
    window
        Gives the window that dialogs belong to, once there is one.
    """

    def __init__(self, runner: Runner, files: Files, window: Callable[[], QWidget]) -> None:
        self._runner = runner
        self._files = files
        self._window = window
        self.wizard: NewPlanWizard | None = None
        """The wizard for a new plan that was shown last."""

    def new_plan(
        self,
        files: list[Path],
        then: Then,
        opened: Callable[[Place, Plan], None],
    ) -> None:
        """Show the wizard."""
        # Loaded when wanted: the readers take half a second.
        from ui.wizard.new_plan_wizard import NewPlanWizard

        def take(made: Made) -> None:
            opened(made.place, made.plan)

        choose = self._files.choose_sources
        self.wizard = NewPlanWizard(self._runner, choose, files, self._window(), then)
        self.wizard.made.connect(take)
        self.wizard.open()

    def sources(self, place: Place) -> None:
        """Show where the data of a place comes from."""
        SourcesDialog(place, self._window()).open()

    def footprints(
        self, file: str, read: Callable[[Wanted], None], done: Callable[[bool], None]
    ) -> ImportDialog:
        """Show what a file of footprints would bring."""
        dialog = ImportDialog(file, read, done, self._window())
        dialog.open()
        return dialog

    def colour(self, document: PlanDocument, footprint_id: str) -> ColourChoice | None:
        """Ask for the colour of a footprint."""
        dialog = ColourDialog(document, footprint_id, self._window())
        return answered(dialog, lambda: ColourChoice(dialog.colour()))

    def bands(self, document: PlanDocument) -> tuple[Band, ...] | None:
        """Ask for the bands of the plan."""
        dialog = BandDialog(document.place, document.plan, self._window())
        return answered(dialog, dialog.bands)

    def targets(self, document: PlanDocument) -> tuple[Target, ...] | None:
        """Ask for the targets of the plan."""
        dialog = TargetsDialog(document.place, document.plan, self._window())
        return answered(dialog, dialog.targets)

    def exception(
        self, issue: Issue, recorded: RecordedException | None
    ) -> tuple[str, str, str] | None:
        """Ask why an issue is accepted, who answers for it, and since when."""
        dialog = ExceptionDialog(issue, recorded, self._window())
        return answered(dialog, dialog.answer)

    def status(self, document: PlanDocument, status: Status) -> tuple[str, str] | None:
        """Ask who proposes or agreed the plan, and when."""
        issues = check(document.place, document.plan, document.scorecard)
        dialog = StatusDialog(document.plan, issues, status, self._window())
        return answered(dialog, dialog.answer)

    def export(self, asked: ExportAsked) -> FilesWanted | None:
        """Ask which files to write, and where."""
        dialog = ExportDialog(asked, self._files.choose_folder, self._window())
        return answered(dialog, dialog.wanted)

    def paper(
        self, paper: Paper, status_words: str, no_printer: str
    ) -> tuple[Paper, PrintVerb] | None:
        """Ask what to print, and whether to look at it first."""
        dialog = PrintDialog(paper, status_words, no_printer, self._window())
        return answered(dialog, dialog.answer)

    def pages(self, printing: Printing, paper: Paper) -> PrintPreviewDialog:
        """Show pages as they would be printed."""
        dialog = PrintPreviewDialog(printing, paper, self._window())
        dialog.open()
        return dialog

    def basemap(self, source: TileSource, is_shown: bool) -> tuple[TileSource, bool] | None:
        """Ask for a background map, and whether to show it."""
        dialog = BasemapDialog(source, is_shown, self._window())
        return answered(dialog, dialog.answer)


def answered(dialog: QDialog, answer: Callable[[], Answer]) -> Answer | None:
    """What the user says in a dialog, None where they cancel it; the dialog is gone afterwards."""
    is_accepted = dialog.exec() == QDialog.DialogCode.Accepted
    found = answer() if is_accepted else None
    dialog.deleteLater()
    return found
