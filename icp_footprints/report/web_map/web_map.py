"""The web map: one HTML file with everything in it, that opens offline from a double click.

The page's content security policy names its own scripts and style by their SHA-256 and allows
nothing else: no browser that obeys it will fetch a thing, or run what a name or note smuggled in.
"""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from icp_footprints.exchange.replacing import replacing
from icp_footprints.geography.place import Place
from icp_footprints.measures.scorecard import Scorecard, scorecard
from icp_footprints.plan.plan import Plan
from icp_footprints.progress import Progress
from icp_footprints.report.content import Report, report_content
from icp_footprints.report.templates import page_templates
from icp_footprints.report.web_map.comments import checked_address
from icp_footprints.report.web_map.content import web_map_content
from icp_footprints.report.web_map.data import web_map_data
from icp_footprints.report.web_map.shapes import web_map_shapes
from icp_footprints.report.words import printable
from icp_footprints.resources import resources_folder

TEMPLATE, SCRIPT, STYLE, LICENCES = "page.html.j2", "map.js", "map.css", "LICENCES"


def web_map(
    place: Place,
    plan: Plan,
    made_on: date,
    score: Scorecard | None = None,
    *,
    report: Report | None = None,
    public: bool = False,
    comments_to: str = "",
) -> str:
    """The web map of a plan as the text of an HTML page.

    Parameters
    ----------
    place, plan
        What to show.
    made_on
        The date printed on the page.
    score, report
        The plan's scorecard and report, where they are at hand.
    public
        Leave out notes, leads, partners and what needs attention.
    comments_to
        An e-mail address; with one, every footprint has a link that begins an e-mail to it.

    Raises
    ------
    InputError
        When the address is not one.
    """
    # Takes half a second, and only this page needs it.
    from icp_footprints.report.web_map.leaflet import leaflet_map, leaflet_script, leaflet_style

    address = checked_address(comments_to) if comments_to else ""
    known = score or scorecard(place, plan)
    said = report or report_content(place, plan, made_on, known)
    content = web_map_content(place, plan, said, public=public, comments_to=address)
    shapes = web_map_shapes(place, plan)
    leaflet = leaflet_map(content, shapes)
    scripts = (leaflet_script(), leaflet.script, _own(SCRIPT))
    style = f"{leaflet_style()}\n{_own(STYLE)}"
    return (
        _templates()
        .get_template(TEMPLATE)
        .render(
            content=content,
            report=content.report,
            policy=_policy(scripts, style),
            stamp=json.dumps(content.metadata),
            data=web_map_data(place, plan, known, content, shapes),
            # Our own and Leaflet's, and what folium wrote, which escapes every text in it.
            element=Markup(leaflet.element),  # noqa: S704
            scripts=[Markup(each) for each in scripts],  # noqa: S704
            style=Markup(style),  # noqa: S704
            licences=_own(LICENCES),
        )
    )


def write_web_map(
    path: Path,
    place: Place,
    plan: Plan,
    made_on: date | None = None,
    score: Scorecard | None = None,
    *,
    public: bool = False,
    comments_to: str = "",
    progress: Progress | None = None,
) -> None:
    """Write the web map of a plan to an HTML file, dated today unless told otherwise.

    Parameters
    ----------
    path
        The file; an old one is replaced.
    place, plan, made_on, score, public, comments_to
        As in `web_map`.
    progress
        Asked whether to stop.

    Raises
    ------
    Cancelled
        When the user has asked to stop; nothing is written then.
    InputError
        When the address is not one, or the file cannot be written; an old file is then as it was.
    """
    on = made_on or date.today()  # noqa: DTZ011 - the reader's own calendar
    text = web_map(place, plan, on, score, public=public, comments_to=comments_to)
    if progress is not None:
        progress.check_cancelled()
    with replacing(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")


def _own(name: str) -> str:
    text = (resources_folder() / "web_map" / name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")


def _policy(scripts: tuple[str, ...], style: str) -> str:
    """The content security policy: these scripts, this style, pictures within the page."""
    allowed = " ".join(_digest(each) for each in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_digest(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    found = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(found).decode('ascii')}'"


@cache
def _templates() -> Environment:
    return page_templates("web_map", printable)
