"""Generate footprints."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from icp_footprints.cli.plan_argument import PlanArgument
from icp_footprints.console.streams import progress_bar, say
from icp_footprints.wording import count_words

if TYPE_CHECKING:
    from icp_footprints.plan.band import Band
    from icp_footprints.plan.plan import Plan


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
    replace_drawn: Annotated[
        bool, typer.Option("--replace", help="Replace footprints that were drawn by hand.")
    ] = False,
) -> None:
    """Generate footprints that are contiguous, in band and as coterminous as can be."""
    from icp_footprints.console.scorecard import show_scorecard
    from icp_footprints.exchange.file_stamp import stamp_of
    from icp_footprints.exchange.plan_file import open_plan_file, save_plan_file
    from icp_footprints.exchange.targets import check_generated_target
    from icp_footprints.measures.scorecard import scorecard
    from icp_footprints.partition.generate import generate as run
    from icp_footprints.partition.problem import Problem
    from icp_footprints.plan.actions.adopt import adopt
    from icp_footprints.sources.options import parse_weights

    stamp = stamp_of(plan_file)
    place, plan = open_plan_file(plan_file)
    target = out or plan_file
    check_generated_target(target, plan_file, plan, replace_drawn)
    wanted = _band(plan, band, ledger)
    place.ledger(wanted.ledger)
    problem = Problem(place, wanted, footprints, parse_weights(weight or []), seed, starts, time)
    with progress_bar("Generating") as progress:
        result = run(problem, progress)
    made = adopt(plan, result.plan)
    save_plan_file(target, place, made, stamp if out is None else None)
    show_scorecard(place, scorecard(place, made))
    say(f"{result.words} Seed {seed}.")
    say(f"Score: {problem.objective().words()}.")
    for note in result.notes:
        say(f"Note: {note}")
    dropped = len(plan.exceptions) - len(made.exceptions)
    if dropped:
        say(
            f"Note: {count_words(dropped, 'exception')} about footprints of the earlier plan "
            "not carried over."
        )
    say(f"Wrote {target}")


def _band(plan: Plan, text: str | None, ledger: str | None) -> Band:
    """The band asked for; else the plan's own on that ledger, else its foremost moved there."""
    from icp_footprints.plan.band import Band

    on = ledger or plan.band.ledger
    if text:
        return Band.parse(text, on)
    own = next((band for band in plan.bands if band.ledger == on), plan.band)
    return replace(own, ledger=on)
