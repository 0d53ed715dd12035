"""Repair: footprints that are in several parts become one again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from icp_footprints.geography.place import Place
from icp_footprints.partition.out_of_band import agreed_sizes
from icp_footprints.partition.verbs.change import Change, change_of, edited_by
from icp_footprints.partition.verbs.kept import (
    agreed_note,
    in_parts_by_agreement,
    links,
    locked_ids,
    pinned_rows,
    sized_by_agreement,
)
from icp_footprints.partition.verbs.question import Answer, Question, ask
from icp_footprints.partition.verbs.reach import Rows, joined, reach
from icp_footprints.partition.verbs.settings import SearchSettings
from icp_footprints.partition.verbs.standing import standing_of
from icp_footprints.plan.contiguity import footprint_parts
from icp_footprints.plan.plan import Plan
from icp_footprints.progress import Progress
from icp_footprints.wording import count_words, people_words

NOTHING_TO_REPAIR = "Nothing to repair: every footprint is in one part."
NOTHING_REPAIRED = "Nothing changes: no part that lies apart can join another footprint."


@dataclass(frozen=True, eq=False)
class StrayPart:
    """A part of a footprint, by number, apart from the one with most people."""

    number: int
    rows: Rows


def repair(
    place: Place,
    plan: Plan,
    settings: SearchSettings | None = None,
    *,
    progress: Progress | None = None,
    keep_best: bool = False,
) -> Change:
    """Give stray parts to the footprints beside them, at the least cost to bands and score.

    All parts of a footprint but the one with most people are stray; nothing else changes. Locked
    footprints, pinned units and footprints with an agreed exception from contiguity stay as they
    are, and so do stray parts with no open footprint beside them: the notes name them.

    Parameters
    ----------
    place, plan
        What to repair.
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
    strays = stray_parts(place, plan)
    locked = locked_ids(plan, settings)
    agreed = in_parts_by_agreement(plan) & {plan.footprints[each.number].id for each in strays}
    loose, notes = _loose(place, plan, settings, strays, locked | agreed)
    notes = (*agreed_note(plan, agreed, "being in one part"), *notes)
    free = joined(each.rows for each in loose)
    sized = sized_by_agreement(place, plan)
    found = reach(links(place, plan, settings), plan, free, locked | agreed, sized)
    beyond = joined(found.beyond)
    notes += tuple(
        _stays(place, plan, each, "no footprint that may gain units is beside")
        for each in loose
        if np.isin(each.rows, beyond).any()
    )
    before = standing_of(place, plan, settings)
    if not found.within:
        words = NOTHING_REPAIRED if strays else NOTHING_TO_REPAIR
        return change_of(
            "repair", place, (plan, plan), (before.score, before.score), words, notes=notes
        )
    question = Question(place, plan, settings, joined(found.within), found.closed)
    answer = ask(question, progress, keep_best)
    return _change(place, plan, settings, before.score, answer, notes)


def stray_parts(place: Place, plan: Plan) -> list[StrayPart]:
    """Every part of a footprint but the one with most people, and of those most units."""
    people = place.ledger(plan.band.ledger).people
    return [
        StrayPart(number, rows)
        for number, parts in enumerate(footprint_parts(place.adjacency, plan, people))
        for rows in parts[1:]
    ]


def _loose(
    place: Place,
    plan: Plan,
    settings: SearchSettings,
    strays: list[StrayPart],
    closed: frozenset[str],
) -> tuple[list[StrayPart], tuple[str, ...]]:
    """The stray parts that may change footprint, and of the others why not."""
    pinned = pinned_rows(place, settings)
    loose: list[StrayPart] = []
    notes: list[str] = []
    for each in strays:
        footprint = plan.footprints[each.number]
        if footprint.id in closed:
            if footprint.id not in in_parts_by_agreement(plan):
                notes.append(_stays(place, plan, each, f"{footprint.name} is locked round"))
        elif pinned[each.rows].any():
            notes.append(_stays(place, plan, each, "a unit is pinned among"))
        else:
            loose.append(each)
    return loose, tuple(notes)


def _stays(place: Place, plan: Plan, stray: StrayPart, why: str) -> str:
    """That a stray part stays one, and why."""
    people = float(place.ledger(plan.band.ledger).people[stray.rows].sum())
    one = len(stray.rows) == 1
    return (
        f"{count_words(len(stray.rows), 'unit')} round {place.units.names[stray.rows[0]]} "
        f"({people_words(people)}) {'stays' if one else 'stay'} apart from the rest of "
        f"{plan.footprints[stray.number].name}: {why} {'it' if one else 'them'}."
    )


def _change(
    place: Place,
    plan: Plan,
    settings: SearchSettings,
    score: float,
    answer: Answer,
    notes: tuple[str, ...],
) -> Change:
    after = edited_by("repair", plan, answer.assignment, plan.footprints, settings)
    standing = standing_of(place, after, settings, agreed_sizes(place, plan))
    return change_of(
        "repair",
        place,
        (plan, after),
        (score, standing.score),
        NOTHING_REPAIRED,
        notes=(*notes, *standing.words, *answer.notes),
        was_stopped=answer.was_stopped,
    )
