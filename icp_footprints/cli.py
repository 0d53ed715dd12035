"""The command line ``icp-footprints``: parse, call the library, print."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from icp_footprints import __version__
from icp_footprints.console import (
    progress_bar,
    say,
    say_error,
    show_issues,
    show_place,
    show_scorecard,
)
from icp_footprints.errors import FootprintsError, InputError
from icp_footprints.progress import Cancelled
from icp_footprints.wording import one_line

app = typer.Typer(
    name="icp-footprints",
    help="Neighbourhood footprints for England's places: make, measure, check and hand on.",
    add_completion=False,
    pretty_exceptions_enable=False,
)
EXIT_RULE_FAILED, EXIT_INPUT, EXIT_FAULT, EXIT_STOPPED = 1, 2, 3, 130

PlanArgument = Annotated[Path, typer.Argument(metavar="PLAN.gpkg", help="The plan file.")]


def main() -> None:
    """Run the command line; every error is one line, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # Windows writes files and pipes in an old encoding that lacks many letters of names.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        code = app(standalone_mode=False)
        if code == EXIT_STOPPED:  # how Typer passes on Ctrl+C
            raise Cancelled
    except FootprintsError as error:
        say_error(str(error))
        code = EXIT_INPUT
    except typer.TyperException as error:
        words = error.format_message() if isinstance(error, typer.BadParameter) else str(error)
        say_error(one_line(f"{words.rstrip('.')}. Try: icp-footprints COMMAND --help."))
        code = EXIT_INPUT
    except (Cancelled, typer.Abort):
        say_error("Stopped. Nothing was written.")
        code = EXIT_STOPPED
    except MemoryError:
        say_error("There is not enough memory for this. Close other programs or choose a filter.")
        code = EXIT_INPUT
    except Exception as error:
        if os.environ.get("ICP_FOOTPRINTS_DEBUG"):
            raise
        say_error(
            one_line(
                f"A fault in this program ({type(error).__name__}: {error}). Nothing was lost. "
                "Please report it, with ICP_FOOTPRINTS_DEBUG=1 set for details."
            )
        )
        code = EXIT_FAULT
    sys.exit(code or 0)


@app.callback(invoke_without_command=True)
def _start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
) -> None:
    if version:
        say(f"icp-footprints {__version__}")
    elif context.invoked_subcommand is None:
        say(context.get_help())


@app.command()
def demo(
    out: Annotated[Path, typer.Option("--out", help="Folder to write into.")] = Path("out"),
    no_window: Annotated[
        bool, typer.Option("--no-window", help="Do not open the desktop app.")
    ] = False,
    seed: Annotated[int, typer.Option(help="Start of all randomness.")] = 1,
) -> None:
    """Run the whole job on the bundled sample: read, generate, measure, export, report."""
    from icp_footprints.demo import run_demo

    with progress_bar("Reading the Wirral sample") as progress:
        result = run_demo(out, seed, progress)
    show_scorecard(result.place, result.score)
    say(result.words)
    for path in result.files:
        say(f"Wrote {path}")
    if no_window:
        return
    if not _has_display():
        say("There is no display here, so the desktop app is not opened.")
        return
    say("Opening the desktop app; close its window to finish.")
    subprocess.run([sys.executable, "-m", "ui", str(result.plan_file)], check=False)  # noqa: S603


@app.command()
def new(
    plan_file: Annotated[Path, typer.Argument(metavar="OUT.gpkg", help="Plan file to make.")],
    units: Annotated[str, typer.Option(help="Boundaries of the units: FILE or FILE:LAYER.")],
    id_column: Annotated[str, typer.Option("--id", help="Column of unit codes.")],
    name_column: Annotated[str, typer.Option("--name", help="Column of unit names.")],
    resident: Annotated[str, typer.Option(help="Column of resident people.")],
    where: Annotated[
        list[str] | None,
        typer.Option(help="Keep rows with COL=VALUE; a column given twice may have either value."),
    ] = None,
    lookup: Annotated[
        list[str] | None,
        typer.Option(help="A layer from columns of the units: NAME=CODES or NAME=CODES,NAMES."),
    ] = None,
    registrations: Annotated[
        Path | None, typer.Option(help="NHS patients by practice and LSOA (CSV).")
    ] = None,
    practice_pcn: Annotated[
        Path | None, typer.Option(help="NHS map of practices to PCNs (CSV).")
    ] = None,
    place: Annotated[str, typer.Option(help="Name of the place.")] = "",
    crs: Annotated[
        str | None, typer.Option(help="Reference system of the boundaries, e.g. EPSG:27700.")
    ] = None,
    bridge: Annotated[
        list[str] | None,
        typer.Option(help="Make two units neighbours: CODE:CODE:REASON, e.g. over a river."),
    ] = None,
    band: Annotated[str, typer.Option(help="People a footprint should hold.")] = "30000:50000",
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
    """Make a plan file from boundaries, people, look-ups and GP registrations."""
    from icp_footprints.exchange.plan_file import save_plan_file
    from icp_footprints.exchange.targets import check_new_target
    from icp_footprints.plan.band import Band
    from icp_footprints.plan.plan import Plan
    from icp_footprints.sources.layers.lookups import Lookup
    from icp_footprints.sources.new_place import Recipe, read_place
    from icp_footprints.sources.opening.features import split_layer
    from icp_footprints.sources.options import parse_bridge, parse_where

    inputs = [split_layer(units)[0], registrations, practice_pcn]
    check_new_target(plan_file, [path for path in inputs if path], replace)
    recipe = Recipe(
        units=units,
        id_column=id_column,
        name_column=name_column,
        resident_column=resident,
        where=parse_where(where or []),
        lookups=tuple(Lookup.parse(text) for text in lookup or []),
        registrations=registrations,
        practice_pcn=practice_pcn,
        crs=crs,
        place_name=place.strip(),
        bridges=tuple(parse_bridge(text) for text in bridge or []),
        allow_empty=allow_empty,
        allow_islands=allow_islands,
    )
    wanted = Band.parse(band)
    with progress_bar("Reading") as progress:
        made = read_place(recipe, progress)
        save_plan_file(plan_file, made, Plan.empty(len(made.units), band=wanted))
    show_place(made)
    say(f"Wrote {plan_file}")


@app.command()
def generate(
    plan_file: PlanArgument,
    footprints: Annotated[
        int | None, typer.Option(help="How many; left out, the generator chooses.")
    ] = None,
    band: Annotated[
        str | None, typer.Option(help="LOW:HIGH people; left out, the plan's own band.")
    ] = None,
    ledger: Annotated[
        str | None, typer.Option(help="Ledger the band counts people on, e.g. resident.")
    ] = None,
    weight: Annotated[
        list[str] | None, typer.Option(help="LAYER=W scales how much a layer counts; 0 = not.")
    ] = None,
    seed: Annotated[int, typer.Option(help="The same seed gives the same plan.")] = 1,
    starts: Annotated[int, typer.Option(help="How many independent searches.")] = 8,
    time: Annotated[
        float | None, typer.Option(help="Search for about this many seconds instead.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Plan file to write; left out, PLAN.gpkg itself.")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace footprints that were drawn by hand.")
    ] = False,
) -> None:
    """Generate footprints that are contiguous, in band and as coterminous as can be."""
    from icp_footprints.exchange.plan_file import open_plan_file, save_plan_file
    from icp_footprints.exchange.targets import check_generated_target
    from icp_footprints.measures.scorecard import scorecard
    from icp_footprints.partition.generate import generate as run
    from icp_footprints.partition.problem import Problem
    from icp_footprints.plan.band import Band
    from icp_footprints.sources.options import parse_weights

    place, plan = open_plan_file(plan_file)
    target = out or plan_file
    check_generated_target(target, plan_file, plan, replace)
    on = ledger or plan.band.ledger
    place.ledger(on)
    wanted = Band.parse(band, on) if band else Band(plan.band.low, plan.band.high, on)
    problem = Problem(place, wanted, footprints, parse_weights(weight or []), seed, starts, time)
    with progress_bar("Generating") as progress:
        result = run(problem, progress)
    save_plan_file(target, place, result.plan)
    show_scorecard(place, scorecard(place, result.plan))
    say(f"{result.words} Seed {seed}.")
    say(f"Score: {problem.objective().words()}.")
    for note in result.notes:
        say(f"Note: {note}")
    say(f"Wrote {target}")


@app.command()
def measure(
    plan_file: PlanArgument,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Measure a plan: people, band, coterminosity, coverage."""
    from icp_footprints.exchange.measures_json import measures_text
    from icp_footprints.exchange.plan_file import open_plan_file
    from icp_footprints.measures.scorecard import scorecard

    place, plan = open_plan_file(plan_file)
    if json:
        sys.stdout.buffer.write(f"{measures_text(place, plan)}".encode())
        sys.stdout.flush()
    else:
        show_scorecard(place, scorecard(place, plan))


@app.command()
def check(plan_file: PlanArgument) -> None:
    """Check the rules a plan must meet; exit code 1 when a required one fails."""
    from icp_footprints.checks.check import check as run
    from icp_footprints.exchange.plan_file import open_plan_file

    issues = run(*open_plan_file(plan_file))
    show_issues(issues)
    if any(issue.severity == "required" for issue in issues):
        raise typer.Exit(EXIT_RULE_FAILED)


@app.command()
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


@app.command()
def report(
    plan_file: PlanArgument,
    html: Annotated[
        Path | None, typer.Option(help="The report; left out, beside PLAN.gpkg.")
    ] = None,
) -> None:
    """Write the coverage report that a partnership board can read."""
    from icp_footprints.exchange.plan_file import SUFFIX, open_plan_file
    from icp_footprints.exchange.targets import check_export_targets
    from icp_footprints.report.html import write_html_report

    place, plan = open_plan_file(plan_file)
    name = plan_file.name.removesuffix(SUFFIX).removesuffix(".gpkg")
    path = html or plan_file.with_name(f"{name}.html")
    check_export_targets([path], plan_file)
    write_html_report(path, place, plan)
    say(f"Wrote {path}")


def _has_display() -> bool:
    """Whether a window can be opened here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
