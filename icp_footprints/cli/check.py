"""Check the rules a plan must meet."""

from __future__ import annotations

import typer

from icp_footprints.cli.exit_codes import RULE_FAILED
from icp_footprints.cli.plan_argument import PlanArgument


def check(plan_file: PlanArgument) -> None:
    """Check the rules a plan must meet; exit code 1 when a required one fails."""
    from icp_footprints.checks.check import check as run
    from icp_footprints.console.rules import show_issues
    from icp_footprints.exchange.plan_file import open_plan_file

    issues = run(*open_plan_file(plan_file))
    show_issues(issues)
    if any(issue.severity == "required" for issue in issues):
        raise typer.Exit(RULE_FAILED)
