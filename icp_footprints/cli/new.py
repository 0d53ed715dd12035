"""Make a plan file from what others publish."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from icp_footprints.console.streams import progress_bar, say

if TYPE_CHECKING:
    from icp_footprints.geography.place import Place
    from icp_footprints.plan.plan import Plan

Texts = list[str] | None


def new(
    plan_file: Annotated[Path, typer.Argument(metavar="OUT.gpkg", help="Plan file to make.")],
    units: Annotated[str, typer.Option(help="Boundaries of the units: FILE or FILE:LAYER.")],
    id_column: Annotated[
        str | None, typer.Option("--id", help="Column of unit codes, where it is not recognised.")
    ] = None,
    name_column: Annotated[
        str | None, typer.Option("--name", help="Column of unit names, likewise.")
    ] = None,
    resident: Annotated[
        str | None, typer.Option(help="Column of resident people, likewise.")
    ] = None,
    where: Annotated[
        Texts,
        typer.Option(help="Keep rows with COL=VALUE; a column given twice may have either value."),
    ] = None,
    data: Annotated[
        Texts,
        typer.Option(help="A further table about units: people, ages, deprivation, look-ups."),
    ] = None,
    column: Annotated[
        Texts, typer.Option(help="What a column is: [FILE:]ROLE=COLUMN, e.g. people=Total.")
    ] = None,
    ledger: Annotated[
        Texts, typer.Option(help="A further way to count people: NAME=COLUMN of a file given.")
    ] = None,
    lookup: Annotated[
        Texts,
        typer.Option(help="A layer from columns of units or data: NAME=CODES or NAME=CODES,NAMES."),
    ] = None,
    overlay: Annotated[
        Texts, typer.Option(help="A layer from polygons: NAME=FILE[:LAYER][,CODES[,NAMES]].")
    ] = None,
    people_points: Annotated[
        str | None,
        typer.Option(help="Postcodes or addresses that tell where in a unit people live."),
    ] = None,
    registrations: Annotated[
        str | None, typer.Option(help="NHS patients by practice and LSOA.")
    ] = None,
    practice_pcn: Annotated[str | None, typer.Option(help="NHS map of practices to PCNs.")] = None,
    points: Annotated[
        Texts, typer.Option(help="Local assets: NAME=FILE[:LAYER], e.g. libraries=libs.csv.")
    ] = None,
    postcodes: Annotated[
        str | None, typer.Option(help="Postcode directory, for files with postcodes only.")
    ] = None,
    change_lookup: Annotated[
        str | None, typer.Option(help="ONS look-up from LSOA 2011 to 2021, to convert tables.")
    ] = None,
    place: Annotated[str, typer.Option(help="Name of the place.")] = "",
    crs: Annotated[
        str | None, typer.Option(help="Reference system of the boundaries, e.g. EPSG:27700.")
    ] = None,
    bridge: Annotated[
        Texts, typer.Option(help="Make two units neighbours: CODE:CODE:REASON, e.g. over a river.")
    ] = None,
    barrier: Annotated[
        Texts, typer.Option(help="Cut two neighbours apart: CODE:CODE:REASON.")
    ] = None,
    barrier_lines: Annotated[
        Texts, typer.Option(help="Cut the neighbours that lines part: FILE[:LAYER]=REASON.")
    ] = None,
    barrier_within: Annotated[
        float, typer.Option(help="How many metres from such a line a boundary may lie.")
    ] = 25.0,
    band: Annotated[
        Texts, typer.Option(help="[LEDGER=]LOW:HIGH people a footprint should hold.")
    ] = None,
    target: Annotated[Texts, typer.Option(help="Such as 'pcn.containment>=0.75:required'.")] = None,
    allow_empty: Annotated[
        bool, typer.Option("--allow-empty", help="Accept units without people.")
    ] = False,
    allow_islands: Annotated[
        bool, typer.Option("--allow-islands", help="Accept units that touch no other.")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace OUT.gpkg if it is there already.")
    ] = False,
) -> None:
    """Make a plan file; published columns are recognised, and what did not join is told.

    Options that can be given several times: --where, --data, --column, --ledger, --lookup,
    --overlay, --points, --bridge, --barrier, --barrier-lines, --band, --target.
    """
    from icp_footprints.console.place import show_place
    from icp_footprints.exchange.plan_file import save_plan_file
    from icp_footprints.exchange.targets import check_new_target
    from icp_footprints.sources import options
    from icp_footprints.sources.layers.lookups import Lookup
    from icp_footprints.sources.new_place import Recipe, read_place
    from icp_footprints.sources.opening.files import split_layer

    recipe = Recipe(
        units=units,
        id_column=id_column,
        name_column=name_column,
        resident_column=resident,
        where=options.parse_where(where or []),
        tables=tuple(data or []),
        columns=tuple(options.parse_column(text) for text in column or []),
        ledgers=tuple(options.parse_ledger(text) for text in ledger or []),
        lookups=tuple(Lookup.parse(text) for text in lookup or []),
        overlays=tuple(options.parse_overlay(text) for text in overlay or []),
        people_points=people_points,
        registrations=registrations,
        practice_pcn=practice_pcn,
        point_layers=tuple(options.parse_points(text) for text in points or []),
        postcodes=postcodes,
        change_lookup=change_lookup,
        crs=crs,
        place_name=place.strip(),
        bridges=tuple(options.parse_bridge(text) for text in bridge or []),
        barriers=tuple(options.parse_barrier(text) for text in barrier or []),
        barrier_lines=tuple(
            options.parse_barrier_lines(text, barrier_within) for text in barrier_lines or []
        ),
        allow_empty=allow_empty,
        allow_islands=allow_islands,
    )
    check_new_target(plan_file, [split_layer(file)[0] for file in recipe.files()], replace)
    plan_for = _rules(band or ["30000:50000"], target or [])
    with progress_bar("Reading") as progress:
        made = read_place(recipe, progress)
        plan = plan_for(made)
        save_plan_file(plan_file, made, plan)
    show_place(made)
    say(f"Wrote {plan_file}")


def _rules(bands: list[str], targets: list[str]) -> Callable[[Place], Plan]:
    """What makes an empty plan with these bands and targets; both are read before any file is."""
    from icp_footprints.plan.actions.add_target import add_target
    from icp_footprints.plan.actions.set_bands import set_bands
    from icp_footprints.plan.band import Band
    from icp_footprints.plan.plan import Plan
    from icp_footprints.plan.target import Target

    wanted_bands = tuple(Band.parse(text) for text in bands)
    wanted_targets = tuple(Target.parse(text) for text in targets)

    def plan_for(place: Place) -> Plan:
        plan = set_bands(Plan.empty(len(place.units)), wanted_bands)
        for band in wanted_bands:
            place.ledger(band.ledger)
        for target in wanted_targets:
            place.layer(target.layer)
            plan = add_target(plan, target)
        return plan

    return plan_for
