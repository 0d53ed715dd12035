"""Repair footprints that are in several parts."""

from __future__ import annotations

from icp_footprints.cli.option_group import with_option_groups
from icp_footprints.cli.plan_argument import PlanArgument
from icp_footprints.cli.verb_options import VerbOptions, change_plan_file


@with_option_groups
def repair(
    plan_file: PlanArgument,
    options: VerbOptions,
) -> None:
    """Join stray parts of footprints to the footprints beside them."""
    from icp_footprints.partition.verbs.repair import repair as run

    change_plan_file(
        plan_file,
        lambda place, plan, settings, progress: run(place, plan, settings, progress=progress),
        "Repairing",
        options,
    )
