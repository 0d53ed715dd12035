"""Every operation of the program, each by its name."""

from __future__ import annotations

from dataclasses import dataclass, fields

from ui.operations.alternatives import FindAlternatives
from ui.operations.assign_units import AssignUnits
from ui.operations.ceilings import HowGood
from ui.operations.clear_selection import ClearSelection
from ui.operations.delete_footprint import DeleteFootprint
from ui.operations.describe_footprint import DescribeFootprint
from ui.operations.export_csv import ExportUnitCsv
from ui.operations.export_geojson import ExportGeoJson
from ui.operations.fill_gaps import FillGaps
from ui.operations.finish import Finish
from ui.operations.fix_issue import FixIssue
from ui.operations.generate import Generate
from ui.operations.go_to_step import GoToStep
from ui.operations.grow_selection import GrowSelection
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
from ui.operations.operation import Operation
from ui.operations.rebalance import Rebalance
from ui.operations.recolour_footprint import RecolourFootprint
from ui.operations.record_exception import RecordException
from ui.operations.redo import Redo
from ui.operations.remove_exception import RemoveException
from ui.operations.rename_footprint import RenameFootprint
from ui.operations.repair import Repair
from ui.operations.report import WriteReport
from ui.operations.save import Save, SaveAs
from ui.operations.select_footprint import SelectFootprint
from ui.operations.select_unassigned import SelectUnassigned
from ui.operations.set_bands import SetBands
from ui.operations.set_basemap import SetBasemap
from ui.operations.set_targets import SetTargets
from ui.operations.show_sources import ShowSources
from ui.operations.step_issue import NextIssue, PreviousIssue
from ui.operations.unassign_units import UnassignUnits
from ui.operations.undo import Undo
from ui.operations.unsaved import UnsavedChanges
from ui.operations.zoom_footprint import ZoomToFootprint
from ui.operations.zoom_place import ZoomToPlace
from ui.operations.zoom_selection import ZoomToSelection


@dataclass(frozen=True)
class Operations:
    """What the session makes once and hands to the window, the panels and the tools."""

    new_plan: NewPlan
    open_plan: OpenPlan
    open_sample: OpenSample
    save: Save
    save_as: SaveAs
    export_geojson: ExportGeoJson
    export_csv: ExportUnitCsv
    report: WriteReport
    show_sources: ShowSources
    undo: Undo
    redo: Redo
    go_to_step: GoToStep
    new_footprint: NewFootprint
    rename_footprint: RenameFootprint
    describe_footprint: DescribeFootprint
    recolour_footprint: RecolourFootprint
    lock_footprints: LockFootprints
    merge_footprints: MergeFootprints
    delete_footprint: DeleteFootprint
    assign_units: AssignUnits
    unassign_units: UnassignUnits
    fill_gaps: FillGaps
    generate: Generate
    find_alternatives: FindAlternatives
    how_good: HowGood
    repair: Repair
    finish: Finish
    rebalance: Rebalance
    improve: Improve
    least_change: LeastChange
    set_bands: SetBands
    set_targets: SetTargets
    fix_issue: FixIssue
    record_exception: RecordException
    remove_exception: RemoveException
    set_basemap: SetBasemap
    zoom_place: ZoomToPlace
    zoom_footprint: ZoomToFootprint
    select_footprint: SelectFootprint
    select_unassigned: SelectUnassigned
    invert_selection: InvertSelection
    grow_selection: GrowSelection
    clear_selection: ClearSelection
    zoom_selection: ZoomToSelection
    next_issue: NextIssue
    previous_issue: PreviousIssue
    unsaved: UnsavedChanges
    open_recent: OpenRecent

    def each(self) -> list[Operation]:
        """All of them, in this order."""
        found = [getattr(self, field.name) for field in fields(self)]
        return [each for each in found if isinstance(each, Operation)]
