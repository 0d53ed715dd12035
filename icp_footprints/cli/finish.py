"""Assign the units that are in no footprint."""

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


def finish(
    plan_file: PlanArgument,
    footprints: Annotated[
        int | None, typer.Option(help="How many in the end; left out, the search chooses.")
    ] = None,
    seed: SeedOption = 1,
    effort: EffortOption = 1.0,
    lock: LockOption = None,
    pin: PinOption = None,
    out: OutOption = None,
    replace: ReplaceOption = False,
    preview: PreviewOption = False,
    json: JsonOption = False,
) -> None:
    """Assign the units that are in no footprint; all others stay where they are."""
    from icp_footprints.partition.verbs.finish import finish as run

    settings = settings_of(seed, effort, lock, pin)
    change_plan_file(
        plan_file,
        lambda place, plan, settings, progress: run(
            place, plan, settings, footprints, progress=progress
        ),
        "Finishing",
        settings,
        out,
        replace,
        preview,
        json,
    )
