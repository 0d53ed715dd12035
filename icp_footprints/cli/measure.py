"""Measure a plan."""

from __future__ import annotations

from typing import Annotated

import typer

from icp_footprints.cli.plan_argument import PlanArgument
from icp_footprints.console.streams import say_json


def measure(
    plan_file: PlanArgument,
    ledger: Annotated[
        str | None,
        typer.Option(help="Count coterminosity on this ledger; left out, the first band's."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Measure a plan: people, band, coterminosity, coverage."""
    from icp_footprints.console.scorecard import show_scorecard
    from icp_footprints.exchange.measures_json import measures_text
    from icp_footprints.exchange.plan_file import open_plan_file
    from icp_footprints.measures.scorecard import scorecard

    place, plan = open_plan_file(plan_file)
    score = scorecard(place, plan, ledger)
    if json:
        say_json(measures_text(place, plan, score))
    else:
        show_scorecard(place, score)
