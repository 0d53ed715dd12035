"""Hand footprints on to other systems."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from icp_footprints.cli.plan_argument import PlanArgument
from icp_footprints.console.streams import progress_bar, say
from icp_footprints.errors import InputError

if TYPE_CHECKING:
    from icp_footprints.exchange.exporting.export import Kind


def export(
    plan_file: PlanArgument,
    geojson: Annotated[Path | None, typer.Option(help="Footprints as GeoJSON.")] = None,
    units_geojson: Annotated[
        Path | None, typer.Option(help="Units as GeoJSON, each with its footprint.")
    ] = None,
    gpkg: Annotated[
        Path | None, typer.Option(help="GeoPackage that QGIS shows in colour at once.")
    ] = None,
    shp: Annotated[Path | None, typer.Option(help="Footprints as a Shapefile, in a zip.")] = None,
    fgb: Annotated[Path | None, typer.Option(help="Footprints as FlatGeobuf.")] = None,
    csv: Annotated[
        Path | None,
        typer.Option(help="Which footprint each unit is in, as the ONS writes look-ups."),
    ] = None,
    everything: Annotated[
        Path | None,
        typer.Option("--all", metavar="FOLDER", help="All of these, into a folder."),
    ] = None,
    simplify: Annotated[
        float, typer.Option(metavar="METRES", help="Simplify lines; shared ones stay shared.")
    ] = 0.0,
) -> None:
    """Hand footprints on to other systems."""
    from icp_footprints.exchange.exporting.content import ExportContent
    from icp_footprints.exchange.exporting.export import (
        Kind,
        check_endings,
        every_kind,
        export_files,
        export_targets,
    )
    from icp_footprints.exchange.plan_file import open_plan_file, plan_stem
    from icp_footprints.exchange.several_files import make_folder
    from icp_footprints.exchange.targets import check_export_targets
    from icp_footprints.report.colouring import footprint_colours, palette

    named = {
        Kind.GEOJSON: geojson,
        Kind.UNITS_GEOJSON: units_geojson,
        Kind.GEOPACKAGE: gpkg,
        Kind.SHAPEFILE: shp,
        Kind.FLATGEOBUF: fgb,
        Kind.UNIT_CSV: csv,
    }
    stem = plan_stem(plan_file)
    wanted = every_kind(everything, stem) if everything else {}
    wanted |= {kind: path for kind, path in named.items() if path}
    _check_any(wanted)
    check_export_targets([path for path in named.values() if path], plan_file)
    check_endings(wanted)
    place, plan = open_plan_file(plan_file)
    content = ExportContent(
        place,
        plan,
        simplify_m=simplify,
        fills=tuple(palette()[colour] for colour in footprint_colours(place, plan)),
    )
    if everything:
        make_folder(everything, "--all")
    check_export_targets(export_targets(wanted), plan_file)
    with progress_bar("Exporting") as progress:
        written = export_files(content, wanted, progress)
    for path in written:
        say(f"Wrote {path}")


def _check_any(wanted: dict[Kind, Path]) -> None:
    if not wanted:
        raise InputError(
            "There is nothing to export.", "Add --geojson FILE, --csv FILE or --all FOLDER."
        )
