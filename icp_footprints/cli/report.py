"""Write the coverage report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from icp_footprints.cli.plan_argument import PlanArgument
from icp_footprints.console.streams import progress_bar, say


def report(
    plan_file: PlanArgument,
    html: Annotated[
        Path | None, typer.Option(help="The report; left out, beside PLAN.gpkg.")
    ] = None,
    ceilings: Annotated[
        float, typer.Option(help="Seconds to prove each ceiling in; 0 = quick bounds only.")
    ] = 2.0,
) -> None:
    """Write the coverage report that a partnership board can read."""
    from icp_footprints.exchange.plan_file import SUFFIX, open_plan_file
    from icp_footprints.exchange.targets import check_export_targets
    from icp_footprints.measures.ceilings.of_plan import CeilingTime
    from icp_footprints.report.html import write_html_report

    allowed = CeilingTime(ceilings)
    place, plan = open_plan_file(plan_file)
    name = plan_file.name.removesuffix(SUFFIX).removesuffix(".gpkg")
    path = html or plan_file.with_name(f"{name}.html")
    check_export_targets([path], plan_file)
    with progress_bar("Proving how good any plan could be") as progress:
        write_html_report(path, place, plan, ceiling_time=allowed, progress=progress)
    say(f"Wrote {path}")
