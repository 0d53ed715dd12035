"""The composition root: everything is made here once and handed over by constructor."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QDialog

from icp_footprints.checks.issue import Issue
from icp_footprints.geography.place import Place
from icp_footprints.plan.band import Band
from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.plan import Plan
from icp_footprints.plan.target import Target
from ui.basemap.dialog import BasemapDialog
from ui.basemap.source import TileSource
from ui.basemap.switch import BasemapSwitch
from ui.canvas.gesture_card import GestureCard
from ui.canvas.map_view import MapView
from ui.dialogs.band import BandDialog
from ui.dialogs.colour import ColourDialog
from ui.dialogs.exception import ExceptionDialog
from ui.dialogs.sources import SourcesDialog
from ui.dialogs.targets import TargetsDialog
from ui.document import PlanDocument
from ui.drops import Drops
from ui.files import Files
from ui.generator_parts import GeneratorParts
from ui.icons import Icons
from ui.keys import keys_in_words
from ui.lock_keeper import LockKeeper
from ui.main_window import MainWindow, Services
from ui.messages import Messages
from ui.operations.all_operations import Operations
from ui.operations.assign_units import AssignUnits
from ui.operations.clear_selection import ClearSelection
from ui.operations.delete_footprint import DeleteFootprint
from ui.operations.describe_footprint import DescribeFootprint
from ui.operations.export_csv import ExportUnitCsv
from ui.operations.export_geojson import ExportGeoJson
from ui.operations.file_services import FileServices
from ui.operations.fill_gaps import FillGaps
from ui.operations.fix_issue import FixIssue
from ui.operations.go_to_step import GoToStep
from ui.operations.grow_selection import GrowSelection
from ui.operations.invert_selection import InvertSelection
from ui.operations.lock_footprints import LockFootprints
from ui.operations.merge_footprints import MergeFootprints
from ui.operations.new_footprint import NewFootprint
from ui.operations.new_plan import NewPlan
from ui.operations.open_plan import OpenPlan
from ui.operations.open_recent import OpenRecent
from ui.operations.open_recovered import OpenRecovered
from ui.operations.open_sample import OpenSample
from ui.operations.recolour_footprint import ColourChoice, RecolourFootprint
from ui.operations.record_exception import RecordException
from ui.operations.redo import Redo
from ui.operations.remove_exception import RemoveException
from ui.operations.rename_footprint import RenameFootprint
from ui.operations.report import WriteReport
from ui.operations.save import Save, SaveAs, write_plan
from ui.operations.select_footprint import SelectFootprint
from ui.operations.select_unassigned import SelectUnassigned
from ui.operations.set_bands import SetBands
from ui.operations.set_basemap import SetBasemap
from ui.operations.set_targets import SetTargets
from ui.operations.show_sources import ShowSources
from ui.operations.split_footprint import SplitFootprint
from ui.operations.step_issue import IssueSource, NextIssue, PreviousIssue
from ui.operations.unassign_units import UnassignUnits
from ui.operations.undo import Undo
from ui.operations.unsaved import UnsavedChanges
from ui.operations.zoom_footprint import ZoomToFootprint
from ui.operations.zoom_place import ZoomToPlace
from ui.operations.zoom_selection import ZoomToSelection
from ui.panels.tool_options import ToolOptions
from ui.recovery import Recovery
from ui.settings import Settings
from ui.tasks.runner import Runner
from ui.tool_choices import ToolChoices
from ui.tools.draw import DrawTool
from ui.tools.eyedropper import EyedropperTool
from ui.tools.gesture import EditGesture, Hands
from ui.tools.keyboard import KeyboardEditing
from ui.tools.lasso import LassoTool
from ui.tools.measure import MeasureTool
from ui.tools.paint import PaintTool
from ui.tools.paint_areas import PaintAreasTool
from ui.tools.pan import PanTool
from ui.tools.polygon import PolygonTool
from ui.tools.push_border import PushBorderTool
from ui.tools.select import SelectTool
from ui.tools.split import SplitTool
from ui.tools.tool import Tool

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
        self.map_view = MapView(self.document, self.runner, settings)
        self.map_view.basemap.keep_in(settings.state_folder / "tiles")
        self.map_view.basemap.told.connect(self.messages.status)
        self.generator = GeneratorParts(
            self.document, self.runner, self.messages, self.map_view, lambda: self.window
        )
        self.operations = self._operations()
        self.pan = PanTool(self.document)
        self.select = SelectTool(self.document, self.map_view, self.messages, self.document)
        self.choices = ToolChoices(self.document)
        self.drawing = self._drawing_tools()
        self.lasso, self.polygon, self.eyedropper, self.measure = self._more_tools()
        self.keyboard = KeyboardEditing(
            self.document, self.map_view, self.messages, self.operations, self.document
        )
        self.map_view.set_keys(self.keyboard)
        self.tools = self._tools_in_order()
        self.window = MainWindow(
            self.document,
            self.operations,
            self.map_view,
            self.tools,
            keys_in_words(self.tools),
            Services(self.runner, self.messages, settings, Icons(), self.log),
        )
        self._show_tool_options()
        self.progress_strip, self.preview_bar = self.generator.add_bars(
            self.window, self.window.add_bar
        )
        self.recovery = Recovery(
            self.document,
            self.runner,
            settings.state_folder,
            write_plan,
            settings.copy_every_s,
        )
        self.open_recovered = OpenRecovered(
            self.document, self.runner, self.messages, self.recovery
        )
        self._look_after_files()
        self._join_tools_to_window()

    def _look_after_files(self) -> None:
        """Take dropped files, and leave neither copy nor note behind when the window closes."""
        each = self.operations
        self.drops = Drops(self.window, self.map_view, each.open_plan.open, each.new_plan.start)
        self.locks = LockKeeper(self.document, self.runner)
        self.window.closed.connect(self.recovery.forget)
        self.window.closed.connect(self.locks.let_go)

    @property
    def log(self) -> Path:
        """The file that the details of faults go to."""
        return self.settings.state_folder / "icp-footprints.log"

    def _drawing_tools(self) -> tuple[EditGesture, ...]:
        document, each = self.document, self.operations
        hands = Hands(
            document,
            self.map_view,
            self.messages,
            self.choices,
            lambda: self.keyboard.point,
            GestureCard(self.map_view),
        )
        assign, unassign = each.assign_units, each.unassign_units
        return (
            PaintTool(hands, assign, unassign, document),
            PaintAreasTool(hands, assign, unassign, document),
            DrawTool(hands, each.new_footprint, assign, document),
            SplitTool(hands, SplitFootprint(document, self.messages), document),
            PushBorderTool(hands, assign, document),
        )

    def _show_tool_options(self) -> None:
        """Mount the strip that shows what can be chosen for the tool in hand."""
        self.tool_options = ToolOptions(self.document, self.choices, self.map_view)
        self.window.addToolBarBreak()
        self.window.addToolBar(self.tool_options)
        for tool, action in zip(self.tools, self.window.tool_actions, strict=True):
            options = tool.options if isinstance(tool, EditGesture) else ()
            show = partial(self.tool_options.show_for, action.iconText(), options)
            action.toggled.connect(lambda is_on, show=show: show() if is_on else None)

    def _more_tools(self) -> tuple[LassoTool, PolygonTool, EyedropperTool, MeasureTool]:
        heard = (self.document, self.map_view, self.messages)
        return (
            LassoTool(*heard, self.document),
            PolygonTool(*heard, lambda: self.keyboard.point, self.document),
            EyedropperTool(self.document, self.messages, lambda: self.keyboard.row, self.document),
            MeasureTool(*heard, lambda: self.keyboard.point, self.document),
        )

    def _tools_in_order(self) -> tuple[Tool, ...]:
        return (
            self.select,
            self.lasso,
            self.polygon,
            *self.drawing,
            self.eyedropper,
            self.measure,
            self.pan,
        )

    def _join_tools_to_window(self) -> None:
        for each in (self.select, self.lasso, self.polygon, self.keyboard):
            each.menu_wanted.connect(self.window.show_selection_menu)
        self.eyedropper.picked.connect(self.window.take_last_tool)

    def _operations(self) -> Operations:
        document, runner, messages = self.document, self.runner, self.messages
        services = FileServices(runner, messages, self.files, self.settings)
        save = Save(document, services)
        unsaved = UnsavedChanges(document, messages, save)
        open_plan = OpenPlan(document, services, unsaved)
        return Operations(
            new_plan=NewPlan(document, messages, unsaved, self._show_wizard),
            open_plan=open_plan,
            open_sample=OpenSample(document, services, unsaved),
            save=save,
            save_as=SaveAs(document, save),
            export_geojson=ExportGeoJson(document, services),
            export_csv=ExportUnitCsv(document, services),
            report=WriteReport(document, services),
            show_sources=ShowSources(document, self._show_sources),
            undo=Undo(document),
            redo=Redo(document),
            go_to_step=GoToStep(document),
            new_footprint=NewFootprint(document, messages),
            rename_footprint=RenameFootprint(document, messages),
            describe_footprint=DescribeFootprint(document, messages),
            recolour_footprint=RecolourFootprint(document, messages, self._ask_colour),
            lock_footprints=LockFootprints(document),
            merge_footprints=MergeFootprints(document, messages),
            delete_footprint=DeleteFootprint(document, messages),
            assign_units=AssignUnits(document, messages),
            unassign_units=UnassignUnits(document, messages),
            fill_gaps=FillGaps(document, messages),
            generate=self.generator.generate,
            find_alternatives=self.generator.find_alternatives,
            how_good=self.generator.how_good,
            repair=self.generator.repair,
            finish=self.generator.finish,
            rebalance=self.generator.rebalance,
            improve=self.generator.improve,
            least_change=self.generator.least_change,
            set_bands=SetBands(document, self._ask_bands),
            set_targets=SetTargets(document, self._ask_targets),
            fix_issue=FixIssue(document, runner, messages, self.generator.preview),
            record_exception=RecordException(document, self._ask_exception),
            remove_exception=RemoveException(document),
            set_basemap=self._set_basemap(),
            zoom_place=ZoomToPlace(document, self.map_view),
            zoom_footprint=ZoomToFootprint(document, self.map_view),
            select_footprint=SelectFootprint(document),
            select_unassigned=SelectUnassigned(document),
            invert_selection=InvertSelection(document),
            grow_selection=GrowSelection(document),
            clear_selection=ClearSelection(document),
            zoom_selection=ZoomToSelection(document, self.map_view),
            next_issue=NextIssue(document, self.map_view, messages, self._issue_list),
            previous_issue=PreviousIssue(document, self.map_view, messages, self._issue_list),
            unsaved=unsaved,
            open_recent=OpenRecent(open_plan, self.settings, runner),
        )

    def _set_basemap(self) -> SetBasemap:
        view = self.map_view
        switch = BasemapSwitch(view.basemap, view.layers, view.choices)
        return SetBasemap(self.document, switch, self.settings, self._ask_basemap)

    def _ask_basemap(self, source: TileSource, is_shown: bool) -> tuple[TileSource, bool] | None:
        dialog = BasemapDialog(source, is_shown, self.window)
        return _answered(dialog, dialog.answer)

    def _show_wizard(self, files: list[Path], opened: Callable[[Place, Plan], None]) -> None:
        # Loaded when wanted: the readers take half a second.
        from ui.wizard.new_plan_wizard import NewPlanWizard
        from ui.wizard.reading import Made

        def take(made: Made) -> None:
            opened(made.place, made.plan)

        self.wizard = NewPlanWizard(self.runner, self.files.choose_sources, files, self.window)
        self.wizard.made.connect(take)
        self.wizard.open()

    def _ask_bands(self, document: PlanDocument) -> tuple[Band, ...] | None:
        dialog = BandDialog(document.place, document.plan, self.window)
        return _answered(dialog, dialog.bands)

    def _ask_targets(self, document: PlanDocument) -> tuple[Target, ...] | None:
        dialog = TargetsDialog(document.place, document.plan, self.window)
        return _answered(dialog, dialog.targets)

    def _ask_colour(self, document: PlanDocument, footprint_id: str) -> ColourChoice | None:
        dialog = ColourDialog(document, footprint_id, self.window)
        return _answered(dialog, lambda: ColourChoice(dialog.colour()))

    def _ask_exception(
        self, issue: Issue, recorded: RecordedException | None
    ) -> tuple[str, str, str] | None:
        dialog = ExceptionDialog(issue, recorded, self.window)
        return _answered(dialog, dialog.answer)

    def _issue_list(self) -> IssueSource:
        return self.window.panels.issues.model

    def _show_sources(self, place: Place) -> None:
        SourcesDialog(place, self.window).open()


def _answered(dialog: QDialog, answer: Callable[[], Answer]) -> Answer | None:
    """What the user says in a dialog, None where they cancel it; the dialog is gone afterwards."""
    is_accepted = dialog.exec() == QDialog.DialogCode.Accepted
    found = answer() if is_accepted else None
    dialog.deleteLater()
    return found
