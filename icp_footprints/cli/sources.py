"""Say where a plan's data come from."""

from __future__ import annotations

from icp_footprints.cli.plan_argument import PlanArgument


def sources(plan_file: PlanArgument) -> None:
    """Say which files a plan was made from, what of them joined and what did not."""
    from icp_footprints.console.place import show_place
    from icp_footprints.exchange.plan_file import open_plan_file

    show_place(open_plan_file(plan_file)[0])
