"""The objective: one number that says how good a plan is, out of the measures people read.

``J = sum over layers of weight x (plan share + plan containment, or plan containment alone)
- 0.5 x cut share``. A layer whose areas are about a footprint in size counts both ways; a layer of
smaller areas counts containment alone, since no footprint can be mostly one small area.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from icp_footprints.errors import ProblemError
from icp_footprints.geography.place import Place
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.measures.compactness import cut_share
from icp_footprints.measures.comparable import fills_a_footprint
from icp_footprints.measures.coterminosity import plan_containment, plan_share
from icp_footprints.measures.population import area_people, footprint_people, overlap_people
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import Plan
from icp_footprints.wording import shortlist

CUT_WEIGHT = 0.5
# Beyond this a layer leaves nothing of the others in the digits of a score.
MOST_WEIGHT = 10_000
# Of a term, in its order.
MEASURES = ("share", "containment")


@dataclass(frozen=True)
class Term:
    """What one layer adds to the objective."""

    layer: str
    share_weight: float
    containment_weight: float

    def words(self) -> str:
        """The term as a reader sees it; empty where it weighs nothing."""
        if self.share_weight and self.share_weight == self.containment_weight:
            return f"{self.share_weight:g} x ({self.layer} plan share + plan containment)"
        parts = {"plan share": self.share_weight, "plan containment": self.containment_weight}
        return " + ".join(
            f"{weight:g} x ({self.layer} {what})" for what, weight in parts.items() if weight
        )


@dataclass(frozen=True)
class Objective:
    """The terms of J, and the weight of the cut share."""

    terms: tuple[Term, ...]
    cut_weight: float = CUT_WEIGHT

    def words(self) -> str:
        """The objective as a reader sees it."""
        parts = [words for words in (term.words() for term in self.terms) if words]
        return f"{' + '.join(parts) or '0'} - {self.cut_weight:g} x cut share"

    def score(self, place: Place, plan: Plan) -> float:
        """J of a plan, people counted on the ledger of its band."""
        ledger = place.ledger(plan.band.ledger)
        people = footprint_people(ledger, plan)
        total = -self.cut_weight * cut_share(place.adjacency, plan)
        for term in self.terms:
            layer = place.layer(term.layer)
            overlap = overlap_people(ledger, layer, plan)
            total += term.share_weight * plan_share(overlap, people)
            total += term.containment_weight * plan_containment(overlap, area_people(ledger, layer))
        # Zero without a sign.
        return total + 0.0


def default_objective(
    place: Place,
    band: Band,
    weights: Mapping[str, float] | None = None,
    compactness: float = CUT_WEIGHT,
) -> Objective:
    """The objective for a place.

    Parameters
    ----------
    place, band
        What is divided, and the band whose ledger counts.
    weights
        Weight of a layer by name (1 where none is given), or of one measure of it by
        ``layer.share`` or ``layer.containment``.
    compactness
        The weight of the cut share.

    Raises
    ------
    ProblemError
        When a weight names a layer that the place does not have, or is negative.
    """
    given = dict(weights or {})
    held = [layer.name for layer in place.layers]
    known = {*held, *(f"{name}.{measure}" for name in held for measure in MEASURES)}
    unknown = [name for name in given if name not in known]
    if unknown:
        raise ProblemError(
            f"There is no layer named {shortlist(unknown)} to weigh.",
            f"This place has: {shortlist(held) or 'no layers'}.",
        )
    for name, weight in given.items():
        if not 0 <= weight <= MOST_WEIGHT:
            raise ProblemError(
                f"The weight of layer '{name}' is {weight:g}.",
                f"Give a number from 0 to {MOST_WEIGHT:,}.",
            )
    ledger = place.ledger(band.ledger)

    def weight_of(layer: ReferenceLayer, measure: str) -> float:
        usual = 1.0 if measure == "containment" else float(fills_a_footprint(ledger, layer, band))
        return given.get(f"{layer.name}.{measure}", given.get(layer.name, 1.0) * usual)

    return Objective(
        tuple(
            Term(layer.name, *(weight_of(layer, each) for each in MEASURES))
            for layer in place.layers
        ),
        compactness,
    )
