"""A generated plan on the command line: its measures, what other numbers cost, and ceilings."""

from __future__ import annotations

from rich.box import SIMPLE_HEAD
from rich.table import Table

from icp_footprints.console.ceilings import ceiling_sentences
from icp_footprints.console.scorecard import show_scorecard
from icp_footprints.console.streams import out, progress_bar, say
from icp_footprints.geography.place import Place
from icp_footprints.measures.ceilings.of_plan import NOT_FOR_THIS_PLAN, keeps_the_rules
from icp_footprints.measures.ceilings.prove import ceilings
from icp_footprints.measures.scorecard import Scorecard, scorecard
from icp_footprints.partition.generate import Result, tried_plans
from icp_footprints.plan.plan import Plan
from icp_footprints.wording import shortlist


def show_generated(place: Place, made: Plan, result: Result, seconds: float) -> None:
    """The plan, what each other number of footprints costs, and how good any plan could be.

    Parameters
    ----------
    place, made, result
        The place, the plan as it was taken, and how it came about.
    seconds
        How long the proof of each ceiling may take.
    """
    problem = result.problem
    score = scorecard(place, made)
    show_scorecard(place, score)
    if len(result.tried) > 1:
        out.print(_numbers_table(place, result))
    say(f"{result.words} Seed {problem.seed}.")
    say(f"Score: {problem.objective().words()}.")
    _show_ceilings(place, score, seconds)
    for note in result.notes:
        say(f"Note: {note}")


def _show_ceilings(place: Place, score: Scorecard, seconds: float) -> None:
    count = sum(1 for footprint in score.footprints if footprint.units)
    if not score.layers or not count:
        return
    if not keeps_the_rules(score):
        say(NOT_FOR_THIS_PLAN)
        return
    comparable = [layer.name for layer in score.layers if layer.comparable]
    small = [layer.name for layer in score.layers if not layer.comparable]
    with progress_bar("Proving how good any plan could be") as progress:
        found = ceilings(place, score.bands, count, comparable, seconds=seconds, progress=progress)
    for sentence in ceiling_sentences(score, found):
        say(sentence)
    if small:
        say(f"For the ceilings of {shortlist(small)} use: icp-footprints ceiling.")


def _numbers_table(place: Place, result: Result) -> Table:
    """What each number of footprints that was tried costs."""
    table = Table(header_style="bold", box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("Footprints", justify="right")
    table.add_column("Score", justify="right")
    table.add_column("Out of band", justify="right")
    for layer in place.layers:
        table.add_column(f"{layer.name} share", justify="right")
        table.add_column(f"{layer.name} containment", justify="right")
    for count, plan in tried_plans(result).items():
        score = scorecard(place, plan)
        outside = sum("in" not in set(each.bands.values()) for each in score.footprints)
        table.add_row(
            f"{count}{' *' if count == len(result.plan.footprints) else ''}",
            f"{result.problem.objective().score(place, plan):.3f}",
            str(outside),
            *(
                figure
                for layer in score.layers
                for figure in (f"{layer.plan_share:.1%}", f"{layer.plan_containment:.1%}")
            ),
        )
    table.caption = "* is the plan taken."
    return table
