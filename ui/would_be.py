"""What a gesture under way would make of the plan, in figures and in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from icp_footprints.measures.scores import FootprintScore
from icp_footprints.plan.difference import PlanDifference, difference
from icp_footprints.plan.plan import UNASSIGNED, Plan
from ui import words
from ui.document import PlanDocument
from ui.figures import FootprintFigures, figures_of

MOST_NAMED = 3


@dataclass(frozen=True)
class WouldBe:
    """A plan that is not made yet, what differs, and the scores of the footprints it touches."""

    plan: Plan
    change: PlanDifference
    scores: Mapping[str, FootprintScore]


def would_be(document: PlanDocument, plan: Plan) -> WouldBe:
    """What the open plan would turn into; only what it touches is measured."""
    change = difference(document.plan, plan)
    return WouldBe(plan, change, document.figures.would_be(plan, change))


def would_be_figures(document: PlanDocument, found: WouldBe) -> dict[str | None, FootprintFigures]:
    """The figures of the footprints it touches, as the table would have them; no new footprints."""
    plan, rows = found.plan, found.change.rows
    said: dict[str | None, FootprintFigures] = {
        key: figures_of(score, plan)
        for key, score in found.scores.items()
        if key not in found.change.added
    }
    if UNASSIGNED in document.plan.assignment[rows] or UNASSIGNED in plan.assignment[rows]:
        said[None] = document.figures.unassigned_in(plan)
    return said


def would_be_facts(document: PlanDocument, found: WouldBe, gains: str | None) -> list[str]:
    """The change in words: ``A: 1 unit, +1,540 to 42,310 ✓ in band``, ``leaves B 29,800 ...``.

    Parameters
    ----------
    document
        The open plan.
    found
        The change.
    gains
        Id of the footprint that units are given to; None where they are taken out.
    """
    said = [_gain(document, found, gains) if gains in found.scores else _taken(document, found)]
    losses = {key: _delta(document, found, key) for key in found.scores if key != gains}
    losers = sorted(losses, key=lambda key: (losses[key], key))
    said += [f"leaves {_standing(document, found, key)}" for key in losers[:MOST_NAMED]]
    if len(losers) > MOST_NAMED:
        said.append(f"and {len(losers) - MOST_NAMED} more footprints lose units")
    said += [each for key in found.scores if (each := _parts(document, found, key))]
    return said


def label_words(document: PlanDocument, found: WouldBe) -> dict[str, str]:
    """What the labels of the footprints it touches say for as long as it is not made."""
    ledger = document.plan.band.ledger
    said: dict[str, str] = {}
    for key, score in found.scores.items():
        parts = f", {score.parts:,} parts" if score.parts > 1 else ""
        mark = words.BAND_MARKS[score.band] if score.units else ""
        said[key] = f"{words.count(score.people[ledger])} {mark}{parts}"
    return said


def _gain(document: PlanDocument, found: WouldBe, gains: str | None) -> str:
    score = found.scores[gains or ""]
    plan, many = document.plan, words.units(len(found.change.rows))
    people = score.people[plan.band.ledger]
    label = document.place.ledger(plan.band.ledger).label
    state = _state(document, score)
    if score.id in found.change.added:
        return f"New footprint: {many}, {words.count(people)} people ({label}) {state}"
    delta = words.signed(_delta(document, found, score.id))
    return f"{score.name}: {many}, {delta} to {words.count(people)} ({label}) {state}"


def _taken(document: PlanDocument, found: WouldBe) -> str:
    ledger = document.place.ledger(document.plan.band.ledger)
    people = float(ledger.people[found.change.rows].sum())
    many = words.units(len(found.change.rows))
    return f"Take out {many}, {words.count(people)} people ({ledger.label})"


def _standing(document: PlanDocument, found: WouldBe, key: str) -> str:
    score = found.scores[key]
    if not score.units:
        return f"{score.name} empty"
    people = score.people[document.plan.band.ledger]
    return f"{score.name} {words.count(people)} {_state(document, score)}"


def _state(document: PlanDocument, score: FootprintScore) -> str:
    band = document.plan.band
    said = words.band_words(band, score.people[band.ledger])
    return f"{words.BAND_MARKS[score.band]} {said[:1].lower()}{said[1:]}"


def _delta(document: PlanDocument, found: WouldBe, key: str) -> float:
    """People that a footprint would have more than now, on the foremost band's ledger."""
    ledger = document.plan.band.ledger
    before = 0.0 if key in found.change.added else document.figures.of(key).people[ledger]
    return found.scores[key].people[ledger] - before


def _parts(document: PlanDocument, found: WouldBe, key: str) -> str:
    """What becomes of a footprint's parts; empty where nothing worth saying does."""
    score = found.scores[key]
    before = 1 if key in found.change.added else document.figures.of(key).parts
    if score.parts == before or not score.units or (score.parts == 1 and not before):
        return ""
    now = "one part" if score.parts == 1 else f"{score.parts:,} parts"
    return f"{score.name} would be in {now}"
