"""What makes no sense in a problem, said before any search."""

from __future__ import annotations

import math

from icp_footprints.errors import ProblemError
from icp_footprints.geography.place import Place
from icp_footprints.measures.target_result import goal_words, named_goal
from icp_footprints.partition.objective import Objective
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import Plan
from icp_footprints.plan.target import Target
from icp_footprints.wording import count_words, shortlist

# A search of so much effort takes an hour where the usual one takes seconds.
MOST_EFFORT = 1_000


def check_counts(asked: tuple[int, int] | None, units: int) -> None:
    """Refuse numbers of footprints that the units cannot make."""
    if asked is None:
        return
    fewest, most = asked
    if fewest > most >= 1:
        raise ProblemError(
            f"{fewest:,} to {most:,} footprints is the wrong way round.",
            f"Ask for {most:,}:{fewest:,}.",
        )
    if not 1 <= fewest <= most <= units:
        raise ProblemError(
            f"{most if most > units else min(asked)} footprints cannot be made from "
            f"{count_words(units, 'unit')}.",
            f"Ask for 1 to {units:,}." if units > 1 else "Ask for 1.",
        )


def check_search(starts: int, seconds: float | None, seed: int) -> None:
    """Refuse a search that could not be run."""
    if starts < 1:
        raise ProblemError("At least one search has to be run.", "Set starts to 1 or more.")
    if seconds is not None and not 0 < seconds < math.inf:
        raise ProblemError(
            f"A time of {seconds:g} seconds leaves nothing to search in.", "Give a time above 0."
        )
    if seed < 0:
        raise ProblemError(f"The seed {seed} is negative.", "Give a seed of 0 or more.")


def check_numbers(effort: float, compactness: float, stay_weight: float) -> None:
    """Refuse weights that are negative, or no numbers at all."""
    if not 0 < effort <= MOST_EFFORT:
        raise ProblemError(
            f"The effort cannot be {effort:g}.", f"Give a number above 0, at most {MOST_EFFORT}."
        )
    for what, value in (("compactness", compactness), ("weight of staying", stay_weight)):
        if not 0 <= value < math.inf:
            raise ProblemError(f"The {what} cannot be {value:g}.", "Give a number of 0 or more.")


def check_aim(objective: Objective, stay_weight: float, targets: tuple[Target, ...]) -> None:
    """Refuse a score in which nothing counts: every plan in band would be as good as any other."""
    of_layers = (each.share_weight or each.containment_weight for each in objective.terms)
    if not (any(of_layers) or objective.cut_weight or stay_weight or targets):
        raise ProblemError(
            "Nothing counts: the weight of every layer is 0, and so is that of compactness.",
            "Give at least one of them a weight above 0.",
        )


def check_bands(place: Place, bands: tuple[Band, ...]) -> None:
    """Refuse bands on ledgers that are not there, twice on one, or on one that counts nobody."""
    for band in bands:
        if not place.ledger(band.ledger).total:
            raise ProblemError(
                f"Nobody lives in {place.name} on the {band.ledger} ledger.",
                "Choose a ledger with people.",
            )
    ledgers = [band.ledger for band in bands]
    repeated = sorted({each for each in ledgers if ledgers.count(each) > 1})
    if repeated:
        raise ProblemError(
            f"More than one band counts people on the ledger {shortlist(repeated)}.",
            "Keep one of them.",
        )


def check_targets(place: Place, targets: tuple[Target, ...]) -> None:
    """Refuse targets about layers that are not there."""
    held = [layer.name for layer in place.layers]
    for target in targets:
        if target.layer not in held:
            missing = "is about a layer that is not there."
            raise ProblemError(
                f"{goal_words(target)} {missing}",
                f"This place has: {shortlist(held) or 'no layers'}. Add the layer with "
                "'icp-footprints new', or take the target away.",
                typed=f"{named_goal(target)} {missing}",
            )


def check_base(
    place: Place, base: Plan | None, start: str, locked: frozenset[str], pinned: frozenset[str]
) -> None:
    """Refuse to keep what is not there."""
    if base is None:
        if start != "empty" or locked or pinned:
            raise ProblemError(
                "There is no plan to start from, so nothing in it can be kept.",
                "Open a plan with footprints first.",
            )
        return
    if len(base.assignment) != len(place.units):
        raise ProblemError("The plan to start from is of another place: it has other units.")
    unknown = sorted(locked - {footprint.id for footprint in base.footprints})
    if unknown:
        held = shortlist([footprint.id for footprint in base.footprints]) or "none"
        raise ProblemError(
            f"There is no footprint {shortlist(unknown)} to lock.", f"The plan has: {held}."
        )
    if pinned and start == "empty":
        raise ProblemError(
            "Units can be pinned only where the footprints they are in are kept.",
            "Improve or fill the plan, or lock whole footprints instead.",
        )
    rows = place.units.rows(pinned)
    loose = sorted(place.units.ids[row] for row in rows if base.assignment[row] < 0)
    if loose:
        raise ProblemError(
            f"{count_words(len(loose), 'pinned unit')} cannot stay in a footprint, being in none: "
            f"{shortlist(loose)}.",
            "Assign them first, or do not pin them.",
        )
    if start != "empty" and not (base.assignment >= 0).any():
        raise ProblemError(
            "The plan has no footprints with units to start from.", "Generate a plan first."
        )
