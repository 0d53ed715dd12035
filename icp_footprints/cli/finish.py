"""Assign the units that are in no footprint."""

from __future__ import annotations

from typing import Annotated

import typer

from icp_footprints.cli.option_group import with_option_groups
from icp_footprints.cli.plan_argument import PlanArgument
from icp_footprints.cli.verb_options import VerbOptions, change_plan_file


@with_option_groups
def finish(
    plan_file: PlanArgument,
    options: VerbOptions,
    footprints: Annotated[
        int | None, typer.Option(help="How many in the end; left out, the search chooses.")
    ] = None,
) -> None:
    """Assign the units that are in no footprint; all others stay where they are."""
    from icp_footprints.partition.verbs.finish import finish as run

    change_plan_file(
        plan_file,
        lambda place, plan, settings, progress: run(
            place, plan, settings, footprints, progress=progress
        ),
        "Finishing",
        options,
    )
