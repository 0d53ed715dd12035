"""Meet bands and targets while moving the fewest people."""

from __future__ import annotations

from typing import Annotated

import typer

from icp_footprints.cli.option_group import with_option_groups
from icp_footprints.cli.plan_argument import PlanArgument
from icp_footprints.cli.verb_options import VerbOptions, change_plan_file


@with_option_groups
def least_change(
    plan_file: PlanArgument,
    options: VerbOptions,
    band: Annotated[
        list[str] | None,
        typer.Option(help="[LEDGER=]LOW:HIGH people to meet; left out, the plan's own bands."),
    ] = None,
    target: Annotated[
        list[str] | None,
        typer.Option(help="LAYER.MEASURE>=X:required to meet; left out, the plan's own targets."),
    ] = None,
) -> None:
    """Meet the bands and the required targets while moving the fewest people."""
    from icp_footprints.partition.verbs.least_change import least_change as run
    from icp_footprints.plan.band import Band
    from icp_footprints.plan.target import Target

    bands = tuple(Band.parse(text) for text in band) if band else None
    targets = tuple(Target.parse(text) for text in target) if target else None
    change_plan_file(
        plan_file,
        lambda place, plan, settings, progress: run(
            place, plan, settings, targets, bands, progress=progress
        ),
        "Changing as little as can be",
        options,
    )
