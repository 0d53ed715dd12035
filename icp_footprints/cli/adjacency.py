"""Show or change which units are neighbours."""

from __future__ import annotations

from typing import Annotated

import typer

from icp_footprints.cli.plan_argument import PlanArgument
from icp_footprints.console.streams import say


def adjacency(
    plan_file: PlanArgument,
    bridge: Annotated[
        list[str] | None, typer.Option(help="Make two units neighbours: CODE:CODE:REASON.")
    ] = None,
    barrier: Annotated[
        list[str] | None, typer.Option(help="Cut two neighbours apart: CODE:CODE:REASON.")
    ] = None,
    barrier_lines: Annotated[
        list[str] | None,
        typer.Option(help="Cut the neighbours that lines part: FILE[:LAYER]=REASON."),
    ] = None,
    barrier_within: Annotated[
        float, typer.Option(help="How many metres from such a line a boundary may lie.")
    ] = 25.0,
    crs: Annotated[
        str | None,
        typer.Option(help="Reference system of lines that state none, such as EPSG:27700."),
    ] = None,
    remove: Annotated[
        list[str] | None, typer.Option(help="Take back the bridge or barrier of CODE:CODE.")
    ] = None,
    remove_all: Annotated[
        bool, typer.Option("--remove-all", help="Take back every bridge and barrier.")
    ] = False,
) -> None:
    """Show bridges, barriers and pieces of a place, and change the first two."""
    from icp_footprints.console.place import show_adjacency
    from icp_footprints.exchange.file_stamp import stamp_of
    from icp_footprints.exchange.plan_file import open_plan_file, save_plan_file
    from icp_footprints.plan.agreed import check_may_change
    from icp_footprints.sources.adjacency_edits import edited_adjacency
    from icp_footprints.sources.options import parse_barrier_lines

    stamp = stamp_of(plan_file)
    place, plan = open_plan_file(plan_file)
    changed = edited_adjacency(
        place,
        bridges=bridge or [],
        barriers=barrier or [],
        barrier_lines=[parse_barrier_lines(text, barrier_within) for text in barrier_lines or []],
        remove=remove or [],
        remove_all=remove_all,
        missing_crs=crs,
    )
    if changed is not place:
        check_may_change(plan, plan_file)
        save_plan_file(plan_file, changed, plan, stamp)
    show_adjacency(changed)
    if changed is not place:
        say(f"Wrote {plan_file}")
