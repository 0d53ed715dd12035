"""Write the coverage report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from icp_footprints.cli.plan_argument import PlanArgument
from icp_footprints.console.streams import say


def report(
    plan_file: PlanArgument,
    html: Annotated[
        Path | None, typer.Option(help="The report; left out, beside PLAN.gpkg.")
    ] = None,
) -> None:
    """Write the coverage report that a partnership board can read."""
    from icp_footprints.exchange.plan_file import SUFFIX, open_plan_file
    from icp_footprints.exchange.targets import check_export_targets
    from icp_footprints.report.html import write_html_report

    place, plan = open_plan_file(plan_file)
    name = plan_file.name.removesuffix(SUFFIX).removesuffix(".gpkg")
    path = html or plan_file.with_name(f"{name}.html")
    check_export_targets([path], plan_file)
    write_html_report(path, place, plan)
    say(f"Wrote {path}")
