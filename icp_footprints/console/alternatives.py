"""Alternatives on the command line: one column a plan, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from icp_footprints import __version__
from icp_footprints.console.streams import out, say
from icp_footprints.geography.place import Place
from icp_footprints.measures.kept_whole import printed_kept_whole
from icp_footprints.measures.scorecard import Scorecard, scorecard
from icp_footprints.partition.alternatives import Alternative, Alternatives
from icp_footprints.partition.problem import Problem
from icp_footprints.plan.plan import UNASSIGNED, Plan
from icp_footprints.wording import count_words

SHARE_DECIMALS = 6
TODAY = "today's plan, the one in the file"


@dataclass(frozen=True)
class Choice:
    """A plan to choose, and what a reader compares it by.

    Parameters
    ----------
    heading, direction
        What stands over its column, and what it was looked for.
    score
        The objective J.
    people_moved
        From today's plan; None where there is none.
    size_spread
        People in the largest footprint less those in the smallest.
    measures
        Every measure of it.
    """

    heading: str
    direction: str
    score: float
    people_moved: float | None
    size_spread: float
    measures: Scorecard


def choices(place: Place, today: Plan, problem: Problem, found: Alternatives) -> list[Choice]:
    """Today's plan, where it has units in footprints, and then each that was found."""
    chosen: list[Choice] = []
    if (today.assignment != UNASSIGNED).any():
        measures = scorecard(place, today)
        ledger = problem.band.ledger
        sizes = [each.people[ledger] for each in measures.footprints if each.units]
        score = problem.objective().score(place, today)
        chosen.append(Choice("Today", TODAY, score, 0.0, max(sizes) - min(sizes), measures))
    chosen += [
        Choice(str(i), o.direction, o.result.score, o.people_moved, o.size_spread, o.score)
        for i, o in enumerate(found.found, start=1)
    ]
    return chosen


def show_alternatives(place: Place, found: Alternatives, chosen: Sequence[Choice]) -> None:
    """The plans by number, a table with a column for each, and why there are not more of them."""
    if place.notice:
        say(place.notice)
    if found.found:
        for each in chosen:
            say(f"{each.heading}: {each.direction}")
        out.print(_table(chosen, found.found[0].plan.band.ledger))
        say(
            f"{count_words(len(found.found), 'plan')}, none of them matched or bettered by another "
            "in every measure."
        )
    else:
        say("No plan was found that could stand beside today's.")
    for note in found.notes:
        say(f"Note: {note}")


def _table(chosen: Sequence[Choice], ledger: str) -> Table:
    """A row for each measure and a column for each plan, which fits a narrow terminal."""
    table = Table(header_style="bold", box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.caption = f"All figures count people on the {ledger} ledger."
    table.add_column("")
    for each in chosen:
        table.add_column(each.heading, justify="right", no_wrap=True)
    columns = [_figures(each) for each in chosen]
    for measure in columns[0]:
        table.add_row(escape(measure), *(column[measure] for column in columns))
    return table


def _figures(each: Choice) -> dict[str, str]:
    """What stands in the column of a plan, by measure."""
    score = each.measures
    bands = [set(footprint.bands.values()) for footprint in score.footprints if footprint.units]
    figures = {
        "Footprints": str(len(bands)),
        "Out of band": str(sum(states != {"in"} for states in bands)),
        "Units in none": f"{score.coverage.unassigned_units:,}",
        "Score": f"{each.score:.3f}",
        "People moved": "-" if each.people_moved is None else f"{each.people_moved:,.0f}",
        "Largest less smallest": f"{each.size_spread:,.0f}",
        "Cut share": f"{score.cut_share:.1%}",
    }
    for layer in score.layers:
        figures[f"{layer.name} share"] = f"{layer.plan_share:.1%}"
        figures[f"{layer.name} containment"] = f"{layer.plan_containment:.1%}"
    return figures


def alternatives_text(place: Place, found: Alternatives, chosen: Sequence[Choice]) -> str:
    """The alternatives as JSON text.

    ``place``, ``version``, ``notes``; ``today``, the plan in the file (null where it has no units
    in footprints), with ``footprints``, ``score``, ``size_spread``, ``cut_share`` and ``layers``
    as each of the alternatives has; ``alternatives``, each with ``direction``, ``footprints``,
    ``seed``, ``score``, ``people_moved`` (null where the plan in the file has no footprints),
    ``size_spread``, ``cut_share``, ``layers`` (``layer``, ``plan_share``, ``plan_containment``,
    ``kept_whole``, null where it would give a small count away) and
    ``units``, the footprint of each unit by code. All are figures of whole
    layers and footprints, so no small count is given away.
    """
    told = {
        "place": place.name,
        "version": __version__,
        "today": next((_measured(each) for each in chosen if each.direction == TODAY), None),
        "alternatives": [
            _told(place, each, choice)
            for each, choice in zip(
                found.found, chosen[len(chosen) - len(found.found) :], strict=True
            )
        ],
        "notes": list(found.notes),
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _told(place: Place, each: Alternative, chosen: Choice) -> dict[str, object]:
    names = [footprint.id for footprint in each.plan.footprints]
    return {
        "direction": each.direction,
        "seed": each.plan.origin.seed,
        "people_moved": None if each.people_moved is None else round(each.people_moved),
        **_measured(chosen),
        "units": dict(
            zip(
                place.units.ids,
                [names[number] for number in each.plan.assignment.tolist()],
                strict=True,
            )
        ),
    }


def _measured(each: Choice) -> dict[str, object]:
    return {
        "footprints": sum(1 for footprint in each.measures.footprints if footprint.units),
        "score": round(each.score, SHARE_DECIMALS),
        "size_spread": round(each.size_spread),
        "cut_share": round(each.measures.cut_share, SHARE_DECIMALS),
        "layers": [
            {
                "layer": layer.name,
                "plan_share": round(layer.plan_share, SHARE_DECIMALS),
                "plan_containment": round(layer.plan_containment, SHARE_DECIMALS),
                "kept_whole": printed_kept_whole(layer),
            }
            for layer in each.measures.layers
        ],
    }
