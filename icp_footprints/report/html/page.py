"""The report as one self-contained HTML page: no script, nothing fetched, good on paper."""

from __future__ import annotations

import re
from functools import cache

from jinja2 import Environment
from markupsafe import Markup

from icp_footprints.progress import Progress
from icp_footprints.report.content import Report
from icp_footprints.report.html.contents import contents, stamp
from icp_footprints.report.maps.look import MapLook, MapSize
from icp_footprints.report.maps.report_maps import ReportMaps
from icp_footprints.report.sections.band_bar import band_bar
from icp_footprints.report.templates import page_templates
from icp_footprints.report.words import SEVERITY_WORDS, percent, printable

TEMPLATE = "report.html.j2"
PER_CENT = re.compile(r"(\d) %")


def html_page(report: Report, maps: ReportMaps, progress: Progress | None = None) -> str:
    """What a report says and its maps as the text of an HTML page.

    Raises
    ------
    Cancelled
        When the user has asked to stop.
    """
    # Every piece of a map is escaped where it is made.
    return (
        _templates()
        .get_template(TEMPLATE)
        .render(
            report=report,
            map=Markup(maps.whole(MapSize(), MapLook())),  # noqa: S704
            maps=[Markup(each) for each in maps.cards(progress)],  # noqa: S704
            stamp=stamp(report),
            contents=contents(report),
            issue_tags=SEVERITY_WORDS,
        )
    )


@cache
def _templates() -> Environment:
    """Compiled once: that takes longer than a small page."""
    return page_templates(
        "report", _unbroken, {"percent": percent, "people": _people, "bar": band_bar}
    )


def _unbroken(text: str) -> str:
    """No sign that a page cannot hold, no number torn from its sign."""
    return PER_CENT.sub("\\1\u00a0%", printable(text))


def _people(count: float | str) -> str:
    """People with thousands separators; ``<5`` stays as it is."""
    return count if isinstance(count, str) else f"{count:,}"
