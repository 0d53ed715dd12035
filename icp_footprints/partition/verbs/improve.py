"""Improve: a better score with the same footprints, and nothing worse."""

from __future__ import annotations

from dataclasses import replace

from icp_footprints.geography.place import Place
from icp_footprints.measures.scorecard import scorecard
from icp_footprints.partition.out_of_band import agreed_sizes
from icp_footprints.partition.verbs.change import Change, change_of, edited_by
from icp_footprints.partition.verbs.kept import agreed_note, sized_by_agreement
from icp_footprints.partition.verbs.question import Answer, Question, ask, open_targets
from icp_footprints.partition.verbs.settings import SearchSettings
from icp_footprints.partition.verbs.standing import Standing, standing_of
from icp_footprints.plan.plan import Plan
from icp_footprints.plan.target import Target
from icp_footprints.progress import Progress
from icp_footprints.wording import count_words

NOTHING_BETTER = "Nothing changes: no better plan was found."
# Less than this is dust of floating point.
LEAST_GAIN = 1e-9


def improve(
    place: Place,
    plan: Plan,
    settings: SearchSettings | None = None,
    *,
    progress: Progress | None = None,
    keep_best: bool = False,
) -> Change:
    """Look for a better score with the same number of footprints, their ids and names.

    The score is never lower than before, no more people are outside the bands, no target comes
    further from being met, and no footprint is in more parts. Units in no footprint stay so, and
    footprints that are out of band by agreement stay as they are.

    Parameters
    ----------
    place, plan
        What to improve.
    settings
        How to search.
    progress, keep_best
        As in `generate`.

    Raises
    ------
    PlanError
        When the settings lock or pin what is not there.
    ProblemError
        When a setting makes no sense.
    Cancelled
        When the user asked to stop.
    """
    settings, progress = settings or SearchSettings(), progress or Progress()
    before = standing_of(place, plan, settings, agreed_sizes(place, plan))
    targets = _no_worse(place, plan)
    sized = sized_by_agreement(place, plan)
    question = Question(place, plan, settings, closed=sized, targets=targets)
    answer = ask(question, progress, keep_best)
    after, standing = _taken(question, before, answer)
    if after is plan and before.misfits and not answer.was_stopped:
        # Coming nearer the band cost score: then footprints in band improve by themselves.
        misfits = frozenset(each.footprint_id for each in before.misfits)
        answer = ask(replace(question, closed=sized | misfits), progress, keep_best)
        after, standing = _taken(question, before, answer)
    return change_of(
        "improve",
        place,
        (plan, after),
        (before.score, standing.score),
        NOTHING_BETTER,
        notes=(
            *agreed_note(plan, sized, "the band"),
            *unassigned_note(plan),
            *standing.words,
            *answer.notes,
        ),
        was_stopped=answer.was_stopped,
    )


def unassigned_note(plan: Plan) -> tuple[str, ...]:
    """That units in no footprint stay so, if there are any."""
    count = len(plan.unassigned_rows)
    if not count:
        return ()
    stay = "is in no footprint and stays so" if count == 1 else "are in no footprint and stay so"
    return (f"{count_words(count, 'unit')} {stay}: 'finish' assigns the rest.",)


def _no_worse(place: Place, plan: Plan) -> tuple[Target, ...]:
    """The targets of the plan as it meets them today, so that none is missed by more."""
    targets = open_targets(plan)
    if not targets:
        return ()
    reached = {each.target.name: each.value for each in scorecard(place, plan).targets}
    guards: list[Target] = []
    for target in targets:
        value = reached[target.name]
        if value is None:
            guards.append(target)
            continue
        better_of = max if target.is_count else min
        threshold = better_of(target.threshold, value)
        guards.append(replace(target, threshold=threshold, strength="required"))
    return tuple(guards)


def _taken(question: Question, before: Standing, answer: Answer) -> tuple[Plan, Standing]:
    """The plan of an answer, or the one before where that is no worse, and how it stands."""
    place, plan, settings = question.place, question.plan, question.settings
    after = edited_by("improve", plan, answer.assignment, plan.footprints, settings)
    standing = standing_of(place, after, settings, agreed_sizes(place, plan))
    is_better = standing.score > before.score + LEAST_GAIN or (
        standing.score >= before.score and standing.rank < before.rank
    )
    is_worse = standing.rank[0] > before.rank[0] or not _are_met(place, after, question.targets)
    return (after, standing) if is_better and not is_worse else (plan, before)


def _are_met(place: Place, plan: Plan, targets: tuple[Target, ...] | None) -> bool:
    if not targets:
        return True
    results = scorecard(place, replace(plan, targets=targets)).targets
    return all(result.met for result in results)
