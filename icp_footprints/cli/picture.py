"""Draw the map of a plan as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from icp_footprints.cli.plan_argument import PlanArgument
from icp_footprints.console.streams import say


def picture(
    plan_file: PlanArgument,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The picture: OUT.svg, or OUT.png.")],
    width: Annotated[int, typer.Option(metavar="PX", help="How wide, in pixels.")] = 1600,
    height: Annotated[
        int | None, typer.Option(metavar="PX", help="How high; left out, as high as it needs.")
    ] = None,
    footprint: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Draw one footprint, with its neighbours in grey."),
    ] = None,
    pattern: Annotated[
        bool, typer.Option("--pattern", help="Black and white: patterns instead of colours.")
    ] = False,
    layer: Annotated[
        str, typer.Option(metavar="NAME", help="Draw this layer's borders dashed on top.")
    ] = "",
    points: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Draw these points too; may be given again."),
    ] = None,
    no_labels: Annotated[
        bool, typer.Option("--no-labels", help="Leave out names and numbers.")
    ] = False,
) -> None:
    """Draw the map of a plan as a picture: SVG, or PNG of an exact size."""
    from icp_footprints.exchange.plan_file import open_plan_file
    from icp_footprints.exchange.targets import check_export_targets
    from icp_footprints.report.maps.look import MapLook
    from icp_footprints.report.maps.picture import check_picture, write_picture

    check_picture(out, width, height)
    place, plan = open_plan_file(plan_file)
    check_export_targets([out], plan_file)
    look = MapLook(
        fill="pattern" if pattern else "colour",
        labels="none" if no_labels else "names",
        overlay=layer,
        points=tuple(points or ()),
        title=True,
    )
    write_picture(out, place, plan, width=width, height=height, footprint_id=footprint, look=look)
    say(f"Wrote {out}")
