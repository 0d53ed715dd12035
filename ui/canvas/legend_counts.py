"""How many footprints of a plan are in each band state, and what is in none of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from icp_footprints.geography.place import Place
from icp_footprints.measures.population import footprint_people
from icp_footprints.measures.scores import FootprintScore
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import Footprint, Plan, footprint_id
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


def counts_searched(
    place: Place, band: Band, assignment: NDArray[np.int16], footprints: int
) -> LegendCounts:
    """Those of a plan that is still being searched for, by the footprint number of each unit.

    It reads nothing of the window's: the thread that searches counts.
    """
    ids = [footprint_id(number + 1) for number in range(footprints)]
    plan = Plan("", assignment, tuple(Footprint(each, each) for each in ids))
    people = footprint_people(place.ledger(band.ledger), plan)
    has_units = np.bincount(assignment[assignment >= 0], minlength=footprints) > 0
    states = Counter(str(band.state(each)) for each in people[has_units].tolist())
    rows = plan.unassigned_rows
    return LegendCounts(states, len(rows), float(place.ledger(band.ledger).people[rows].sum()))


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
