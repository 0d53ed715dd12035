"""The report of a plan in several formats at once, for the command line and the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path

from icp_footprints.exchange.replacing import check_can_write, replacing
from icp_footprints.exchange.several_files import check_suffixes, files_in
from icp_footprints.geography.place import Place
from icp_footprints.measures.ceilings.of_plan import QUICK, CeilingTime
from icp_footprints.measures.scorecard import Scorecard
from icp_footprints.plan.plan import Plan
from icp_footprints.progress import Part, Progress
from icp_footprints.report.material import ReportMaterial, report_material


class ReportKind(StrEnum):
    """A form of the report, by the name of its option on the command line."""

    HTML = "html"
    PDF = "pdf"
    WORKBOOK = "xlsx"
    SUMMARY = "summary-pdf"


SUFFIXES = {
    ReportKind.HTML: (".html", ".htm"),
    ReportKind.PDF: (".pdf",),
    ReportKind.WORKBOOK: (".xlsx",),
    ReportKind.SUMMARY: (".pdf",),
}
# What is put behind the plan's name for each form.
ENDINGS = {
    ReportKind.HTML: ".html",
    ReportKind.PDF: ".pdf",
    ReportKind.WORKBOOK: ".xlsx",
    ReportKind.SUMMARY: "-summary.pdf",
}


def every_report(folder: Path, stem: str) -> dict[ReportKind, Path]:
    """A file of every form in a folder, named after the plan."""
    return files_in(folder, stem, ENDINGS)


def check_report_endings(wanted: Mapping[ReportKind, Path]) -> None:
    """Check that files are called by what they will hold.

    Raises
    ------
    InputError
        When the name of one has another ending.
    """
    check_suffixes(wanted, SUFFIXES)


def write_reports(
    place: Place,
    plan: Plan,
    wanted: Mapping[ReportKind, Path],
    made_on: date | None = None,
    score: Scorecard | None = None,
    *,
    made_by: str = "",
    ceiling_time: CeilingTime = QUICK,
    progress: Progress | None = None,
) -> None:
    """Write the report of a plan in the forms asked for; its content is found once for all.

    Parameters
    ----------
    place, plan
        What to report on.
    wanted
        The file of each form; old ones are replaced.
    made_on
        The date printed on the report; today unless told otherwise.
    score, made_by, ceiling_time
        As in `report_material`.
    progress
        Told how far the work is, asked whether to stop.

    Raises
    ------
    Cancelled
        When the user has asked to stop; nothing is written then.
    InputError
        When a file cannot be written; it is then as it was, and so are those after it.
    """
    whole = progress or Progress()
    for path in wanted.values():
        check_can_write(path)
    material = report_material(
        place,
        plan,
        made_on,
        score,
        made_by=made_by,
        ceiling_time=ceiling_time,
        progress=Part(whole, 0.0, 0.5),
    )
    files: dict[Path, bytes] = {}
    half = 2 * len(wanted)
    for number, (kind, path) in enumerate(wanted.items()):
        step = Part(whole, 0.5 + number / half, 0.5 + (number + 1) / half)
        step.report(0.0, f"Making {path.name}")
        files[path] = _MAKERS[kind](material, step)
        whole.check_cancelled()
    for path, data in files.items():
        with replacing(path) as temporary:
            temporary.write_bytes(data)
    whole.report(1.0, "Written")


# What a form needs is loaded when it is asked for: a workbook waits for no typesetter.
def _html(material: ReportMaterial, progress: Progress) -> bytes:
    from icp_footprints.report.html.page import html_page

    return html_page(material.report, material.maps, progress).encode("utf-8")


def _pdf(material: ReportMaterial, progress: Progress) -> bytes:
    from icp_footprints.report.pdf.pages import report_pages

    return report_pages(material.report, material.maps, progress).pdf()


def _workbook(material: ReportMaterial, progress: Progress) -> bytes:
    from icp_footprints.report.workbook.workbook import workbook_bytes

    return workbook_bytes(material.report, progress)


def _summary(material: ReportMaterial, progress: Progress) -> bytes:
    from icp_footprints.report.pdf.pages import summary_pages

    progress.check_cancelled()
    return summary_pages(material.report, material.maps, material.score).pdf()


_MAKERS: dict[ReportKind, Callable[[ReportMaterial, Progress], bytes]] = {
    ReportKind.HTML: _html,
    ReportKind.PDF: _pdf,
    ReportKind.WORKBOOK: _workbook,
    ReportKind.SUMMARY: _summary,
}
