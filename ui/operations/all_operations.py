"""Every operation of the program, each by its name, made once and in groups."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from ui.document import PlanDocument
from ui.operations.alternatives import FindAlternatives
from ui.operations.assign_units import AssignUnits
from ui.operations.ceilings import HowGood
from ui.operations.clear_selection import ClearSelection
from ui.operations.delete_footprint import DeleteFootprint
from ui.operations.describe_footprint import DescribeFootprint
from ui.operations.export import Export
from ui.operations.file_services import FileServices
from ui.operations.fill_gaps import FillGaps
from ui.operations.finish import Finish
from ui.operations.fix_issue import FixIssue
from ui.operations.generate import Generate
from ui.operations.go_to_step import GoToStep
from ui.operations.grow_selection import GrowSelection
from ui.operations.import_footprints import ImportFootprints
from ui.operations.improve import Improve
from ui.operations.invert_selection import InvertSelection
from ui.operations.least_change import LeastChange
from ui.operations.lock_footprints import LockFootprints
from ui.operations.merge_footprints import MergeFootprints
from ui.operations.new_footprint import NewFootprint
from ui.operations.new_plan import NewPlan
from ui.operations.open_plan import OpenPlan
from ui.operations.open_recent import OpenRecent
from ui.operations.open_sample import OpenSample
from ui.operations.operation import Operation, Viewer
from ui.operations.preview import ChangePreview
from ui.operations.print_plan import PrintPlan, PrintPreview
from ui.operations.questions import Questions
from ui.operations.rebalance import Rebalance
from ui.operations.recolour_footprint import RecolourFootprint
from ui.operations.record_exception import RecordException
from ui.operations.redo import Redo
from ui.operations.remove_exception import RemoveException
from ui.operations.rename_footprint import RenameFootprint
from ui.operations.repair import Repair
from ui.operations.save import Save, SaveAs
from ui.operations.select_footprint import SelectFootprint
from ui.operations.select_unassigned import SelectUnassigned
from ui.operations.set_bands import SetBands
from ui.operations.set_basemap import Basemap, SetBasemap
from ui.operations.set_status import AgreePlan, BackToDraft, NewVersion, ProposePlan
from ui.operations.set_targets import SetTargets
from ui.operations.show_sources import ShowSources
from ui.operations.step_issue import IssueSource, NextIssue, PreviousIssue
from ui.operations.unassign_units import UnassignUnits
from ui.operations.undo import Undo
from ui.operations.unsaved import UnsavedChanges
from ui.operations.zoom_footprint import ZoomToFootprint
from ui.operations.zoom_place import ZoomToPlace
from ui.operations.zoom_selection import ZoomToSelection
from ui.printing.printing import Printing


class GeneratorVerbs(Protocol):
    """What the parts of the generator give: its verbs, and what shows a change first."""

    generate: Generate
    find_alternatives: FindAlternatives
    how_good: HowGood
    repair: Repair
    finish: Finish
    rebalance: Rebalance
    improve: Improve
    least_change: LeastChange
    preview: ChangePreview


@dataclass(frozen=True)
class MapParts:
    """What the operations reach of the map and of what stands beside it.

    Parameters
    ----------
    viewer
        The map.
    basemap
        What shows a background map or takes it off.
    issues
        Gives the list of issues, once there is one.
    """

    viewer: Viewer
    basemap: Basemap
    issues: Callable[[], IssueSource]


class FileOperations:
    """Opening, saving and writing for others."""

    def __init__(
        self,
        document: PlanDocument,
        services: FileServices,
        ask: Questions,
        preview: ChangePreview,
    ) -> None:
        self.save = Save(document, services)
        self.save_as = SaveAs(document, self.save)
        self.unsaved = UnsavedChanges(document, services.messages, self.save)
        self.new_plan = NewPlan(document, services.messages, self.unsaved, ask.new_plan)
        self.open_plan = OpenPlan(document, services, self.unsaved)
        self.open_sample = OpenSample(document, services, self.unsaved)
        self.open_recent = OpenRecent(self.open_plan, services.settings, services.runner)
        self.import_footprints = ImportFootprints(document, services, ask.footprints, preview)
        self.export = Export(document, services, ask.export)
        printing = Printing(document, services.runner, services.messages, services.settings)
        self.print_plan = PrintPlan(document, printing, ask.paper, ask.pages)
        self.print_preview = PrintPreview(document, printing, ask.pages)
        self.show_sources = ShowSources(document, ask.sources)


class PlanOperations:
    """Changing the plan by hand, and going back."""

    def __init__(self, document: PlanDocument, services: FileServices, ask: Questions) -> None:
        messages = services.messages
        self.undo = Undo(document)
        self.redo = Redo(document)
        self.go_to_step = GoToStep(document)
        self.assign_units = AssignUnits(document, messages)
        self.unassign_units = UnassignUnits(document, messages)
        self.new_footprint = NewFootprint(document, messages)
        self.rename_footprint = RenameFootprint(document, messages)
        self.describe_footprint = DescribeFootprint(document, messages)
        self.recolour_footprint = RecolourFootprint(document, messages, ask.colour)
        self.lock_footprints = LockFootprints(document)
        self.merge_footprints = MergeFootprints(document, messages)
        self.delete_footprint = DeleteFootprint(document, messages)
        self.fill_gaps = FillGaps(document, messages)
        self.set_bands = SetBands(document, ask.bands)
        self.set_targets = SetTargets(document, ask.targets)
        self.propose = ProposePlan(document, messages, ask.status)
        self.agree = AgreePlan(document, messages, ask.status)
        self.back_to_draft = BackToDraft(document, messages)
        self.new_version = NewVersion(document, messages)


class GeneratorOperations:
    """Having the program draw, and looking at what it drew."""

    def __init__(self, verbs: GeneratorVerbs) -> None:
        self.generate = verbs.generate
        self.find_alternatives = verbs.find_alternatives
        self.how_good = verbs.how_good
        self.repair = verbs.repair
        self.finish = verbs.finish
        self.rebalance = verbs.rebalance
        self.improve = verbs.improve
        self.least_change = verbs.least_change


class IssueOperations:
    """Going from issue to issue, putting them right or accepting them."""

    def __init__(
        self,
        document: PlanDocument,
        services: FileServices,
        ask: Questions,
        parts: MapParts,
        preview: ChangePreview,
    ) -> None:
        messages, issues = services.messages, parts.issues
        self.next_issue = NextIssue(document, parts.viewer, messages, issues)
        self.previous_issue = PreviousIssue(document, parts.viewer, messages, issues)
        self.fix_issue = FixIssue(document, services.runner, messages, preview)
        self.record_exception = RecordException(document, ask.exception)
        self.remove_exception = RemoveException(document)


class MapOperations:
    """Moving the map, what is under it, and selecting units on it."""

    def __init__(
        self, document: PlanDocument, services: FileServices, ask: Questions, parts: MapParts
    ) -> None:
        self.zoom_place = ZoomToPlace(document, parts.viewer)
        self.zoom_footprint = ZoomToFootprint(document, parts.viewer)
        self.zoom_selection = ZoomToSelection(document, parts.viewer)
        self.set_basemap = SetBasemap(document, parts.basemap, services.settings, ask.basemap)
        self.select_footprint = SelectFootprint(document)
        self.select_unassigned = SelectUnassigned(document)
        self.invert_selection = InvertSelection(document)
        self.grow_selection = GrowSelection(document)
        self.clear_selection = ClearSelection(document)


class Operations(
    FileOperations, PlanOperations, GeneratorOperations, IssueOperations, MapOperations
):
    """What the session makes once and hands to the window, the panels and the tools."""

    def __init__(
        self,
        document: PlanDocument,
        services: FileServices,
        ask: Questions,
        parts: MapParts,
        verbs: GeneratorVerbs,
    ) -> None:
        FileOperations.__init__(self, document, services, ask, verbs.preview)
        PlanOperations.__init__(self, document, services, ask)
        GeneratorOperations.__init__(self, verbs)
        IssueOperations.__init__(self, document, services, ask, parts, verbs.preview)
        MapOperations.__init__(self, document, services, ask, parts)

    def each(self) -> list[Operation]:
        """All those that stand in a menu or on the toolbar."""
        return [each for each in vars(self).values() if isinstance(each, Operation)]
