"""Export the footprints as GeoJSON."""

from __future__ import annotations

from ui.operations.export_file import ExportFile, Writer


class ExportGeoJson(ExportFile):
    title = "Export &GeoJSON…"
    icon = "export"
    shortcut = "Ctrl+Shift+E"
    tip = "Writes the footprints as GeoJSON, for other mapping systems."
    file_kind = "GeoJSON"
    suffix = ".geojson"

    def writer(self) -> Writer:
        from icp_footprints.exchange.geojson import write_geojson

        return write_geojson
