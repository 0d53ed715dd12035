"""Write the coverage report and the coterminosity summary."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from icp_footprints.cli.plan_argument import PlanArgument
from icp_footprints.console.streams import progress_bar, say


def report(
    plan_file: PlanArgument,
    html: Annotated[
        Path | None,
        typer.Option(help="The report as a web page; without any file, beside PLAN.gpkg."),
    ] = None,
    pdf: Annotated[Path | None, typer.Option(help="The report as pages to print.")] = None,
    xlsx: Annotated[Path | None, typer.Option(help="The report as an Excel workbook.")] = None,
    summary_pdf: Annotated[
        Path | None, typer.Option(help="The coterminosity summary: one page.")
    ] = None,
    everything: Annotated[
        Path | None, typer.Option("--all", metavar="FOLDER", help="All of these, into a folder.")
    ] = None,
    made_by: Annotated[str, typer.Option("--by", help="Who made the report, for its cover.")] = "",
    ceilings: Annotated[
        float, typer.Option(help="Seconds to prove each ceiling in; 0 = quick bounds only.")
    ] = 2.0,
) -> None:
    """Write the coverage report that a partnership board can read, and its one-page summary."""
    from icp_footprints.exchange.plan_file import open_plan_file, plan_stem
    from icp_footprints.exchange.several_files import make_folder
    from icp_footprints.exchange.targets import check_export_targets
    from icp_footprints.measures.ceilings.of_plan import CeilingTime
    from icp_footprints.report.write import (
        ReportKind,
        check_report_endings,
        every_report,
        write_reports,
    )

    allowed = CeilingTime(ceilings)
    stem = plan_stem(plan_file)
    named = {
        ReportKind.HTML: html,
        ReportKind.PDF: pdf,
        ReportKind.WORKBOOK: xlsx,
        ReportKind.SUMMARY: summary_pdf,
    }
    given = {kind: path for kind, path in named.items() if path}
    check_export_targets(given.values(), plan_file)
    check_report_endings(given)
    place, plan = open_plan_file(plan_file)
    wanted = every_report(everything, stem) if everything else {}
    wanted = wanted | given or {ReportKind.HTML: plan_file.with_name(f"{stem}.html")}
    if everything:
        make_folder(everything, "--all")
    check_export_targets(wanted.values(), plan_file)
    with progress_bar("Proving how good any plan could be") as progress:
        write_reports(place, plan, wanted, made_by=made_by, ceiling_time=allowed, progress=progress)
    for path in wanted.values():
        say(f"Wrote {path}")
