"""Make a plan file from what others publish."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from icp_footprints.cli.option_group import with_option_groups
from icp_footprints.cli.source_options import SourceOptions, Texts
from icp_footprints.console.streams import progress_bar, say

if TYPE_CHECKING:
    from icp_footprints.geography.place import Place
    from icp_footprints.plan.plan import Plan


@with_option_groups
def new(
    plan_file: Annotated[Path, typer.Argument(metavar="OUT.gpkg", help="Plan file to make.")],
    units: Annotated[str, typer.Option(help="Boundaries of the units: FILE or FILE:LAYER.")],
    sources: SourceOptions,
    data: Annotated[
        Texts,
        typer.Option(help="A further table about units: people, ages, deprivation, look-ups."),
    ] = None,
    place: Annotated[str, typer.Option(help="Name of the place.")] = "",
    band: Annotated[
        Texts, typer.Option(help="[LEDGER=]LOW:HIGH people a footprint should hold.")
    ] = None,
    target: Annotated[Texts, typer.Option(help="Such as 'pcn.containment>=0.75:required'.")] = None,
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
    from icp_footprints.sources.new_place import read_place
    from icp_footprints.sources.opening.files import split_layer

    recipe = dataclasses.replace(
        sources.recipe(units, data or []), place_name=place.strip(), allow_islands=allow_islands
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
