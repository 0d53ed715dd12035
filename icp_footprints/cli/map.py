"""Write the web map that opens offline."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from icp_footprints.cli.plan_argument import PlanArgument
from icp_footprints.console.streams import progress_bar, say


def map(  # noqa: A001 - what the command is called
    plan_file: PlanArgument,
    html: Annotated[
        Path | None, typer.Option(help="The web map; left out, beside PLAN as NAME-map.html.")
    ] = None,
    public: Annotated[
        bool, typer.Option("--public", help="Leave out notes, leads, partners and open issues.")
    ] = False,
    comments_to: Annotated[
        str,
        typer.Option(
            "--comments-to",
            metavar="ADDRESS",
            help="Give each footprint a link that begins an e-mail to this address.",
        ),
    ] = "",
) -> None:
    """Write a web map: one page that opens offline from a double click."""
    from icp_footprints.exchange.plan_file import open_plan_file, plan_stem
    from icp_footprints.exchange.targets import check_export_targets
    from icp_footprints.report.web_map.comments import checked_address
    from icp_footprints.report.web_map.web_map import write_web_map
    from icp_footprints.report.write import ReportKind, check_report_endings

    address = checked_address(comments_to) if comments_to else ""
    if html is not None:
        check_report_endings({ReportKind.HTML: html})
    place, plan = open_plan_file(plan_file)
    path = html or plan_file.with_name(f"{plan_stem(plan_file)}-map.html")
    check_export_targets([path], plan_file)
    with progress_bar("Drawing the map") as progress:
        write_web_map(path, place, plan, public=public, comments_to=address, progress=progress)
    say(f"Wrote {path}")
