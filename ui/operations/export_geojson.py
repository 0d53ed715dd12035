"""Export the footprints as GeoJSON."""

from __future__ import annotations

from pathlib import Path

from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import Plan
from icp_footprints.progress import Progress
from ui.operations.export_file import ExportFile


class ExportGeoJson(ExportFile):
    title = "Export &GeoJSON…"
    icon = "export"
    shortcut = "Ctrl+Shift+E"
    tip = "Writes the footprints as GeoJSON, for other mapping systems."
    file_kind = "GeoJSON"
    suffix = ".geojson"

    def write_file(self, path: Path, place: Place, plan: Plan, progress: Progress) -> None:
        from icp_footprints.exchange.geojson import write_geojson

        progress.check_cancelled()
        write_geojson(path, place, plan)
