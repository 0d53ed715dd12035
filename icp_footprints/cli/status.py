"""Show a plan's status and history; propose it, agree it, or make a new version."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from icp_footprints.cli.option_group import with_option_groups
from icp_footprints.cli.plan_argument import PlanArgument
from icp_footprints.console.streams import say, say_json
from icp_footprints.errors import InputError, PlanError
from icp_footprints.wording import count_words

if TYPE_CHECKING:
    from icp_footprints.checks.issue import Issue
    from icp_footprints.geography.place import Place
    from icp_footprints.plan.plan import Plan


@dataclass(frozen=True)
class StatusOptions:
    """What the plan becomes; at most one of them."""

    propose: Annotated[bool, typer.Option("--propose", help="A draft is proposed.")] = False
    agree: Annotated[
        bool, typer.Option("--agree", help="A proposed plan is agreed; say --by whom.")
    ] = False
    draft: Annotated[bool, typer.Option("--draft", help="A proposed plan is a draft again.")] = (
        False
    )
    new_version: Annotated[
        bool, typer.Option("--new-version", help="The next version, as a draft to edit.")
    ] = False

    def asked(self) -> str:
        """The one that was asked for; empty for none.

        Raises
        ------
        InputError
            When there are several.
        """
        found = [name for name, is_asked in vars(self).items() if is_asked]
        if len(found) > 1:
            names = " and ".join(f"--{name.replace('_', '-')}" for name in found)
            raise InputError(f"{names} were asked for at once.", "Ask for one of them.")
        return found[0] if found else ""


@with_option_groups
def status(
    plan_file: PlanArgument,
    becomes: StatusOptions,
    by: Annotated[str, typer.Option(help="Who proposed or agreed it, such as a board.")] = "",
    on: Annotated[str, typer.Option(help="The day, as 2026-11-22; left out, today.")] = "",
    out: Annotated[
        Path | None,
        typer.Option(help="Plan file to write; left out, PLAN.gpkg itself."),
    ] = None,
    with_issues: Annotated[
        bool, typer.Option("--with-issues", help="Agree it although issues stand open.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Show whether a plan is draft, proposed or agreed, which version, and what stands open."""
    from icp_footprints.checks.check import check
    from icp_footprints.console.status import show_status, status_text
    from icp_footprints.exchange.file_stamp import stamp_of
    from icp_footprints.exchange.plan_file import open_plan_file, save_plan_file
    from icp_footprints.exchange.targets import check_new_target

    what = becomes.asked()
    if not what and (by or on or out or with_issues):
        raise InputError(
            "There is nothing to note.", "Add --propose, --agree, --draft or --new-version."
        )
    target = out or plan_file
    if out is not None:
        check_new_target(out, [plan_file], replace=False, may_ask=False)
    stamp = stamp_of(plan_file)
    place, plan = open_plan_file(plan_file)
    issues = check(place, plan)
    if what:
        if what == "agree" and not with_issues:
            _check_nothing_open(issues)
        plan = _changed(place, plan, what, on, by)
        save_plan_file(target, place, plan, None if out else stamp)
    if json:
        say_json(status_text(place, plan, issues, target if what else None))
        return
    show_status(place, plan, issues)
    if what:
        say(f"Wrote {target}")


def _changed(place: Place, plan: Plan, what: str, on: str, by: str) -> Plan:
    """The plan as it becomes."""
    import datetime as dt

    from icp_footprints.plan.actions.new_version import new_version
    from icp_footprints.plan.actions.set_status import set_status
    from icp_footprints.plan.status import Status

    day = on or dt.datetime.now().astimezone().date().isoformat()
    if what == "new_version":
        return new_version(place, plan, day, by)
    wanted = {"propose": Status.PROPOSED, "agree": Status.AGREED, "draft": Status.DRAFT}[what]
    return set_status(place, plan, wanted, day, by)


def _check_nothing_open(issues: list[Issue]) -> None:
    found = [issue for issue in issues if issue.severity == "required"]
    if found:
        first = found[0].words.rstrip(".")
        more = f", and {len(found) - 1:,} more" if len(found) > 1 else ""
        stand = count_words(len(found), "issue stands", "issues stand")
        raise PlanError(
            f"{stand} open: {first}{more}.",
            "Put right what is wrong, record an exception for it, or add --with-issues.",
        )
