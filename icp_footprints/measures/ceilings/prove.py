"""Ceilings asked for: of one layer and measure, or of all of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from icp_footprints.errors import ProblemError
from icp_footprints.geography.place import Place
from icp_footprints.measures.ceilings.ceiling import (
    CEILING_MEASURES,
    Ceiling,
    CeilingMeasure,
    CeilingStatus,
)
from icp_footprints.measures.ceilings.containment import prove_containment
from icp_footprints.measures.ceilings.knapsack import most_of_areas
from icp_footprints.measures.ceilings.packing import all_fit_whole
from icp_footprints.measures.ceilings.program import Proof
from icp_footprints.measures.ceilings.question import Floats, Question, question_of
from icp_footprints.measures.ceilings.share import instant_share, prove_share
from icp_footprints.measures.ceilings.unsplit import (
    could_be,
    kept_whole_share,
    least_at_home,
    prove_kept_whole,
    prove_unsplit,
)
from icp_footprints.measures.coterminosity import share_of
from icp_footprints.plan.band import Band
from icp_footprints.progress import Progress
from icp_footprints.wording import shortlist

DEFAULT_SECONDS = 10.0
# HiGHS heeds rows and reduced costs within tolerances: one in a million outweighs them all.
TOLERANCE = 1e-6

PROGRAMS: dict[CeilingMeasure, Callable[[Question, Floats, float], Proof | None]] = {
    "share": prove_share,
    "containment": prove_containment,
    "kept_whole": prove_kept_whole,
    "splits": prove_unsplit,
}


def ceiling(
    place: Place,
    bands: tuple[Band, ...],
    layer: str,
    measure: CeilingMeasure,
    footprints: int,
    *,
    seconds: float = DEFAULT_SECONDS,
    progress: Progress | None = None,
) -> Ceiling:
    """A proven bound on every plan of so many footprints, all in every band, contiguous or not.

    Parameters
    ----------
    place
        The place that is planned.
    bands
        The bands; people are counted on the ledger of the first.
    layer
        Name of a reference layer.
    measure
        ``share``, ``containment``, ``kept_whole`` or ``splits``.
    footprints
        How many footprints, from 1 to the number of units.
    seconds
        How long proving may take; 0 for the instant bound alone.
    progress
        Asked before the program is solved whether to stop; while it is solved nothing can.

    Raises
    ------
    PlanError
        When the place lacks the layer or the ledger of a band.
    ProblemError
        When the measure, the time or the number of footprints makes no sense.
    Cancelled
        When the user has asked to stop.
    """
    if measure not in CEILING_MEASURES:
        raise ProblemError(
            f"There is no ceiling for '{measure}'.", f"Use {shortlist(list(CEILING_MEASURES))}."
        )
    check_seconds(seconds)
    (progress or Progress()).check_cancelled()
    question = question_of(place, bands, layer, footprints)
    most = most_of_areas(question)
    instant = _instant(question, measure, most)
    value, status = instant, _without_program(question, measure)
    if status is None and not seconds:
        status = "instant"
    if status is None:
        (progress or Progress()).check_cancelled()
        value, status = _proved(question, measure, most, instant, seconds)
    return Ceiling(layer, measure, footprints, bands[0].ledger, instant, value, status)


def check_seconds(seconds: float) -> None:
    """Refuse a time that nothing can be proved in.

    Raises
    ------
    ProblemError
        When it is negative or no number.
    """
    if not 0 <= seconds < math.inf:
        raise ProblemError(
            f"A ceiling cannot be proved in {seconds:g} seconds.", "Give a time of 0 or more."
        )


def ceilings(
    place: Place,
    bands: tuple[Band, ...],
    footprints: int,
    layers: Sequence[str] | None = None,
    *,
    seconds: float = DEFAULT_SECONDS,
    progress: Progress | None = None,
) -> tuple[Ceiling, ...]:
    """The ceilings of every measure, layer after layer; see `ceiling`.

    Parameters
    ----------
    place, bands, footprints, progress
        As for one ceiling.
    layers
        Names of layers; all of the place where None.
    seconds
        How long proving each of them may take.
    """
    progress = progress or Progress()
    names = [layer.name for layer in place.layers] if layers is None else list(layers)
    asked: list[tuple[str, CeilingMeasure]] = [
        (name, measure) for name in names for measure in CEILING_MEASURES
    ]
    found: list[Ceiling] = []
    for done, (name, measure) in enumerate(asked):
        progress.report(done / len(asked), f"Proving ceilings of {name}")
        found.append(
            ceiling(place, bands, name, measure, footprints, seconds=seconds, progress=progress)
        )
    progress.report(1.0, "Done")
    ruled_out = any(not each.possible for each in found)
    # One program that has no solution rules out every plan, whatever the others found.
    return tuple(replace(each, status="impossible") if ruled_out else each for each in found)


def _instant(question: Question, measure: CeilingMeasure, most: Floats) -> float:
    """The bound that follows from looking at each unit and each area by itself."""
    people = question.area_people
    total = float(people.sum())
    if not len(people):
        return 0.0
    if measure == "share":
        value = share_of(instant_share(question, most), float(question.people.sum()))
    elif measure == "containment":
        value = share_of(float(most.sum()), total)
    elif measure == "kept_whole":
        value = share_of(float(people[could_be(question, most, kept_whole_share())].sum()), total)
    else:
        unsplit = could_be(question, most, least_at_home(question.footprints))
        return float(len(people) - np.count_nonzero(unsplit))
    return _share(value)


def _without_program(question: Question, measure: CeilingMeasure) -> CeilingStatus | None:
    """How it stands where no program is needed: nothing is possible, or nothing to be proven."""
    if not question.possible:
        return "impossible"
    if not len(question.area_people):
        return "proved"
    # With a single footprint, or areas that fit whole, the instant bound is reached.
    return "proved" if measure != "share" and all_fit_whole(question) else None


def _proved(
    question: Question, measure: CeilingMeasure, most: Floats, instant: float, seconds: float
) -> tuple[float, CeilingStatus]:
    """The better of the instant bound and that of the program, and how far it was proven."""
    proof = PROGRAMS[measure](question, most, seconds)
    if proof is None:
        return instant, "instant"
    if not proof.possible:
        return instant, "impossible"
    status: CeilingStatus = "proved" if proof.closed else "time limit"
    if not math.isfinite(proof.bound):
        return instant, status
    if measure == "splits":
        fewest = math.ceil(len(question.area_people) - proof.bound - TOLERANCE * len(most))
        return max(instant, float(fewest)), status
    people = question.people if measure == "share" else question.area_people
    return min(instant, _share(share_of(proof.bound, float(people.sum())) + TOLERANCE)), status


def _share(value: float) -> float:
    """A share with a hair added, for the last digits of sums; at most 1."""
    return min(value * (1 + TOLERANCE / 1000), 1.0)
