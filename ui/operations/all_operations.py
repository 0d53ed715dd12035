"""Every operation of the program, each by its name."""

from __future__ import annotations

from dataclasses import dataclass, fields

from ui.operations.assign_units import AssignUnits
from ui.operations.delete_footprint import DeleteFootprint
from ui.operations.export_csv import ExportUnitCsv
from ui.operations.export_geojson import ExportGeoJson
from ui.operations.fill_gaps import FillGaps
from ui.operations.generate import Generate
from ui.operations.merge_footprints import MergeFootprints
from ui.operations.new_footprint import NewFootprint
from ui.operations.open_plan import OpenPlan
from ui.operations.open_sample import OpenSample
from ui.operations.operation import Operation
from ui.operations.record_exception import RecordException
from ui.operations.redo import Redo
from ui.operations.remove_exception import RemoveException
from ui.operations.rename_footprint import RenameFootprint
from ui.operations.report import WriteReport
from ui.operations.save import Save, SaveAs
from ui.operations.set_bands import SetBands
from ui.operations.set_targets import SetTargets
from ui.operations.show_sources import ShowSources
from ui.operations.unassign_units import UnassignUnits
from ui.operations.undo import Undo
from ui.operations.unsaved import UnsavedChanges
from ui.operations.zoom_footprint import ZoomToFootprint
from ui.operations.zoom_place import ZoomToPlace


@dataclass(frozen=True)
class Operations:
    """What the session makes once and hands to the window, the panels and the tools."""

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
    new_footprint: NewFootprint
    rename_footprint: RenameFootprint
    merge_footprints: MergeFootprints
    delete_footprint: DeleteFootprint
    assign_units: AssignUnits
    unassign_units: UnassignUnits
    fill_gaps: FillGaps
    generate: Generate
    set_bands: SetBands
    set_targets: SetTargets
    record_exception: RecordException
    remove_exception: RemoveException
    zoom_place: ZoomToPlace
    zoom_footprint: ZoomToFootprint
    unsaved: UnsavedChanges

    def each(self) -> list[Operation]:
        """All of them, in this order."""
        found = [getattr(self, field.name) for field in fields(self)]
        return [each for each in found if isinstance(each, Operation)]
