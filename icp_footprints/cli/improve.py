"""Improve the score of a plan."""

from __future__ import annotations

from icp_footprints.cli.option_group import with_option_groups
from icp_footprints.cli.plan_argument import PlanArgument
from icp_footprints.cli.verb_options import VerbOptions, change_plan_file


@with_option_groups
def improve(
    plan_file: PlanArgument,
    options: VerbOptions,
) -> None:
    """Look for a better score with the same footprints, making nothing worse."""
    from icp_footprints.partition.verbs.improve import improve as run

    change_plan_file(
        plan_file,
        lambda place, plan, settings, progress: run(place, plan, settings, progress=progress),
        "Improving",
        options,
    )
