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
    from icp_footprints.plan.plan import Plan


def generate(
    plan_file: PlanArgument,
    footprints: Annotated[
        str | None, typer.Option(help="K, or A:B for a range; left out, the generator chooses.")
    ] = None,
    band: Annotated[
        str | None, typer.Option(help="LOW:HIGH people; left out, the plan's own band.")
    ] = None,
    ledger: Annotated[
        str | None, typer.Option(help="Ledger the band counts people on, e.g. resident.")
    ] = None,
    weight: Annotated[
        list[str] | None,
        typer.Option(help="LAYER=W, or LAYER.share=W, scales how much it counts; 0 = not."),
    ] = None,
    compactness: Annotated[
        float, typer.Option(help="How much boundary between footprints counts against layers.")
    ] = 0.5,
    target: Annotated[
        list[str] | None,
        typer.Option(help="Such as 'pcn.share>=0.6:wanted', beside the plan's own; repeatable."),
    ] = None,
    lock: Annotated[
        list[str] | None,
        typer.Option(help="A footprint that stays as it is, by id; repeatable."),
    ] = None,
    cross_authorities: Annotated[
        bool,
        typer.Option("--cross-authorities", help="Footprints may cross local authority lines."),
    ] = False,
    seed: Annotated[int, typer.Option(help="The same seed gives the same plan.")] = 1,
    starts: Annotated[int, typer.Option(help="How many independent searches.")] = 8,
    effort: Annotated[float, typer.Option(help="How long each search is; 1 is usual.")] = 1.0,
    time: Annotated[
        float | None, typer.Option(help="Search for about this many seconds instead.")
    ] = None,
    ceilings: Annotated[
        float, typer.Option(help="Seconds to prove each ceiling in; 0 = quick bounds only.")
    ] = 2.0,
    out: Annotated[
        Path | None, typer.Option(help="Plan file to write; left out, PLAN.gpkg itself.")
    ] = None,
    replace_drawn: Annotated[
        bool, typer.Option("--replace", help="Replace footprints that were drawn by hand.")
    ] = False,
) -> None:
    """Generate footprints that are contiguous, in band and as coterminous as can be."""
    from icp_footprints.cli.asked import band_asked, counts_asked, locks_asked, targets_asked
    from icp_footprints.console.generated import show_generated
    from icp_footprints.exchange.file_stamp import stamp_of
    from icp_footprints.exchange.plan_file import open_plan_file, save_plan_file
    from icp_footprints.exchange.targets import check_generated_target
    from icp_footprints.partition.generate import generate as run
    from icp_footprints.partition.problem import Problem
    from icp_footprints.plan.actions.adopt import adopt
    from icp_footprints.sources.options import parse_weights

    stamp = stamp_of(plan_file)
    place, plan = open_plan_file(plan_file)
    written = out or plan_file
    check_generated_target(written, plan_file, plan, replace_drawn)
    wanted = band_asked(plan, band, ledger)
    problem = Problem(
        place,
        wanted,
        counts_asked(footprints),
        parse_weights(weight or []),
        seed,
        starts,
        time,
        effort=effort,
        compactness=compactness,
        further_bands=tuple(each for each in plan.bands if each.ledger != wanted.ledger),
        targets=targets_asked(plan, target),
        base=plan if plan.footprints else None,
        locked=locks_asked(plan, lock),
        cross_authorities=cross_authorities,
    )
    with progress_bar("Generating") as progress:
        result = run(problem, progress)
    # As the band asked for is kept in the plan, so are the targets.
    made = replace(adopt(plan, result.plan), targets=problem.targets)
    save_plan_file(written, place, made, stamp if out is None else None)
    show_generated(place, made, result, ceilings)
    _tell_what_was_dropped(plan, made)
    say(f"Wrote {written}")


def _tell_what_was_dropped(plan: Plan, made: Plan) -> None:
    dropped = len(plan.exceptions) - len(made.exceptions)
    if dropped:
        say(
            f"Note: {count_words(dropped, 'exception')} about footprints of the earlier plan "
            "not carried over."
        )
