"""Rebalance: a few footprints exchange units until they are in band."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from icp_footprints.errors import ProblemError
from icp_footprints.geography.place import Place
from icp_footprints.partition.out_of_band import agreed_sizes
from icp_footprints.partition.verbs.change import Change, change_of, edited_by
from icp_footprints.partition.verbs.kept import links, locked_ids, names_of, sized_by_agreement
from icp_footprints.partition.verbs.question import Question, ask
from icp_footprints.partition.verbs.settings import SearchSettings
from icp_footprints.partition.verbs.standing import Standing, standing_of
from icp_footprints.plan.plan import Plan
from icp_footprints.progress import Progress
from icp_footprints.wording import shortlist

NOTHING_BETTER = "Nothing changes: no better balance was found."


def rebalance(
    place: Place,
    plan: Plan,
    footprint_ids: Sequence[str],
    settings: SearchSettings | None = None,
    *,
    progress: Progress | None = None,
    keep_best: bool = False,
) -> Change:
    """Have the named footprints exchange units among themselves: into band first, then to score.

    All other footprints gain and lose nothing. Footprints never end in more parts than before.

    Parameters
    ----------
    place, plan
        What to change.
    footprint_ids
        Two or more that border each other, directly or through each other.
    settings
        How to search.
    progress, keep_best
        As in `generate`.

    Raises
    ------
    PlanError
        When there is no such footprint, or the settings lock or pin what is not there.
    ProblemError
        When they are too few, locked, without units, out of band by agreement or apart from each
        other, or a setting makes no sense.
    Cancelled
        When the user asked to stop.
    """
    settings, progress = settings or SearchSettings(), progress or Progress()
    named = frozenset(footprint_ids)
    _check(place, plan, named, settings)
    others = frozenset(each.id for each in plan.footprints) - named
    agreed = agreed_sizes(place, plan)
    before = standing_of(place, plan, settings, agreed)
    answer = ask(Question(place, plan, settings, closed=others), progress, keep_best)
    after = edited_by("rebalance", plan, answer.assignment, plan.footprints, settings)
    standing = standing_of(place, after, settings, agreed)
    if (*standing.rank, -standing.score) >= (*before.rank, -before.score):
        after, standing = plan, before
    return change_of(
        "rebalance",
        place,
        (plan, after),
        (before.score, standing.score),
        NOTHING_BETTER,
        notes=(*_left_words(standing, named), *answer.notes),
        was_stopped=answer.was_stopped,
    )


def _left_words(standing: Standing, named: frozenset[str]) -> tuple[str, ...]:
    """Which of the named footprints are still outside the band."""
    left = tuple(each for each in standing.misfits if each.footprint_id in named)
    return Standing(standing.score, left, (), 0.0).words


def _check(place: Place, plan: Plan, named: frozenset[str], settings: SearchSettings) -> None:
    """Refuse footprints that cannot exchange anything."""
    numbers = {plan.number(footprint_id) for footprint_id in sorted(named)}
    if len(numbers) < 2:
        raise ProblemError(
            "Two or more footprints are needed to exchange units.", "Name those to rebalance."
        )
    locked = named & locked_ids(plan, settings)
    if locked:
        verb = "is" if len(locked) == 1 else "are"
        raise ProblemError(
            f"{names_of(plan, locked)} {verb} locked and cannot be rebalanced.",
            "Unlock it or leave it out." if len(locked) == 1 else "Unlock them or leave them out.",
        )
    agreed = named & sized_by_agreement(place, plan)
    if agreed:
        raise ProblemError(
            f"{names_of(plan, agreed)}: partners have agreed to a size outside the band.",
            "Remove the exception to rebalance, or leave the footprint out.",
        )
    held = set(plan.assignment.tolist())
    empty = [plan.footprints[number].name for number in sorted(numbers) if number not in held]
    if empty:
        raise ProblemError(
            f"{shortlist(empty)} holds no units, so nothing can be exchanged with it.",
            "Give it a unit first, or leave it out.",
        )
    _check_border(place, plan, sorted(numbers), settings)


def _check_border(place: Place, plan: Plan, numbers: list[int], settings: SearchSettings) -> None:
    """Refuse footprints that no chain of borders among them ties together."""
    matrix = links(place, plan, settings)
    first = plan.assignment[np.repeat(np.arange(len(plan.assignment)), np.diff(matrix.indptr))]
    second = plan.assignment[matrix.indices]
    both = np.isin(first, numbers) & np.isin(second, numbers)
    size = len(plan.footprints)
    pairs = (first[both].astype(np.int64), second[both].astype(np.int64))
    labels = connected_components(
        coo_array((np.ones(int(both.sum())), pairs), shape=(size, size)), directed=False
    )[1]
    apart = [plan.footprints[n].name for n in numbers if labels[n] != labels[numbers[0]]]
    if apart:
        raise ProblemError(
            f"{shortlist(apart)} {'does' if len(apart) == 1 else 'do'} not border "
            f"{plan.footprints[numbers[0]].name}, directly or through the others named.",
            "Name the footprints between them too.",
        )
