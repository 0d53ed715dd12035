"""Generate footprints for every place of a large file in one run."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from icp_footprints.cli import exit_codes
from icp_footprints.console.streams import progress_bar, say_error

if TYPE_CHECKING:
    from icp_footprints.batch.runner import Runner
    from icp_footprints.batch.settings import Settings
    from icp_footprints.progress import Progress
    from icp_footprints.sources.recipe import Recipe

Texts = list[str] | None
# Name of the layer that places are made by, where they are made by a column.
PLACES = "places"


def generate_all(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            help="Boundaries of the units, FILE or FILE:LAYER; then further tables about them.",
        ),
    ],
    by: Annotated[
        str,
        typer.Option(help="What makes a place: a column of codes (lad24cd) or a layer."),
    ],
    out: Annotated[Path, typer.Option(help="Folder for the plans and the table of results.")],
    id_column: Annotated[
        str | None, typer.Option("--id", help="Column of unit codes, where it is not recognised.")
    ] = None,
    name_column: Annotated[
        str | None, typer.Option("--name", help="Column of unit names, likewise.")
    ] = None,
    resident: Annotated[
        str | None, typer.Option(help="Column of resident people, likewise.")
    ] = None,
    where: Annotated[Texts, typer.Option(help="Keep rows with COL=VALUE, as in new.")] = None,
    column: Annotated[Texts, typer.Option(help="What a column is: [FILE:]ROLE=COLUMN.")] = None,
    ledger: Annotated[
        Texts, typer.Option(help="A further way to count people: NAME=COLUMN of a file given.")
    ] = None,
    lookup: Annotated[
        Texts, typer.Option(help="A layer from columns: NAME=CODES or NAME=CODES,NAMES.")
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
    points: Annotated[Texts, typer.Option(help="Local assets: NAME=FILE[:LAYER].")] = None,
    postcodes: Annotated[
        str | None, typer.Option(help="Postcode directory, for files with postcodes only.")
    ] = None,
    change_lookup: Annotated[
        str | None, typer.Option(help="ONS look-up from LSOA 2011 to 2021, to convert tables.")
    ] = None,
    crs: Annotated[
        str | None, typer.Option(help="Reference system of the boundaries, e.g. EPSG:27700.")
    ] = None,
    bridge: Annotated[
        Texts, typer.Option(help="Make two units neighbours: CODE:CODE:REASON.")
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
    allow_empty: Annotated[
        bool, typer.Option("--allow-empty", help="Accept units without people.")
    ] = False,
    band: Annotated[
        Texts, typer.Option(help="[LEDGER=]LOW:HIGH people a footprint should hold.")
    ] = None,
    weight: Annotated[
        Texts, typer.Option(help="LAYER=W scales how much a layer counts; 0 = not.")
    ] = None,
    seed: Annotated[int, typer.Option(help="The same seed gives the same plans.")] = 1,
    starts: Annotated[int, typer.Option(help="How many independent searches a place.")] = 1,
    effort: Annotated[float, typer.Option(help="How long each search is; generate has 1.")] = 0.5,
    only: Annotated[
        Texts, typer.Option(help="Plan this place only, by code or name; may be given again.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Places at once; left out, one for each core.")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(help="Plan on the Dask cluster at tcp://HOST:PORT instead.")
    ] = None,
    restart: Annotated[
        bool, typer.Option("--restart", help="Plan every place anew, whatever is in the folder.")
    ] = False,
) -> None:
    """Generate footprints for every place of a large file, such as all authorities of England.

    Run again, it goes on where it was stopped. Exit code 1: some place could not be planned, other
    than one with too few people for a single footprint.
    """
    from icp_footprints.batch.settings import Settings
    from icp_footprints.plan.band import Band
    from icp_footprints.sources import options
    from icp_footprints.sources.layers.lookups import Lookup
    from icp_footprints.sources.recipe import Recipe

    lookups = tuple(Lookup.parse(text) for text in lookup or [])
    is_layer = by in {each.name for each in lookups}
    recipe = Recipe(
        units=files[0],
        id_column=id_column,
        name_column=name_column,
        resident_column=resident,
        where=options.parse_where(where or []),
        tables=tuple(files[1:]),
        columns=tuple(options.parse_column(text) for text in column or []),
        ledgers=tuple(options.parse_ledger(text) for text in ledger or []),
        lookups=lookups if is_layer else (*lookups, Lookup.parse(f"{PLACES}={by}")),
        overlays=tuple(options.parse_overlay(text) for text in overlay or []),
        people_points=people_points,
        registrations=registrations,
        practice_pcn=practice_pcn,
        point_layers=tuple(options.parse_points(text) for text in points or []),
        postcodes=postcodes,
        change_lookup=change_lookup,
        crs=crs,
        bridges=tuple(options.parse_bridge(text) for text in bridge or []),
        barriers=tuple(options.parse_barrier(text) for text in barrier or []),
        barrier_lines=tuple(
            options.parse_barrier_lines(text, barrier_within) for text in barrier_lines or []
        ),
        allow_empty=allow_empty,
        # An island may be a place of its own; in a larger one it is a footprint, and is told.
        allow_islands=True,
    )
    settings = Settings(
        bands=tuple(Band.parse(text) for text in band or ["30000:50000"]),
        weights=options.parse_weights(weight or []),
        seed=seed,
        starts=starts,
        effort=effort,
    )
    workers = Workers(jobs or os.cpu_count() or 1, scheduler)
    _run(Asked(recipe, by if is_layer else PLACES, settings, out, only or [], restart), workers)


class Asked(NamedTuple):
    """What the options ask for."""

    recipe: Recipe
    layer: str
    settings: Settings
    out: Path
    only: list[str]
    restart: bool


class Workers(NamedTuple):
    """What places are planned with."""

    jobs: int
    scheduler: str | None

    def runner(self, progress: Progress) -> Runner:
        """Where places are planned."""
        from icp_footprints.batch.cluster import Cluster
        from icp_footprints.batch.pool import Pool
        from icp_footprints.batch.runner import InThisProcess

        if self.scheduler:
            return Cluster(self.scheduler)
        return Pool(self.jobs) if self.jobs > 1 else InThisProcess(progress)


def _run(asked: Asked, workers: Workers) -> None:
    from icp_footprints.batch.made_from import made_from
    from icp_footprints.batch.run import Run, carry_out
    from icp_footprints.batch.run_folder import RunFolder, check_folder
    from icp_footprints.batch.split import split_by
    from icp_footprints.console.batch import show_run
    from icp_footprints.progress import Cancelled
    from icp_footprints.sources.new_place import read_place

    check_folder(asked.out)  # before files are read through for their SHA-256
    inputs = made_from(asked.recipe, asked.layer, asked.settings)
    folder = RunFolder(asked.out, inputs, asked.restart)
    run = None
    try:
        with progress_bar("Reading") as progress, workers.runner(progress) as runner:
            split = split_by(read_place(asked.recipe, progress), asked.layer)
            asked.settings.check_fits(split.whole, split.layers)
            run = Run(split, asked.settings, split.numbers(asked.only), folder)
            carry_out(run, runner, progress)
    except (KeyboardInterrupt, Cancelled):
        done = 0 if run is None else len(run.rows)
        of = "" if run is None else f" of {len(run.wanted):,}"
        say_error(
            f"Stopped. {done:,}{of} places are done and kept in {asked.out}: run the same command "
            "again to go on."
        )
        sys.exit(exit_codes.STOPPED)
    show_run(run)
    if any(row.state == "failed" for row in run.rows):
        raise typer.Exit(exit_codes.RULE_FAILED)
