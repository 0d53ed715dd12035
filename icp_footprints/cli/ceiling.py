"""How good any plan could be."""

from __future__ import annotations

from typing import Annotated

import typer

from icp_footprints.cli.plan_argument import PlanArgument
from icp_footprints.console.streams import progress_bar, say_json


def ceiling(
    plan_file: PlanArgument,
    footprints: Annotated[
        str | None, typer.Option(help="K, or A:B for a range; left out, as many as the plan has.")
    ] = None,
    layer: Annotated[
        list[str] | None, typer.Option(help="A layer to look at; left out, all of them.")
    ] = None,
    time: Annotated[float, typer.Option(help="Seconds that proving each ceiling may take.")] = 10.0,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Prove how good any plan could be: bounds that no plan in band can pass."""
    from icp_footprints.cli.asked import numbers_asked
    from icp_footprints.console.ceilings import ceilings_text, show_ceilings
    from icp_footprints.exchange.plan_file import open_plan_file
    from icp_footprints.measures.ceilings.prove import ceilings
    from icp_footprints.measures.scorecard import scorecard

    place, plan = open_plan_file(plan_file)
    numbers = numbers_asked(footprints, place, plan)
    found = []
    for number in numbers:
        with progress_bar("Proving ceilings") as progress:
            found += ceilings(place, plan.bands, number, layer, seconds=time, progress=progress)
    score = scorecard(place, plan)
    if json:
        say_json(ceilings_text(score, found))
    else:
        show_ceilings(score, found)
