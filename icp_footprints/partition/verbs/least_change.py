"""Least change: meet the bands and the required targets while moving the fewest people."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from icp_footprints.errors import ProblemError
from icp_footprints.geography.place import Place
from icp_footprints.partition.out_of_band import agreed_sizes
from icp_footprints.partition.verbs.change import Change, change_of, edited_by
from icp_footprints.partition.verbs.fewest import fewest_moved
from icp_footprints.partition.verbs.improve import unassigned_note
from icp_footprints.partition.verbs.kept import (
    agreed_note,
    locked_ids,
    pinned_rows,
    sized_by_agreement,
)
from icp_footprints.partition.verbs.question import Answer, Question, ask, open_targets
from icp_footprints.partition.verbs.settings import SearchSettings
from icp_footprints.partition.verbs.standing import Standing, standing_of
from icp_footprints.plan.actions.set_bands import set_bands
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import UNASSIGNED, Plan
from icp_footprints.plan.target import Target
from icp_footprints.progress import Progress

NOTHING_TO_CHANGE = "Nothing changes: every band and required target is met already."
NOTHING_BETTER = "Nothing changes: no plan that comes nearer was found."
PROVED = "No plan that does as well moves fewer people: this is proved."
NOT_PROVED = "A plan that moves fewer people may be there: this is the best that was found."
# In the terms the search's temperatures are in, what all people staying counts; and as a part of
# one person staying, what the score counts: enough to tell equal plans apart, never a person.
STAY_WEIGHT, SCORE_WEIGHT = 1.0, 0.1


def least_change(
    place: Place,
    plan: Plan,
    settings: SearchSettings | None = None,
    targets: tuple[Target, ...] | None = None,
    bands: tuple[Band, ...] | None = None,
    *,
    progress: Progress | None = None,
    keep_best: bool = False,
) -> Change:
    """Meet the bands and the required targets while moving as few people as possible.

    The score only decides between plans that move as many; wanted targets count for nothing.
    Units in no footprint stay so, and footprints that are out of band by agreement stay as they
    are. In a small place the fewest people are proved; the notes say whether they are.

    Parameters
    ----------
    place, plan
        What to change.
    settings
        How to search.
    targets, bands
        What to meet, and what the plan asks for from then on; left out, the plan's own.
    progress, keep_best
        As in `generate`.

    Raises
    ------
    PlanError
        When the settings lock or pin what is not there.
    ProblemError
        When a setting makes no sense, or no unit is in a footprint yet.
    Cancelled
        When the user asked to stop.
    """
    settings, progress = settings or SearchSettings(), progress or Progress()
    _check(place, plan, settings)
    asked = _asking(plan, targets, bands)
    before = standing_of(place, asked, settings, agreed_sizes(place, asked))
    sized = sized_by_agreement(place, asked)
    notes = (*agreed_note(asked, sized, "the band"), *unassigned_note(asked))
    if not before.misfits and not before.missed:
        scores = (before.score, before.score)
        words = NOTHING_TO_CHANGE
        return change_of("least-change", place, (plan, asked), scores, words, notes=notes)
    question = Question(
        place,
        asked,
        settings,
        closed=sized,
        targets=tuple(each for each in open_targets(asked) if each.strength == "required"),
        weights=_tie_weights(place, asked, settings),
        compactness=settings.compactness * _tie_weight(place, asked),
        stay_weight=STAY_WEIGHT,
    )
    answer = ask(question, progress, keep_best)
    best, is_proved = _best(question, answer, progress)
    standing = best.standing
    return change_of(
        "least-change",
        place,
        (plan, best.plan),
        (before.score, standing.score),
        NOTHING_BETTER,
        notes=(*notes, *standing.words, PROVED if is_proved else NOT_PROVED, *answer.notes),
        was_stopped=answer.was_stopped,
    )


def _check(place: Place, plan: Plan, settings: SearchSettings) -> None:
    """Refuse to lock or pin what is not there, and a plan in which nothing can change."""
    locked_ids(plan, settings)
    pinned_rows(place, settings)
    if not (plan.assignment != UNASSIGNED).any():
        raise ProblemError(
            "No unit is in a footprint yet, so there is nothing to change and nothing is met.",
            "Make footprints with 'generate' first; or assign some units by hand, and the rest "
            "with 'finish'.",
        )


def _asking(plan: Plan, targets: tuple[Target, ...] | None, bands: tuple[Band, ...] | None) -> Plan:
    """The plan with the targets and bands to meet; itself where it has them."""
    wanted_targets = plan.targets if targets is None else targets
    wanted_bands = bands or plan.bands
    if (wanted_targets, wanted_bands) == (plan.targets, plan.bands):
        return plan
    return replace(set_bands(plan, wanted_bands), targets=wanted_targets)


def _tie_weight(place: Place, plan: Plan) -> float:
    return SCORE_WEIGHT * STAY_WEIGHT / max(place.ledger(plan.band.ledger).total, 1.0)


def _tie_weights(place: Place, plan: Plan, settings: SearchSettings) -> dict[str, float]:
    """The weights of the score, so small that they only tell plans apart that move as many."""
    weights = {layer.name: 1.0 for layer in place.layers} | dict(settings.weights)
    return {name: weight * _tie_weight(place, plan) for name, weight in weights.items()}


@dataclass(frozen=True, eq=False)
class _Candidate:
    """A plan that may be the answer.

    Best is what is nearest to bands and targets, then what moves fewest people, then fewest units,
    then what scores most.
    """

    plan: Plan
    standing: Standing
    people_moved: float
    units_moved: int

    @property
    def rank(self) -> tuple[float, float, float, int, float]:
        people = round(self.people_moved, 3)
        return *self.standing.rank, people, self.units_moved, -self.standing.score


def _candidate(question: Question, assignment: NDArray[np.int16]) -> _Candidate:
    place, plan, settings = question.place, question.plan, question.settings
    after = edited_by("least-change", plan, assignment, plan.footprints, settings)
    moved = plan.assignment != assignment
    people = float(place.ledger(plan.band.ledger).people[moved].sum())
    standing = standing_of(place, after, settings, agreed_sizes(place, plan))
    return _Candidate(after, standing, people, int(moved.sum()))


def _best(question: Question, answer: Answer, progress: Progress) -> tuple[_Candidate, bool]:
    """The best of the plan as it is and what is found; whether it is proved to be the best."""
    searched = _candidate(question, _without_needless(question, answer.assignment))
    found = [_candidate(question, question.plan.assignment), searched]
    fewest = None
    if not answer.was_stopped:
        is_in_band = not searched.standing.misfits
        fewest = fewest_moved(question, searched.plan.assignment, is_in_band, progress)
        if fewest is not None:
            found.append(_candidate(question, fewest.assignment))
    best = min(found, key=lambda each: each.rank)
    if fewest is None:
        return best, False
    # A person is the least that counts: less is left to HiGHS.
    as_near = best.standing.outside <= fewest.outside + 0.5 and not best.standing.missed
    return best, as_near and best.people_moved <= fewest.people_moved + 0.5


def _without_needless(question: Question, assignment: NDArray[np.int16]) -> NDArray[np.int16]:
    """The assignment with units where nobody lives back where they were, if that does no harm.

    To the search it is all the same where they are.
    """
    plan, place = question.plan, question.place
    people = place.ledger(plan.band.ledger).people
    idle = np.flatnonzero((assignment != plan.assignment) & (people == 0))
    kept = assignment
    for row in idle.tolist():
        tried = kept.copy()
        tried[row] = plan.assignment[row]
        now, then = _candidate(question, kept), _candidate(question, tried)
        if then.rank < now.rank and _parts(place, tried) <= _parts(place, kept):
            kept = tried
    return kept


def _parts(place: Place, assignment: NDArray[np.int16]) -> int:
    return len(np.unique(place.adjacency.parts(assignment)))
