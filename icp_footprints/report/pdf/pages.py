"""The coverage report and the coterminosity summary as pages: a PDF file, or pictures.

PDF/UA-1 and PDF/A-2a: tagged for screen readers, with the fonts within.
"""

from __future__ import annotations

from icp_footprints.measures.scorecard import Scorecard
from icp_footprints.progress import Progress
from icp_footprints.report.content import Report
from icp_footprints.report.maps.report_maps import ReportMaps
from icp_footprints.report.pdf.data import about_file, badge, report_data
from icp_footprints.report.pdf.maps import card_pictures, summary_picture, whole_picture
from icp_footprints.report.pdf.summary_page import summary_page
from icp_footprints.report.pdf.typst_page import Pages

# How much of the work is done before the pages are set, which cannot say how far it is.
DRAWN = 0.4


def report_pages(report: Report, maps: ReportMaps, progress: Progress | None = None) -> Pages:
    """The pages of the coverage report.

    Parameters
    ----------
    report, maps
        What the report says, see `report_content`, and its maps.
    progress
        Told how many maps are drawn, asked whether to stop.

    Raises
    ------
    Cancelled
        When the user has asked to stop.
    """
    told = progress or Progress()
    pictures = {"map": whole_picture(maps)}
    for number, picture in enumerate(card_pictures(maps), start=1):
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


def summary_pages(report: Report, maps: ReportMaps, score: Scorecard) -> Pages:
    """The one page of the coterminosity summary.

    Parameters
    ----------
    report, maps
        As in `report_pages`.
    score
        The scorecard that the report was made from.
    """
    page = summary_page(report, score)
    picture = summary_picture(maps, report)
    about = about_file(report, "Coterminosity summary")
    said: dict[str, object] = {"badge": badge(report), "page": page, "map": picture.said}
    return Pages("summary.typ", about, said, report.made_on, {"map": picture.svg})
