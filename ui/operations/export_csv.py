"""Export which footprint each unit is in, as a table."""

from __future__ import annotations

from pathlib import Path

from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import Plan
from icp_footprints.progress import Progress
from ui.operations.export_file import ExportFile


class ExportUnitCsv(ExportFile):
    title = "Export unit &table (CSV)…"
    icon = "table"
    tip = "Writes which footprint each unit is in, as a table for Excel."
    file_kind = "Table (CSV)"
    suffix = ".csv"

    def write_file(self, path: Path, place: Place, plan: Plan, progress: Progress) -> None:
        from icp_footprints.exchange.unit_csv import write_unit_csv

        progress.check_cancelled()
        write_unit_csv(path, place, plan)
