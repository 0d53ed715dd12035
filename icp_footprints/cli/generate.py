"""Generate footprints."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from icp_footprints.cli.option_group import with_option_groups
from icp_footprints.cli.plan_argument import PlanArgument
from icp_footprints.cli.search_options import SearchOptions
from icp_footprints.console.streams import progress_bar, say, say_json

if TYPE_CHECKING:
    from icp_footprints.plan.plan import Plan


@with_option_groups
def generate(
    plan_file: PlanArgument,
    search: SearchOptions,
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
        bool,
        typer.Option(
            "--replace", help="Replace footprints drawn by hand, or the plan of another place."
        ),
    ] = False,
    pin: Annotated[
        list[str] | None,
        typer.Option(
            help="Code of a unit that stays in its footprint; all footprints are then kept and "
            "made better, not made anew; repeatable."
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Generate footprints that are contiguous, in band and as coterminous as can be."""
    from icp_footprints.cli.asked import band_asked, counts_asked, locks_asked, targets_asked
    from icp_footprints.console.generated import generated_text, show_generated
    from icp_footprints.exchange.file_stamp import stamp_of
    from icp_footprints.exchange.plan_file import open_plan_file, save_plan_file
    from icp_footprints.exchange.targets import check_generated_target
    from icp_footprints.measures.ceilings.prove import check_seconds
    from icp_footprints.partition.generate import generate as run
    from icp_footprints.partition.problem import Problem
    from icp_footprints.partition.taken import taken_plan
    from icp_footprints.sources.options import parse_weights

    stamp = stamp_of(plan_file)
    place, plan = open_plan_file(plan_file)
    written = out or plan_file
    check_generated_target(written, plan_file, place, plan, replace_drawn)
    wanted = band_asked(plan, band, ledger)
    problem = Problem(
        place,
        wanted,
        counts_asked(search.footprints),
        parse_weights(weight or []),
        search.seed,
        search.starts,
        time,
        effort=search.effort,
        compactness=compactness,
        further_bands=tuple(each for each in plan.bands if each.ledger != wanted.ledger),
        targets=targets_asked(plan, search.target),
        base=plan if plan.footprints else None,
        start="improve" if pin else "empty",
        locked=locks_asked(plan, search.lock),
        pinned=frozenset(pin or ()),
        cross_authorities=search.cross_authorities,
    )
    check_seconds(ceilings)
    with progress_bar("Generating") as progress:
        result = run(problem, progress)
    made = taken_plan(problem, plan, result.plan)
    is_same_file = written.resolve() == plan_file.resolve()
    save_plan_file(written, place, made, stamp if is_same_file else None)
    dropped = _what_was_dropped(plan, made)
    if json:
        say_json(generated_text(place, made, result, ceilings, written, dropped))
        return
    show_generated(place, made, result, ceilings)
    for note in dropped:
        say(f"Note: {note}")
    say(f"Wrote {written}")


def _what_was_dropped(plan: Plan, made: Plan) -> list[str]:
    from icp_footprints.partition.taken import exceptions_lost

    lost = exceptions_lost(plan, made)
    return [f"With the footprints of the earlier plan went {lost}."] if lost else []
