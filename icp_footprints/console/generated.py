"""A generated plan on the command line: its measures, what other numbers cost, and ceilings."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.table import Table

from icp_footprints import __version__
from icp_footprints.console.ceilings import ceiling_sentences, ceilings_text
from icp_footprints.console.scorecard import show_scorecard
from icp_footprints.console.streams import out, progress_bar, say
from icp_footprints.exchange.layer_json import share_json
from icp_footprints.exchange.place_json import origin_json, seed_json
from icp_footprints.geography.place import Place
from icp_footprints.measures.ceilings.ceiling import Ceiling
from icp_footprints.measures.ceilings.of_plan import NOT_FOR_THIS_PLAN, keeps_the_rules
from icp_footprints.measures.ceilings.prove import ceilings
from icp_footprints.measures.scorecard import FootprintScore, Scorecard, scorecard
from icp_footprints.partition.generate import Result, tried_plans
from icp_footprints.partition.out_of_band import out_of_band
from icp_footprints.partition.scope import agreed_of_kept, scope_of
from icp_footprints.plan.plan import Plan
from icp_footprints.wording import printed_people, shortlist

SCORE_DECIMALS = 6
Json = dict[str, object]


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
    if not score.layers or not _count(score):
        return
    if not keeps_the_rules(score):
        say(NOT_FOR_THIS_PLAN)
        return
    for sentence in ceiling_sentences(score, _ceilings(place, score, seconds)):
        say(sentence)
    small = [layer.name for layer in score.layers if not layer.comparable]
    if small:
        say(f"For the ceilings of {shortlist(small)} use: icp-footprints ceiling.")


def _ceilings(place: Place, score: Scorecard, seconds: float) -> list[Ceiling]:
    """Ceilings of the layers whose areas are about a footprint in size."""
    comparable = [layer.name for layer in score.layers if layer.comparable]
    with progress_bar("Proving how good any plan could be") as progress:
        return list(
            ceilings(
                place, score.bands, _count(score), comparable, seconds=seconds, progress=progress
            )
        )


def _count(score: Scorecard) -> int:
    return sum(1 for footprint in score.footprints if footprint.units)


def _outside(result: Result, plan: Plan) -> int:
    """How many footprints are outside any of the bands without agreement."""
    problem = result.problem
    agreed = agreed_of_kept(problem, scope_of(problem))
    misfits = out_of_band(problem.place, plan, plan.bands, agreed)
    return len({each.footprint_id for each in misfits})


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
        table.add_row(
            f"{count}{' *' if count == result.taken else ''}",
            f"{result.problem.objective().score(place, plan):.3f}",
            str(_outside(result, plan)),
            *(
                figure
                for layer in score.layers
                for figure in (f"{layer.plan_share:.1%}", f"{layer.plan_containment:.1%}")
            ),
        )
    table.caption = "* is the plan taken."
    return table


def generated_text(
    place: Place,
    made: Plan,
    result: Result,
    seconds: float,
    written: Path,
    further_notes: Iterable[str] = (),
) -> str:
    """The generated plan as JSON text.

    ``place``, ``notice``, ``plan``, ``version``, ``ledger``; ``footprints``, each ``id``, ``name``,
    ``people`` by ledger, ``units``, ``parts`` and ``bands`` (``in``, ``under``, ``over``, by
    ledger); ``bands``, each ``low``, ``high``, ``ledger``; ``seed``; ``origin``, with the
    ``settings`` it can be made again with; ``score``, ``objective`` and ``words``; ``searches``;
    ``tried``, for each number of ``footprints`` its ``score``, how many are ``out_of_band``, its
    ``layers`` and whether it was ``taken``; ``plan_keeps_the_rules``, without which there are no
    ``ceilings``; ``ceilings`` as `ceilings_text` has them, of layers whose areas are about a
    footprint in size; ``notes``; ``written``, the plan file. Counts of 1 to 4 people are ``"<5"``.

    Parameters
    ----------
    place, made, result, seconds
        As for `show_generated`.
    written
        The plan file that was written.
    further_notes
        What else the planner should know.
    """
    score = scorecard(place, made)
    is_bounded = bool(score.layers and _count(score)) and keeps_the_rules(score)
    found = _ceilings(place, score, seconds) if is_bounded else []
    bounds: Json = json.loads(ceilings_text(score, found))
    told: Json = {
        "place": place.name,
        "notice": place.notice,
        "plan": made.name,
        "version": __version__,
        "ledger": score.ledger,
        "bands": bounds["bands"],
        "footprints": [_footprint_json(each) for each in score.footprints],
        "seed": seed_json(made),
        "origin": origin_json(made),
        "score": round(result.score, SCORE_DECIMALS),
        "objective": result.problem.objective().words(),
        "words": result.words,
        "searches": result.searches,
        "tried": _tried_json(place, result),
        "plan_keeps_the_rules": bounds["plan_keeps_the_rules"],
        "ceilings": bounds["ceilings"],
        "notes": [*result.notes, *further_notes],
        "written": str(written),
    }
    return json.dumps(told, indent=2, ensure_ascii=False, allow_nan=False)


def _footprint_json(each: FootprintScore) -> Json:
    return {
        "id": each.id,
        "name": each.name,
        "people": {ledger: printed_people(count) for ledger, count in each.people.items()},
        "units": each.units,
        "parts": each.parts,
        "bands": dict(each.bands),
    }


def _tried_json(place: Place, result: Result) -> list[Json]:
    """What each number of footprints that was tried costs."""
    told: list[Json] = []
    for count, plan in tried_plans(result).items():
        score = scorecard(place, plan)
        told.append(
            {
                "footprints": count,
                "score": round(result.problem.objective().score(place, plan), SCORE_DECIMALS),
                "out_of_band": _outside(result, plan),
                "layers": [
                    {
                        "layer": layer.name,
                        "plan_share": share_json(layer.plan_share),
                        "plan_containment": share_json(layer.plan_containment),
                    }
                    for layer in score.layers
                ],
                "taken": count == result.taken,
            }
        )
    return told
