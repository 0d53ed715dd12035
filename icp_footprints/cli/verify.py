"""Say whether a file belongs to a plan."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from icp_footprints.cli.exit_codes import RULE_FAILED
from icp_footprints.cli.plan_argument import PlanArgument
from icp_footprints.console.streams import say_json


def verify(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="An export, report, map or plan file.")
    ],
    plan_file: PlanArgument,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Say whether a file belongs to a plan and its version; exit code 1 when it does not."""
    from icp_footprints.console.verify import show_verdict, verdict_text
    from icp_footprints.exchange.plan_file import open_plan_file
    from icp_footprints.exchange.verify import verify_file

    verdict = verify_file(file, *open_plan_file(plan_file))
    if json:
        say_json(verdict_text(file, verdict))
    else:
        show_verdict(file, verdict)
    if not verdict.belongs:
        raise typer.Exit(RULE_FAILED)
