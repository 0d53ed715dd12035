"""The composition root: everything is made here once and handed over by constructor."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QDialog

from icp_footprints.checks.issue import Issue
from icp_footprints.geography.place import Place
from icp_footprints.partition.problem import Problem
from icp_footprints.plan.band import Band
from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.target import Target
from ui.canvas.map_view import MapView
from ui.dialogs.band import BandDialog
from ui.dialogs.exception import ExceptionDialog
from ui.dialogs.generate import GenerateDialog
from ui.dialogs.sources import SourcesDialog
from ui.dialogs.targets import TargetsDialog
from ui.document import PlanDocument
from ui.files import Files
from ui.icons import Icons
from ui.main_window import MainWindow, Services
from ui.messages import Messages
from ui.operations.all_operations import Operations
from ui.operations.assign_units import AssignUnits
from ui.operations.delete_footprint import DeleteFootprint
from ui.operations.export_csv import ExportUnitCsv
from ui.operations.export_geojson import ExportGeoJson
from ui.operations.file_services import FileServices
from ui.operations.fill_gaps import FillGaps
from ui.operations.generate import Generate
from ui.operations.merge_footprints import MergeFootprints
from ui.operations.new_footprint import NewFootprint
from ui.operations.open_plan import OpenPlan
from ui.operations.open_recovered import OpenRecovered
from ui.operations.open_sample import OpenSample
from ui.operations.record_exception import RecordException
from ui.operations.redo import Redo
from ui.operations.remove_exception import RemoveException
from ui.operations.rename_footprint import RenameFootprint
from ui.operations.report import WriteReport
from ui.operations.save import Save, SaveAs, write_plan
from ui.operations.set_bands import SetBands
from ui.operations.set_targets import SetTargets
from ui.operations.show_sources import ShowSources
from ui.operations.unassign_units import UnassignUnits
from ui.operations.undo import Undo
from ui.operations.unsaved import UnsavedChanges
from ui.operations.zoom_footprint import ZoomToFootprint
from ui.operations.zoom_place import ZoomToPlace
from ui.recovery import Recovery
from ui.settings import Settings
from ui.tasks.runner import Runner
from ui.tools.keyboard import KEYS_IN_WORDS, KeyboardEditing
from ui.tools.paint import PaintTool
from ui.tools.pan import PanTool
from ui.tools.select import SelectTool

Answer = TypeVar("Answer")


class Session:
    """One window with one document, and all that works on it.

    Parameters
    ----------
    settings
        What is remembered between sessions.
    messages, files
        How the program talks to the user; a test hands over its own.
    """

    def __init__(
        self, settings: Settings, messages: Messages | None = None, files: Files | None = None
    ) -> None:
        self.settings = settings
        self.messages = messages or Messages()
        self.files = files or Files(settings, self.messages)
        self.document = PlanDocument()
        self.runner = Runner(self.messages.error, self.document)
        self.map_view = MapView(self.document)
        self.operations = self._operations()
        assign, unassign = self.operations.assign_units, self.operations.unassign_units
        self.pan = PanTool(self.document)
        self.select = SelectTool(self.document, self.document)
        self.paint = PaintTool(
            self.document, self.map_view, self.messages, assign, unassign, self.document
        )
        self.keyboard = KeyboardEditing(
            self.document, self.map_view, self.messages, assign, unassign, self.document
        )
        self.map_view.set_keys(self.keyboard)
        self.window = MainWindow(
            self.document,
            self.operations,
            self.map_view,
            [self.select, self.paint, self.pan],
            KEYS_IN_WORDS,
            Services(self.runner, self.messages, settings, Icons(), self.log),
        )
        self.recovery = Recovery(self.document, self.runner, settings.state_folder, write_plan)
        self.open_recovered = OpenRecovered(
            self.document, self.runner, self.messages, self.recovery
        )
        self.window.closed.connect(self.recovery.forget)
        self.select.menu_wanted.connect(self.window.show_selection_menu)

    @property
    def log(self) -> Path:
        """The file that the details of faults go to."""
        return self.settings.state_folder / "icp-footprints.log"

    def _operations(self) -> Operations:
        document, runner, messages = self.document, self.runner, self.messages
        services = FileServices(runner, messages, self.files, self.settings)
        save = Save(document, services)
        unsaved = UnsavedChanges(document, messages, save)
        return Operations(
            open_plan=OpenPlan(document, services, unsaved),
            open_sample=OpenSample(document, services, unsaved),
            save=save,
            save_as=SaveAs(document, save),
            export_geojson=ExportGeoJson(document, services),
            export_csv=ExportUnitCsv(document, services),
            report=WriteReport(document, services),
            show_sources=ShowSources(document, self._show_sources),
            undo=Undo(document),
            redo=Redo(document),
            new_footprint=NewFootprint(document),
            rename_footprint=RenameFootprint(document, messages),
            merge_footprints=MergeFootprints(document),
            delete_footprint=DeleteFootprint(document),
            assign_units=AssignUnits(document),
            unassign_units=UnassignUnits(document),
            fill_gaps=FillGaps(document, messages),
            generate=Generate(document, runner, messages, self._ask_problem),
            set_bands=SetBands(document, self._ask_bands),
            set_targets=SetTargets(document, self._ask_targets),
            record_exception=RecordException(document, self._ask_exception),
            remove_exception=RemoveException(document),
            zoom_place=ZoomToPlace(document, self.map_view),
            zoom_footprint=ZoomToFootprint(document, self.map_view),
            unsaved=unsaved,
        )

    def _ask_problem(self, document: PlanDocument) -> Problem | None:
        dialog = GenerateDialog(document.place, document.plan, self.window)
        return _answered(dialog, dialog.problem)

    def _ask_bands(self, document: PlanDocument) -> tuple[Band, ...] | None:
        dialog = BandDialog(document.place, document.plan, self.window)
        return _answered(dialog, dialog.bands)

    def _ask_targets(self, document: PlanDocument) -> tuple[Target, ...] | None:
        dialog = TargetsDialog(document.place, document.plan, self.window)
        return _answered(dialog, dialog.targets)

    def _ask_exception(
        self, issue: Issue, recorded: RecordedException | None
    ) -> tuple[str, str, str] | None:
        dialog = ExceptionDialog(issue, recorded, self.window)
        return _answered(dialog, dialog.answer)

    def _show_sources(self, place: Place) -> None:
        SourcesDialog(place, self.window).open()


def _answered(dialog: QDialog, answer: Callable[[], Answer]) -> Answer | None:
    """What the user says in a dialog, None where they cancel it; the dialog is gone afterwards."""
    is_accepted = dialog.exec() == QDialog.DialogCode.Accepted
    found = answer() if is_accepted else None
    dialog.deleteLater()
    return found
