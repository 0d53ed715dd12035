"""Ceilings on the command line: a table with what the plan reaches, and a sentence for each."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from icp_footprints import __version__
from icp_footprints.console.streams import out, say
from icp_footprints.measures.ceilings.ceiling import (
    CEILING_MEASURE_WORDS,
    HAIR,
    Ceiling,
    CeilingMeasure,
)
from icp_footprints.measures.ceilings.of_plan import keeps_the_rules, reached_by
from icp_footprints.measures.scorecard import Scorecard

SHARE_DECIMALS = 6
# As in the table of the scorecard.
MEASURE_HEADINGS: dict[CeilingMeasure, str] = {"kept_whole": "kept whole (people)"}


def show_ceilings(score: Scorecard, found: Sequence[Ceiling]) -> None:
    """A table of the ceilings, and each in words."""
    bands = "; ".join(f"{band.words()} people ({band.ledger})" for band in score.bands)
    say(f"{score.place} - {score.plan}. Band {bands}.")
    if not found:
        say("The place has no reference layers, so there is nothing to be coterminous with.")
        return
    out.print(_table(score, found))
    for sentence in ceiling_sentences(score, found):
        say(sentence)
    say(
        "Ceilings hold for plans that assign every unit to footprints that are all in band. "
        "Footprints need not be in one part, so the best plan may stay below."
    )


def ceiling_sentences(score: Scorecard, found: Sequence[Ceiling]) -> list[str]:
    """Each ceiling in words, with what the plan reaches; none twice."""
    in_band = keeps_the_rules(score)
    return list(dict.fromkeys(_sentence(score, each) if in_band else each.words for each in found))


def _sentence(score: Scorecard, each: Ceiling) -> str:
    """What the plan reaches, where it does, and what no plan can."""
    if not each.possible:
        return f"{each.limit_words[0].upper()}{each.limit_words[1:]}."
    reached = reached_by(score, each)
    if reached is None:
        return each.words
    return f"{each.subject} {_figure(each, reached)}; {each.limit_words}."


def _table(score: Scorecard, found: Sequence[Ceiling]) -> Table:
    table = Table(header_style="bold", box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.caption = f"Coterminosity counts people on the {found[0].ledger} ledger."
    if not keeps_the_rules(score):
        table.caption += " This plan is not complete or not in band: ceilings may not hold for it."
    for heading in ("Footprints", "Layer", "Measure", "This plan", "Instant", "Ceiling", "Status"):
        is_text = heading in ("Layer", "Measure", "Status")
        table.add_column(heading, justify="left" if is_text else "right", no_wrap=not is_text)
    for each in found:
        reached = reached_by(score, each)
        table.add_row(
            str(each.footprints),
            escape(each.layer),
            MEASURE_HEADINGS.get(each.measure, CEILING_MEASURE_WORDS[each.measure]),
            "-" if reached is None else _figure(each, reached),
            each.figure(each.instant) if each.possible else "-",
            each.figure(each.value) if each.possible else "-",
            each.status,
        )
    return table


def _figure(ceiling: Ceiling, value: float) -> str:
    """What a plan reaches, rounded as everywhere else."""
    return f"{value:,.0f}" if ceiling.is_count else f"{value * 100:.1f} %"


def ceilings_text(score: Scorecard, found: Sequence[Ceiling]) -> str:
    """The ceilings as JSON text.

    ``place``, ``plan``, ``version``, ``ledger``; ``bands``, each ``low``, ``high``, ``ledger``;
    ``plan_keeps_the_rules``, whether ceilings hold for this plan; ``ceilings``, each with
    ``footprints``, ``layer``, ``measure`` (``share``, ``containment``, ``kept_whole``: shares from
    0 to 1, bounded from above; ``splits``: a count, bounded from below), ``possible``, ``status``
    (``proved``, ``time limit``, ``instant``, ``impossible``), ``instant`` and ``value`` (null
    where impossible), ``plan`` (what this plan reaches; null where it has another number of
    footprints, or it would give a small count away) and ``words``. Bounds of ``kept_whole`` of a
    layer of registrations are rounded up to a thousandth, likewise.
    """
    told = {
        "place": score.place,
        "plan": score.plan,
        "version": __version__,
        "ledger": score.ledger,
        "bands": [
            {"low": band.low, "high": band.high, "ledger": band.ledger} for band in score.bands
        ],
        "plan_keeps_the_rules": keeps_the_rules(score),
        "ceilings": [_ceiling_json(score, each) for each in found],
    }
    return json.dumps(told, indent=2, ensure_ascii=False, allow_nan=False)


def _ceiling_json(score: Scorecard, each: Ceiling) -> dict[str, object]:
    reached = reached_by(score, each)
    return {
        "footprints": each.footprints,
        "layer": each.layer,
        "measure": each.measure,
        "possible": each.possible,
        "status": each.status,
        "instant": _bound_json(score, each, each.instant),
        "value": _bound_json(score, each, each.value),
        "plan": None if reached is None else _json_figure(each, reached),
        "words": each.words,
    }


def _bound_json(score: Scorecard, ceiling: Ceiling, value: float) -> float | int | None:
    """A bound; of people kept whole among those of small counts, as coarse as in words."""
    if not ceiling.possible:
        return None
    if ceiling.measure == "kept_whole" and score.layer(ceiling.layer).kind == "registration":
        return math.ceil((value - HAIR) * 1000) / 1000
    return _json_figure(ceiling, value)


def _json_figure(ceiling: Ceiling, value: float) -> float | int:
    return round(value) if ceiling.is_count else round(value, SHARE_DECIMALS)
