"""The report as one self-contained HTML page: no script, nothing fetched, good on paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from icp_footprints.exchange.replacing import replacing
from icp_footprints.geography.place import Place
from icp_footprints.measures.ceilings.ceiling import Ceiling
from icp_footprints.measures.ceilings.of_plan import QUICK, CeilingTime, ceilings_of_plan
from icp_footprints.measures.scorecard import Scorecard, scorecard
from icp_footprints.plan.plan import Plan
from icp_footprints.progress import Progress
from icp_footprints.report.content import Report, report_content
from icp_footprints.report.html.contents import contents, stamp
from icp_footprints.report.maps.look import MapLook, MapSize
from icp_footprints.report.maps.report_maps import ReportMaps
from icp_footprints.report.sections.band_bar import band_bar
from icp_footprints.report.words import day_words, percent, printable
from icp_footprints.resources import resources_folder
from icp_footprints.wording import shortened

TEMPLATE = "report.html.j2"
ISSUE_TAGS = {"required": "To put right", "advice": "Advice", "accepted": "Agreed exception"}
PER_CENT = re.compile(r"(\d) %")


def html_report(
    place: Place,
    plan: Plan,
    made_on: date,
    score: Scorecard | None = None,
    ceilings: Sequence[Ceiling] = (),
    *,
    made_by: str = "",
    progress: Progress | None = None,
) -> str:
    """The report of a plan as the text of an HTML page.

    Parameters
    ----------
    place, plan
        What to report on.
    made_on
        The date printed on the report.
    score
        The plan's scorecard, where it is at hand.
    ceilings
        What figures of layers could be at best, see `ceilings_of_plan`.
    made_by
        Who made the report, for its cover.
    progress
        Told how many maps are drawn, asked whether to stop.

    Raises
    ------
    Cancelled
        When the user has asked to stop.
    """
    report = report_content(place, plan, made_on, score, ceilings, made_by=made_by)
    return html_page(report, ReportMaps(place, plan), progress)


def html_page(report: Report, maps: ReportMaps, progress: Progress | None = None) -> str:
    """What a report says and its maps as the text of an HTML page.

    Raises
    ------
    Cancelled
        When the user has asked to stop.
    """
    # Every piece of a map is escaped where it is made.
    return (
        _environment()
        .get_template(TEMPLATE)
        .render(
            report=report,
            map=Markup(maps.whole(MapSize(), MapLook())),  # noqa: S704
            maps=[Markup(each) for each in maps.cards(progress)],  # noqa: S704
            stamp=stamp(report),
            contents=contents(report),
            issue_tags=ISSUE_TAGS,
        )
    )


def write_html_report(
    path: Path,
    place: Place,
    plan: Plan,
    made_on: date | None = None,
    score: Scorecard | None = None,
    *,
    made_by: str = "",
    ceiling_time: CeilingTime = QUICK,
    progress: Progress | None = None,
) -> None:
    """Write the report of a plan to an HTML file, dated today unless told otherwise.

    Parameters
    ----------
    path
        The file; an old one is replaced.
    place, plan, made_on, score, made_by
        As in `html_report`.
    ceiling_time
        How long proving how good any plan could be may take; some seconds in all, unless told
        otherwise.
    progress
        Told how far the proofs are, asked whether to stop.

    Raises
    ------
    Cancelled
        When the user has asked to stop; nothing is written then.
    InputError
        When the file cannot be written; an old file is then as it was.
    """
    day = made_on or date.today()  # noqa: DTZ011 - the reader's own calendar
    known = score or scorecard(place, plan)
    ceilings = ceilings_of_plan(place, known, ceiling_time, progress)
    text = html_report(place, plan, day, known, ceilings, made_by=made_by, progress=progress)
    if progress is not None:
        progress.check_cancelled()
    with replacing(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")


@cache
def _environment() -> Environment:
    """The templates, compiled once: that takes longer than a small page."""
    environment = Environment(
        loader=FileSystemLoader(resources_folder() / "report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Callable[..., object]] = {
        "percent": percent,
        "people": _people,
        "short": shortened,
        "day": day_words,
        "bar": band_bar,
    }
    for name, function in filters.items():
        environment.filters[name] = function
    return environment


def _finalize(value: Any) -> Any:
    """Every value on its way into the page: no sign that a page cannot hold, no number torn."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return PER_CENT.sub("\\1\u00a0%", printable(value))


def _people(count: float | str) -> str:
    """People with thousands separators; ``<5`` stays as it is."""
    return count if isinstance(count, str) else f"{count:,}"
