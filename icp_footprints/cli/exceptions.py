"""Show, add or remove the recorded exceptions of a plan."""

from __future__ import annotations

from typing import Annotated, cast, get_args

import typer

from icp_footprints.cli.plan_argument import PlanArgument
from icp_footprints.console.streams import say
from icp_footprints.errors import InputError
from icp_footprints.plan.exception import ExceptedRule


def exceptions(
    plan_file: PlanArgument,
    add: Annotated[
        str | None,
        typer.Option(help="band:F01, band:F01@LEDGER, contiguity:F01, target:NAME or coverage."),
    ] = None,
    reason: Annotated[str, typer.Option(help="Why, in a sentence; with --add.")] = "",
    owner: Annotated[str, typer.Option(help="Who answers for it; with --add.")] = "",
    date: Annotated[
        str, typer.Option(help="When it was agreed, as 2026-11-22; left out, today.")
    ] = "",
    remove: Annotated[str | None, typer.Option(help="As in --add.")] = None,
) -> None:
    """Show the departures that partners have agreed to; --add and --remove change them."""
    import datetime as dt

    from icp_footprints.console.rules import show_exceptions
    from icp_footprints.exchange.file_stamp import stamp_of
    from icp_footprints.exchange.plan_file import open_plan_file, save_plan_file
    from icp_footprints.plan.actions.add_exception import add_exception
    from icp_footprints.plan.actions.remove_exception import remove_exception
    from icp_footprints.plan.agreed import check_may_change
    from icp_footprints.plan.exception import RecordedException

    stamp = stamp_of(plan_file)
    place, plan = open_plan_file(plan_file)
    if add is None and (reason or owner or date):
        raise InputError("There is no exception to add.", "Say which with --add, e.g. band:F01.")
    if add is not None or remove is not None:
        check_may_change(plan, plan_file)
    if remove is not None:
        plan = remove_exception(plan, *_subject(remove))
    if add is not None:
        rule, subject = _subject(add)
        day = date or dt.datetime.now().astimezone().date().isoformat()
        plan = add_exception(plan, RecordedException(rule, subject, reason, owner, day))
    if add is not None or remove is not None:
        save_plan_file(plan_file, place, plan, stamp)
    show_exceptions(plan)
    if add is not None or remove is not None:
        say(f"Wrote {plan_file}")


def _subject(text: str) -> tuple[ExceptedRule, str]:
    """The rule and what it is about, from ``band:F01``."""
    rule, _, subject = (part.strip() for part in text.partition(":"))
    if rule not in get_args(ExceptedRule):
        raise InputError(
            f"'{text}' is not what an exception can be about.",
            "Write band:F01, band:F01@registered (the band on another ledger than the first), "
            "contiguity:F01, target:NAME or coverage.",
        )
    return cast("ExceptedRule", rule), subject
