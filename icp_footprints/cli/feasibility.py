"""What can be generated, before any search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from icp_footprints.cli.exit_codes import RULE_FAILED
from icp_footprints.cli.plan_argument import PlanArgument
from icp_footprints.console.streams import progress_bar, say_json

if TYPE_CHECKING:
    from icp_footprints.plan.band import Band
    from icp_footprints.plan.plan import Plan


def feasibility(
    plan_file: PlanArgument,
    footprints: Annotated[
        str | None, typer.Option(help="K, or A:B for a range; left out, any number.")
    ] = None,
    band: Annotated[
        list[str] | None,
        typer.Option(help="[LEDGER=]LOW:HIGH people; repeatable; left out, the plan's own bands."),
    ] = None,
    lock: Annotated[
        list[str] | None,
        typer.Option(help="A footprint that gains and loses nothing, by id; repeatable."),
    ] = None,
    pin: Annotated[
        list[str] | None,
        typer.Option(help="A unit that stays in its footprint, by code; repeatable."),
    ] = None,
    target: Annotated[
        list[str] | None,
        typer.Option(help="Such as 'pcn.share>=0.6', beside the plan's own; repeatable."),
    ] = None,
    start: Annotated[
        Literal["empty", "improve", "fill"] | None,
        typer.Option(
            help="Generate anew, improve the plan or only fill what is unassigned; left out, "
            "improve where units are pinned, else anew."
        ),
    ] = None,
    cross_authorities: Annotated[
        bool,
        typer.Option("--cross-authorities", help="Footprints may cross local authority lines."),
    ] = False,
    time: Annotated[float, typer.Option(help="Seconds that proofs may take in all.")] = 10.0,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Say what can be generated and what rules it out; exit code 1 when nothing can."""
    from icp_footprints.cli.asked import counts_asked, locks_asked, targets_asked
    from icp_footprints.console.feasibility import show_feasibility
    from icp_footprints.exchange.feasibility_json import feasibility_text
    from icp_footprints.exchange.plan_file import open_plan_file
    from icp_footprints.partition.feasibility.feasibility import feasibility as find
    from icp_footprints.partition.problem import Problem

    place, plan = open_plan_file(plan_file)
    first, *further = _bands(plan, band)
    for each in (first, *further):
        place.ledger(each.ledger)
    problem = Problem(
        place,
        first,
        counts_asked(footprints),
        further_bands=tuple(further),
        targets=targets_asked(plan, target),
        base=plan if plan.footprints else None,
        start=start or ("improve" if pin else "empty"),
        locked=locks_asked(plan, lock),
        pinned=frozenset(pin or ()),
        cross_authorities=cross_authorities,
    )
    with progress_bar("Looking at what is possible") as progress:
        found = find(problem, time, progress)
    if json:
        say_json(feasibility_text(found))
    else:
        show_feasibility(found)
    if not found.is_possible:
        raise typer.Exit(RULE_FAILED)


def _bands(plan: Plan, texts: list[str] | None) -> tuple[Band, ...]:
    """The bands asked for; else the plan's own."""
    from icp_footprints.plan.band import Band

    return tuple(Band.parse(text, plan.band.ledger) for text in texts or ()) or plan.bands
