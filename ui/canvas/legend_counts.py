"""How many footprints of a plan are in each band state, and what is in none of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from icp_footprints.measures.scores import FootprintScore
from icp_footprints.plan.plan import Plan
from ui.canvas.change_picture import ChangePicture
from ui.document import PlanDocument
from ui.would_be import WouldBe


@dataclass(frozen=True)
class LegendCounts:
    """Footprints with units by state of the foremost band; units of no footprint, and people."""

    states: Mapping[str, int]
    unassigned_units: int
    unassigned_people: float


def counts_now(document: PlanDocument) -> LegendCounts:
    """Those of the open plan."""
    return _counts(document, document.plan, document.scorecard.footprints)


def counts_if_made(document: PlanDocument, found: WouldBe) -> LegendCounts:
    """Those of the plan that a gesture under way would make."""
    now = {each.id: each for each in document.scorecard.footprints}
    after = {**now, **found.scores}
    return _counts(document, found.plan, [after[each.id] for each in found.plan.footprints])


def counts_pictured(picture: ChangePicture) -> LegendCounts:
    """Those of a change that is previewed."""
    states = Counter(str(each.band) for each in picture.figures if each.units)
    nobodys = picture.unassigned_figures
    return LegendCounts(states, nobodys.units, nobodys.counted)


def _counts(document: PlanDocument, plan: Plan, scores: Iterable[FootprintScore]) -> LegendCounts:
    ledger = plan.band.ledger
    states = Counter(str(each.bands[ledger]) for each in scores if each.units)
    rows = plan.unassigned_rows
    people = float(document.place.ledger(ledger).people[rows].sum())
    return LegendCounts(states, len(rows), people)
