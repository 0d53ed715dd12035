"""Repair footprints that are in several parts."""

from __future__ import annotations

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


def repair(
    plan_file: PlanArgument,
    seed: SeedOption = 1,
    effort: EffortOption = 1.0,
    lock: LockOption = None,
    pin: PinOption = None,
    out: OutOption = None,
    replace: ReplaceOption = False,
    preview: PreviewOption = False,
    json: JsonOption = False,
) -> None:
    """Join stray parts of footprints to the footprints beside them."""
    from icp_footprints.partition.verbs.repair import repair as run

    settings = settings_of(seed, effort, lock, pin)
    change_plan_file(
        plan_file,
        lambda place, plan, settings, progress: run(place, plan, settings, progress=progress),
        "Repairing",
        settings,
        out,
        replace,
        preview,
        json,
    )
