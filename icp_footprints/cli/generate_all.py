"""Generate footprints for every place of a large file in one run."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from icp_footprints.cli import exit_codes
from icp_footprints.cli.option_group import with_option_groups
from icp_footprints.cli.source_options import SourceOptions, Texts
from icp_footprints.console.streams import progress_bar, say_error
from icp_footprints.errors import InputError

if TYPE_CHECKING:
    from icp_footprints.batch.runner import Runner
    from icp_footprints.batch.settings import Settings
    from icp_footprints.progress import Progress
    from icp_footprints.sources.recipe import Recipe

# Name of the layer that places are made by, where they are made by a column.
PLACES = "places"


@with_option_groups
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
    sources: SourceOptions,
    band: Annotated[
        Texts, typer.Option(help="[LEDGER=]LOW:HIGH people a footprint should hold.")
    ] = None,
    weight: Annotated[
        Texts, typer.Option(help="LAYER=W scales how much a layer counts; 0 = not.")
    ] = None,
    target: Annotated[
        Texts, typer.Option(help="What every plan should reach: 'pcn.share>=0.6:wanted'.")
    ] = None,
    seed: Annotated[int, typer.Option(help="The same seed gives the same plans.")] = 1,
    starts: Annotated[int, typer.Option(help="How many independent searches a place.")] = 1,
    effort: Annotated[float, typer.Option(help="How long each search is; generate has 1.")] = 0.5,
    time: Annotated[
        float | None, typer.Option(help="Search each place for about this many seconds instead.")
    ] = None,
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

    How many footprints a place gets follows from its people: no one number suits all places.

    Run again, it goes on where it was stopped. A place that no number of footprints fits has the
    plan that misses the band by the fewest people, and says so. Exit code 1: some place has none.
    """
    from icp_footprints.batch.settings import Settings
    from icp_footprints.plan.band import Band
    from icp_footprints.plan.target import Target
    from icp_footprints.sources.layers.lookups import Lookup
    from icp_footprints.sources.options import parse_weights

    if restart and only:
        raise InputError(
            "--restart plans every place anew, and --only names some.",
            "To plan those again, delete their plan files and leave out --restart.",
        )
    recipe = sources.recipe(files[0], files[1:])
    is_layer = by in {each.name for each in recipe.lookups}
    lookups = recipe.lookups if is_layer else (*recipe.lookups, Lookup.parse(f"{PLACES}={by}"))
    # An island may be a place of its own; in a larger one it is a footprint, and is told.
    recipe = replace(recipe, lookups=lookups, allow_islands=True)
    settings = Settings(
        bands=tuple(Band.parse(text) for text in band or ["30000:50000"]),
        weights=parse_weights(weight or []),
        seed=seed,
        starts=starts,
        effort=effort,
        seconds=time,
        targets=tuple(Target.parse(text) for text in target or []),
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
            f"Stopped. Places done and kept in {asked.out}: {done:,}{of}. "
            "Run the same command again to go on."
        )
        sys.exit(exit_codes.STOPPED)
    show_run(run)
    if any(row.state == "failed" for row in run.rows):
        raise typer.Exit(exit_codes.RULE_FAILED)
