"""Show, add or remove the targets of a plan."""

from __future__ import annotations

from typing import Annotated

import typer

from icp_footprints.cli.plan_argument import PlanArgument
from icp_footprints.console.streams import say


def targets(
    plan_file: PlanArgument,
    add: Annotated[
        list[str] | None,
        typer.Option(help="Such as 'pcn.containment>=0.75:required'; repeatable."),
    ] = None,
    remove: Annotated[
        list[str] | None, typer.Option(help="A target by name: pcn.containment>=0.75")
    ] = None,
) -> None:
    """Show which targets a plan meets; --add and --remove change them."""
    from icp_footprints.console.rules import show_targets
    from icp_footprints.exchange.file_stamp import stamp_of
    from icp_footprints.exchange.plan_file import open_plan_file, save_plan_file
    from icp_footprints.measures.scorecard import scorecard
    from icp_footprints.plan.actions.add_target import add_target
    from icp_footprints.plan.actions.remove_target import remove_target
    from icp_footprints.plan.agreed import check_may_change
    from icp_footprints.plan.target import Target

    stamp = stamp_of(plan_file)
    place, plan = open_plan_file(plan_file)
    if add or remove:
        check_may_change(plan, plan_file)
    for text in remove or []:
        plan = remove_target(plan, text)
    for text in add or []:
        target = Target.parse(text)
        place.layer(target.layer)
        plan = add_target(plan, target)
    if add or remove:
        save_plan_file(plan_file, place, plan, stamp)
    show_targets(scorecard(place, plan))
    if add or remove:
        say(f"Wrote {plan_file}")
