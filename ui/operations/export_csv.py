"""Export which footprint each unit is in, as a table."""

from __future__ import annotations

from ui.operations.export_file import ExportFile, Writer


class ExportUnitCsv(ExportFile):
    title = "Export unit &table (CSV)…"
    icon = "table"
    tip = "Writes which footprint each unit is in, as a table for Excel."
    file_kind = "Table (CSV)"
    suffix = ".csv"

    def writer(self) -> Writer:
        from icp_footprints.exchange.unit_csv import write_unit_csv

        return write_unit_csv
