"""Hand footprints on to other systems."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from icp_footprints.cli.plan_argument import PlanArgument
from icp_footprints.console.streams import say
from icp_footprints.errors import InputError


def export(
    plan_file: PlanArgument,
    geojson: Annotated[Path | None, typer.Option(help="Footprints as GeoJSON.")] = None,
    csv: Annotated[Path | None, typer.Option(help="Which footprint each unit is in.")] = None,
) -> None:
    """Hand footprints on to other systems."""
    from icp_footprints.exchange.geojson import write_geojson
    from icp_footprints.exchange.plan_file import open_plan_file
    from icp_footprints.exchange.targets import check_export_targets
    from icp_footprints.exchange.unit_csv import write_unit_csv

    if geojson is None and csv is None:
        raise InputError("There is nothing to export.", "Add --geojson FILE or --csv FILE.")
    place, plan = open_plan_file(plan_file)
    check_export_targets([path for path in (geojson, csv) if path], plan_file)
    for path, write in ((geojson, write_geojson), (csv, write_unit_csv)):
        if path is not None:
            write(path, place, plan)
            say(f"Wrote {path}")
