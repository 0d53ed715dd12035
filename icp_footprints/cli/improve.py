"""Improve the score of a plan."""

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


def improve(
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
    """Look for a better score with the same footprints, making nothing worse."""
    from icp_footprints.partition.verbs.improve import improve as run

    settings = settings_of(seed, effort, lock, pin)
    change_plan_file(
        plan_file,
        lambda place, plan, settings, progress: run(place, plan, settings, progress=progress),
        "Improving",
        settings,
        out,
        replace,
        preview,
        json,
    )
