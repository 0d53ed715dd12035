"""Rebalance a few footprints."""

from __future__ import annotations

from typing import Annotated

import typer

from icp_footprints.cli.plan_argument import PlanArgument
from icp_footprints.cli.verb_options import (
    EffortOption,
    JsonOption,
    LockOption,
    OutOption,
    PinOption,
    PreviewOption,
    ReplaceOption,
    SeedOption,
    change_plan_file,
    settings_of,
)


def rebalance(
    plan_file: PlanArgument,
    footprints: Annotated[
        list[str], typer.Argument(metavar="FOOTPRINT...", help="Ids of two or more, such as F01.")
    ],
    seed: SeedOption = 1,
    effort: EffortOption = 1.0,
    lock: LockOption = None,
    pin: PinOption = None,
    out: OutOption = None,
    replace: ReplaceOption = False,
    preview: PreviewOption = False,
    json: JsonOption = False,
) -> None:
    """Have the named footprints exchange units until they are in band."""
    from icp_footprints.partition.verbs.rebalance import rebalance as run

    settings = settings_of(seed, effort, lock, pin)
    change_plan_file(
        plan_file,
        lambda place, plan, settings, progress: run(
            place, plan, footprints, settings, progress=progress
        ),
        "Rebalancing",
        settings,
        out,
        replace,
        preview,
        json,
    )
