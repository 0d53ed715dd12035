"""Lock footprints, or unlock them."""

from __future__ import annotations

from typing import Annotated

import typer

from icp_footprints.cli.plan_argument import PlanArgument
from icp_footprints.console.streams import say


def lock(
    plan_file: PlanArgument,
    footprints: Annotated[
        list[str] | None, typer.Argument(metavar="[FOOTPRINT...]", help="Ids, such as F01.")
    ] = None,
    unlock: Annotated[bool, typer.Option("--unlock", help="Unlock them instead.")] = False,
) -> None:
    """Lock footprints, so that no search changes them; without any, show which are locked."""
    from icp_footprints.exchange.file_stamp import stamp_of
    from icp_footprints.exchange.plan_file import open_plan_file, save_plan_file
    from icp_footprints.plan.actions.lock import lock as locking

    stamp = stamp_of(plan_file)
    place, plan = open_plan_file(plan_file)
    if footprints:
        plan = locking(plan, footprints, locked=not unlock)
        save_plan_file(plan_file, place, plan, stamp)
    for footprint in plan.footprints:
        if footprint.locked:
            say(f"{footprint.id} {footprint.name}: locked")
    if not any(footprint.locked for footprint in plan.footprints):
        say("No footprint is locked.")
    if footprints:
        say(f"Wrote {plan_file}")
