"""How a plan stands: its score, who is outside the bands, which required targets are missed."""

from __future__ import annotations

from dataclasses import dataclass

from icp_footprints.geography.place import Place
from icp_footprints.measures.population import footprint_people
from icp_footprints.measures.scorecard import TargetResult, scorecard
from icp_footprints.partition.objective import Objective, default_objective
from icp_footprints.partition.verbs.kept import size_exceptions
from icp_footprints.partition.verbs.settings import SearchSettings
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import Plan
from icp_footprints.wording import count_words, people_words, shortlist


@dataclass(frozen=True)
class Misfit:
    """A footprint outside a band: by how many people, and whether they are too many or few."""

    footprint_id: str
    name: str
    band: Band
    people: float
    is_over: bool

    @property
    def words(self) -> str:
        """The misfit in words: ``Hanley by 800 too many (resident)``."""
        much = "too many" if self.is_over else "too few"
        # Half a person short is not "0 too few".
        return f"{self.name} by {max(1, round(self.people)):,} {much} ({self.band.ledger})"


@dataclass(frozen=True)
class Standing:
    """What a verb weighs one plan against another by.

    Parameters
    ----------
    score
        The objective J.
    misfits
        Footprints outside a band that nobody has agreed to, in the order of bands.
    missed
        Required targets that are missed without an agreed exception.
    shortfall
        By how much, weighed and added up.
    """

    score: float
    misfits: tuple[Misfit, ...]
    missed: tuple[TargetResult, ...]
    shortfall: float

    @property
    def outside(self) -> float:
        """People too few or too many, over all misfits."""
        return sum(each.people for each in self.misfits)

    @property
    def rank(self) -> tuple[float, float]:
        """Sorts plans by what they must meet, the best first; dust decides nothing."""
        return round(self.outside, 3), round(self.shortfall, 6)

    @property
    def words(self) -> tuple[str, ...]:
        """What is not as it should be, a sentence each."""
        sentences = tuple(result.words for result in self.missed)
        if not self.misfits:
            return sentences
        count = len({each.footprint_id for each in self.misfits})
        stay = "stays" if count == 1 else "stay"
        named = shortlist([each.words for each in self.misfits])
        people = people_words(max(1, round(self.outside)))
        outside = (
            f"{count_words(count, 'footprint')} {stay} outside the band by {people} in all, the "
            f"least that was found: {named}."
        )
        return outside, *sentences


def objective_of(place: Place, plan: Plan, settings: SearchSettings) -> Objective:
    """What the score of plans is made of."""
    return default_objective(place, plan.band, settings.weights, settings.compactness)


def standing_of(place: Place, plan: Plan, settings: SearchSettings) -> Standing:
    """How a plan stands by its own bands and targets."""
    agreed = size_exceptions(plan)
    misfits: list[Misfit] = []
    for band in plan.bands:
        people = footprint_people(place.ledger(band.ledger), plan)
        held = set(plan.assignment.tolist())
        for number, footprint in enumerate(plan.footprints):
            count = float(people[number])
            if number not in held or (footprint.id, band.ledger) in agreed:
                continue
            if band.state(count) != "in":
                over = count > band.high
                name, excess = footprint.name, band.excess(count)
                misfits.append(Misfit(footprint.id, name, band, excess, over))
    required = any(target.strength == "required" for target in plan.targets)
    results = scorecard(place, plan).targets if required else ()
    missed = tuple(
        each
        for each in results
        if not each.met and not each.exception and each.target.strength == "required"
    )
    return Standing(
        objective_of(place, plan, settings).score(place, plan),
        tuple(misfits),
        missed,
        sum(_shortfall(place, each) for each in missed),
    )


def _shortfall(place: Place, result: TargetResult) -> float:
    """By how much a target is missed, as the search weighs it."""
    target, value = result.target, result.value
    if value is None:
        return target.weight
    if target.is_count:
        areas = len(place.layer(target.layer).area_ids)
        return target.weight * (value - target.threshold) / areas
    return target.weight * (target.threshold - value)
