"""How a plan stands: its score, who is outside the bands, which required targets are missed."""

from __future__ import annotations

from dataclasses import dataclass

from icp_footprints.geography.place import Place
from icp_footprints.measures.scorecard import TargetResult, scorecard
from icp_footprints.partition.objective import Objective, default_objective
from icp_footprints.partition.out_of_band import Misfit, out_of_band, out_of_band_words
from icp_footprints.partition.verbs.settings import SearchSettings
from icp_footprints.plan.plan import Plan


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
        outside = out_of_band_words(self.misfits)
        return (outside, *sentences) if outside else sentences


def objective_of(place: Place, plan: Plan, settings: SearchSettings) -> Objective:
    """What the score of plans is made of."""
    return default_objective(place, plan.band, settings.weights, settings.compactness)


def standing_of(
    place: Place,
    plan: Plan,
    settings: SearchSettings,
    agreed: frozenset[tuple[str, str]] = frozenset(),
) -> Standing:
    """How a plan stands by its own bands and targets.

    Parameters
    ----------
    place, plan, settings
        What is looked at, and what makes the score.
    agreed
        Footprint id and ledger of each band that may be departed from: see `agreed_sizes` of the
        plan as it was before, for what is agreed to is that.
    """
    misfits = out_of_band(place, plan, plan.bands, agreed)
    required = any(target.strength == "required" for target in plan.targets)
    results = scorecard(place, plan).targets if required else ()
    missed = tuple(
        each
        for each in results
        if not each.met and not each.exception and each.target.strength == "required"
    )
    return Standing(
        objective_of(place, plan, settings).score(place, plan),
        misfits,
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
