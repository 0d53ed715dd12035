"""The coverage report and the coterminosity summary as PDF files, and as pictures of their pages.

PDF/UA-1 and PDF/A-2a: tagged for screen readers, with the fonts within.
"""

from __future__ import annotations

from pathlib import Path

from icp_footprints.exchange.replacing import replacing
from icp_footprints.geography.place import Place
from icp_footprints.measures.scorecard import Scorecard
from icp_footprints.plan.plan import Plan
from icp_footprints.progress import Progress
from icp_footprints.report.content import Report
from icp_footprints.report.maps.report_maps import ReportMaps
from icp_footprints.report.pdf.data import about_file, badge, report_data
from icp_footprints.report.pdf.maps import card_pictures, summary_picture, whole_picture
from icp_footprints.report.pdf.summary_page import summary_page
from icp_footprints.report.pdf.typst_page import Pages

# How much of the work is done before the pages are set, which cannot say how far it is.
DRAWN = 0.4


def report_pages(
    place: Place,
    plan: Plan,
    report: Report,
    progress: Progress | None = None,
    maps: ReportMaps | None = None,
) -> Pages:
    """The pages of the coverage report.

    Parameters
    ----------
    place, plan
        What the maps are drawn from.
    report
        What the report says, see `report_content`.
    progress
        Told how many maps are drawn, asked whether to stop.
    maps
        Its maps, where another form of the report has them too.

    Raises
    ------
    Cancelled
        When the user has asked to stop.
    """
    told = progress or Progress()
    known = maps or ReportMaps(place, plan)
    pictures = {"map": whole_picture(known)}
    for number, picture in enumerate(card_pictures(known), start=1):
        pictures[f"map-{number}"] = picture
        told.check_cancelled()
        told.report(DRAWN * number / len(report.footprints), "Drawing maps")
    return Pages(
        "report.typ",
        about_file(report, "Coverage report"),
        report_data(report, {name: picture.said for name, picture in pictures.items()}),
        report.made_on,
        {name: picture.svg for name, picture in pictures.items()},
    )


def summary_pages(place: Place, plan: Plan, report: Report, score: Scorecard) -> Pages:
    """The one page of the coterminosity summary; parameters as for `write_summary_pdf`."""
    page = summary_page(report, score)
    picture = summary_picture(place, plan, report)
    about = about_file(report, "Coterminosity summary")
    said: dict[str, object] = {"badge": badge(report), "page": page, "map": picture.said}
    return Pages("summary.typ", about, said, report.made_on, {"map": picture.svg})


def write_report_pdf(
    path: Path, place: Place, plan: Plan, report: Report, progress: Progress | None = None
) -> None:
    """Write the coverage report to a PDF file; parameters as for `report_pages`.

    Raises
    ------
    Cancelled
        When the user has asked to stop; nothing is written then.
    InputError
        When the file cannot be written; an old file is then as it was.
    """
    _write(path, report_pages(place, plan, report, progress), progress)


def write_summary_pdf(
    path: Path,
    place: Place,
    plan: Plan,
    report: Report,
    score: Scorecard,
    progress: Progress | None = None,
) -> None:
    """Write the coterminosity summary, one A4 page, to a PDF file.

    Parameters
    ----------
    path
        The file; an old one is replaced.
    place, plan
        What the map is drawn from.
    report, score
        What the coverage report says, and the scorecard it was made from.
    progress
        Asked whether to stop.

    Raises
    ------
    Cancelled
        When the user has asked to stop; nothing is written then.
    InputError
        When the file cannot be written; an old file is then as it was.
    """
    _write(path, summary_pages(place, plan, report, score), progress)


def _write(path: Path, pages: Pages, progress: Progress | None) -> None:
    told = progress or Progress()
    told.report(DRAWN, "Setting pages")
    file = pages.pdf()
    told.check_cancelled()
    with replacing(path) as temporary:
        temporary.write_bytes(file)
    told.report(1.0, "Setting pages")
