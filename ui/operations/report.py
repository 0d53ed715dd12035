"""Write the report a partnership board can read."""

from __future__ import annotations

from pathlib import Path

from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import Plan
from icp_footprints.progress import Progress
from ui.operations.export_file import ExportFile


class WriteReport(ExportFile):
    title = "&Report…"
    short_title = "Report"
    icon = "report"
    shortcut = "Ctrl+R"
    tip = "Writes a report with a map and tables, to read in a browser or print."
    file_kind = "Report (web page)"
    suffix = ".html"
    not_written = "The report was not written"

    def write_file(self, path: Path, place: Place, plan: Plan, progress: Progress) -> None:
        from icp_footprints.report.html import write_html_report

        write_html_report(path, place, plan, progress=progress)
