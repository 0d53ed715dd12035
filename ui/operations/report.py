"""Write the report a partnership board can read."""

from __future__ import annotations

from ui.operations.export_file import ExportFile, Writer


class WriteReport(ExportFile):
    title = "&Report…"
    short_title = "Report"
    icon = "report"
    shortcut = "Ctrl+R"
    tip = "Writes a report with a map and tables, to read in a browser or print."
    file_kind = "Report (web page)"
    suffix = ".html"
    not_written = "The report was not written"

    def writer(self) -> Writer:
        from icp_footprints.report.html import write_html_report

        return write_html_report
