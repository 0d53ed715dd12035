"""What can be printed, and its pages: those of the PDF files. No Qt: called on other threads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import Plan
from icp_footprints.progress import Progress

if TYPE_CHECKING:
    from icp_footprints.report.pdf.typst_page import Pages

Paper = Literal["summary", "report"]
PAPERS: tuple[tuple[Paper, str], ...] = (
    ("summary", "Coterminosity summary, one page"),
    ("report", "Coverage report"),
)
SCREEN_PPI = 96.0
CONTENT, DRAWN = 0.4, 0.6


@dataclass(frozen=True, eq=False)
class SetPaper:
    """Pages that are set, and pictures of them.

    Parameters
    ----------
    paper
        Which they are of.
    pages
        What makes further pictures, at other resolutions.
    pictures
        Each page as PNG at `SCREEN_PPI`.
    """

    paper: Paper
    pages: Pages
    pictures: tuple[bytes, ...]

    def at(self, ppi: float) -> tuple[bytes, ...]:
        """Each page as PNG, at so many pixels per inch."""
        return tuple(self.pages.png(ppi))


def set_paper(place: Place, plan: Plan, paper: Paper, made_by: str, progress: Progress) -> SetPaper:
    """The pages of the report or of the summary, as the PDF file would have them.

    Raises
    ------
    Cancelled
        When the user has asked to stop.
    """
    from icp_footprints.progress import Part
    from icp_footprints.report.material import report_material
    from icp_footprints.report.pdf.pages import report_pages, summary_pages

    progress.report(0.0, "Measuring the plan")
    found = report_material(place, plan, made_by=made_by, progress=Part(progress, 0.0, CONTENT))
    progress.check_cancelled()
    if paper == "summary":
        pages = summary_pages(found.report, found.maps, found.score)
    else:
        pages = report_pages(found.report, found.maps, Part(progress, CONTENT, DRAWN))
    progress.report(DRAWN, "Setting pages")
    progress.check_cancelled()
    pictures = tuple(pages.png(SCREEN_PPI))
    progress.check_cancelled()
    return SetPaper(paper, pages, pictures)
