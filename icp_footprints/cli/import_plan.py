"""Take over footprints from a file that somebody else wrote."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from icp_footprints.cli.plan_argument import PlanArgument
from icp_footprints.console.streams import progress_bar, say, say_json


class PlacedBy(StrEnum):
    """How polygons take units."""

    centre = "centre"
    area = "area"


def import_plan(
    plan_file: PlanArgument,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="Look-up of units, or polygons: FILE, FILE:LAYER, FILE.xlsx:SHEET.",
        ),
    ],
    out: Annotated[
        Path | None, typer.Option(help="Plan file to write; left out, PLAN.gpkg itself.")
    ] = None,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace", help="Replace footprints drawn by hand, or the plan of another place."
        ),
    ] = False,
    by: Annotated[
        PlacedBy, typer.Option(help="A polygon takes the units whose centre, or area, it holds.")
    ] = PlacedBy.centre,
    column: Annotated[
        list[str] | None,
        typer.Option(help="ROLE=COLUMN, where ROLE is unit, id or name; repeatable."),
    ] = None,
    layer: Annotated[
        str | None, typer.Option(help="Layer, sheet or member of FILE to read.")
    ] = None,
    crs: Annotated[
        str | None, typer.Option(help="Reference system of FILE where it does not say: EPSG:27700.")
    ] = None,
    preview: Annotated[
        bool, typer.Option("--preview", help="Show what would be made of it; write nothing.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Take over footprints from a look-up or from polygons, ours or anybody's.

    The plan keeps its name, bands, targets and exceptions; what comes in is a draft.
    """
    from icp_footprints.console.imported import imported_text, show_imported
    from icp_footprints.exchange.file_stamp import stamp_of
    from icp_footprints.exchange.importing.import_plan import import_plan as run
    from icp_footprints.exchange.importing.imported import ImportColumns
    from icp_footprints.exchange.plan_file import open_plan_file, save_plan_file
    from icp_footprints.exchange.targets import check_generated_target

    columns = ImportColumns.parse(column or [])
    stamp = stamp_of(plan_file)
    place, plan = open_plan_file(plan_file)
    target = out or plan_file
    if not preview:
        check_generated_target(target, plan_file, place, plan, replace)
    with progress_bar("Importing") as progress:
        imported = run(
            place,
            file,
            plan,
            by=by.value,
            columns=columns,
            layer=layer,
            crs=crs,
            progress=progress,
        )
    is_same = imported.plan is plan
    is_itself = target.resolve() == plan_file.resolve()
    written = not preview and not (is_same and is_itself)
    if written:
        save_plan_file(target, place, imported.plan, stamp if is_itself else None)
    if json:
        path = str(target) if written else None
        say_json(imported_text(place, imported, changed=not is_same, written=path))
        return
    show_imported(place, imported, is_same=is_same)
    say(f"Wrote {target}" if written else "Nothing was written.")
