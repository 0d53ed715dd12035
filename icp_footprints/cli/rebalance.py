"""Rebalance a few footprints."""

from __future__ import annotations

from typing import Annotated

import typer

from icp_footprints.cli.option_group import with_option_groups
from icp_footprints.cli.plan_argument import PlanArgument
from icp_footprints.cli.verb_options import VerbOptions, change_plan_file


@with_option_groups
def rebalance(
    plan_file: PlanArgument,
    footprints: Annotated[
        list[str], typer.Argument(metavar="FOOTPRINT...", help="Ids of two or more, such as F01.")
    ],
    options: VerbOptions,
) -> None:
    """Have the named footprints exchange units until they are in band."""
    from icp_footprints.partition.verbs.rebalance import rebalance as run

    change_plan_file(
        plan_file,
        lambda place, plan, settings, progress: run(
            place, plan, footprints, settings, progress=progress
        ),
        "Rebalancing",
        options,
    )
