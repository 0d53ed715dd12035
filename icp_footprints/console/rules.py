"""Issues, targets and exceptions on the command line."""

from __future__ import annotations

from icp_footprints.checks.issue import Issue
from icp_footprints.console.streams import say
from icp_footprints.measures.scorecard import Scorecard
from icp_footprints.plan.plan import Plan


def show_issues(issues: list[Issue]) -> None:
    """One line per issue; targets and exceptions by their names for `exceptions` as well."""
    for issue in issues:
        called = f" {issue.subject}" if issue.rule in ("target", "exception") else ""
        say(f"{issue.severity}: {issue.rule}{called}: {issue.words}")
    if all(issue.severity != "required" for issue in issues):
        agreed = any(issue.severity == "accepted" for issue in issues)
        say(
            "Every required rule is met or has an agreed exception."
            if agreed
            else "Every required rule is met: full coverage, one part each, all in band."
        )


def show_targets(score: Scorecard) -> None:
    """Every target by the name that `--remove` asks for, met or not."""
    for result in score.targets:
        say(f"{result.target.name}: {result.words}")
    if not score.targets:
        say("The plan has no targets.")


def show_exceptions(plan: Plan) -> None:
    """Every recorded exception, with who answers for it."""
    for each in plan.exceptions:
        about = f"{each.rule} {each.subject}".strip()
        say(f"{about}: {each.reason} ({each.owner}, {each.date})")
    if not plan.exceptions:
        say("The plan has no recorded exceptions.")
