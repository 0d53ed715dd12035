"""Show or set the bands of a plan."""

from __future__ import annotations

from typing import Annotated

import typer

from icp_footprints.cli.plan_argument import PlanArgument
from icp_footprints.console.streams import say


def bands(
    plan_file: PlanArgument,
    band: Annotated[
        list[str] | None,
        typer.Option(help="[LEDGER=]LOW:HIGH people; the first is the foremost. Replaces all."),
    ] = None,
) -> None:
    """Show, or set with --band, how many people a footprint should hold on each ledger."""
    from icp_footprints.exchange.file_stamp import stamp_of
    from icp_footprints.exchange.plan_file import open_plan_file, save_plan_file
    from icp_footprints.plan.actions.set_bands import set_bands
    from icp_footprints.plan.agreed import check_may_change
    from icp_footprints.plan.band import Band

    stamp = stamp_of(plan_file)
    place, plan = open_plan_file(plan_file)
    if band:
        check_may_change(plan, plan_file)
        plan = set_bands(plan, tuple(Band.parse(text) for text in band))
        for each in plan.bands:
            place.ledger(each.ledger)
        save_plan_file(plan_file, place, plan, stamp)
    for each in plan.bands:
        say(f"{each.words()} people on the {each.ledger} ledger")
    if band:
        say(f"Wrote {plan_file}")
