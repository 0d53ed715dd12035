"""Finish: every unit that is in no footprint joins one; what is assigned stays."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from icp_footprints.errors import ProblemError
from icp_footprints.geography.place import Place
from icp_footprints.partition.out_of_band import agreed_sizes
from icp_footprints.partition.verbs.change import Change, change_of, edited_by
from icp_footprints.partition.verbs.kept import links, locked_ids, pinned_rows, sized_by_agreement
from icp_footprints.partition.verbs.question import Answer, Question, ask
from icp_footprints.partition.verbs.reach import Reach, Rows, joined, reach
from icp_footprints.partition.verbs.settings import SearchSettings
from icp_footprints.partition.verbs.standing import standing_of
from icp_footprints.plan.plan import UNASSIGNED, Footprint, Plan
from icp_footprints.progress import Progress
from icp_footprints.wording import count_words, people_words

NOTHING_TO_FINISH = "Nothing to finish: every unit is in a footprint."


def finish(
    place: Place,
    plan: Plan,
    settings: SearchSettings | None = None,
    footprints: int | None = None,
    *,
    progress: Progress | None = None,
    keep_best: bool = False,
) -> Change:
    """Assign the units that are in no footprint; all others stay where they are.

    They join the footprints beside them or, where they are enough for the band, make new ones:
    first those of the plan that hold no unit yet, unless they are locked.
    Units with no open footprint beside them make new ones whatever their people, and the notes
    say so: after this every unit is in a footprint.

    Parameters
    ----------
    place, plan
        What to finish.
    settings
        How to search.
    footprints
        How many there should be in the end; left out, the search chooses.
    progress, keep_best
        As in `generate`.

    Raises
    ------
    PlanError
        When the settings lock or pin what is not there.
    ProblemError
        When a setting makes no sense, no unit is in a footprint yet, or the number asked for
        cannot be had.
    Cancelled
        When the user asked to stop.
    """
    settings, progress = settings or SearchSettings(), progress or Progress()
    score = standing_of(place, plan, settings).score
    closed = locked_ids(plan, settings)
    pinned_rows(place, settings)  # an unknown unit is an error even where nothing is to be done
    if not len(plan.unassigned_rows):
        return change_of("finish", place, (plan, plan), (score, score), NOTHING_TO_FINISH)
    sized = sized_by_agreement(place, plan)
    found = reach(links(place, plan, settings), plan, plan.unassigned_rows, closed, sized)
    work = _Work(place, plan, settings, footprints, found)
    notes: tuple[str, ...] = ()
    for piece in found.beyond:
        work, note = _make_new(work, piece, progress)
        notes += (note,)
    within, added = joined(found.within), work.to_add
    was_stopped = False
    if len(within):
        question = Question(place, work.plan, settings, within, found.closed, added=added)
        answer = ask(question, progress, keep_best)
        work, was_stopped = work.taking(answer), answer.was_stopped
        notes += answer.notes
    elif added and added[0]:
        raise ProblemError(*_too_few(work))
    assignment, held = _into_empty(plan, work.plan, closed)
    after = edited_by("finish", plan, assignment, held, settings)
    standing = standing_of(place, after, settings, agreed_sizes(place, plan))
    return change_of(
        "finish",
        place,
        (plan, after),
        (score, standing.score),
        NOTHING_TO_FINISH,
        notes=(*notes, *standing.words),
        was_stopped=was_stopped,
    )


def _into_empty(
    plan: Plan, made: Plan, closed: frozenset[str]
) -> tuple[NDArray[np.int16], tuple[Footprint, ...]]:
    """The assignment and footprints with new ones put into those that were without units."""
    known, held = len(plan.footprints), set(plan.assignment.tolist())
    empty = [
        number
        for number, footprint in enumerate(plan.footprints)
        if number not in held and footprint.id not in closed
    ]
    new = len(made.footprints) - known
    used = empty[:new]
    numbers = np.array([*range(known), *used, *range(known, known + new - len(used))], np.int16)
    return numbers[made.assignment], made.footprints[: known + new - len(used)]


@dataclass(frozen=True, eq=False)
class _Work:
    """How far the plan has come, and how many footprints it should have in the end."""

    place: Place
    plan: Plan
    settings: SearchSettings
    footprints: int | None
    found: Reach

    @property
    def held(self) -> int:
        """How many footprints hold any unit."""
        return len(set(self.plan.assignment.tolist()) - {UNASSIGNED})

    @property
    def to_add(self) -> tuple[int, int] | None:
        """How many footprints are still to be added; None where the search may choose."""
        if self.footprints is None:
            return None
        missing = self.footprints - self.held
        return missing, missing

    def taking(self, answer: Answer) -> _Work:
        """The work with what a search found."""
        plan = replace(self.plan, assignment=answer.assignment, footprints=answer.footprints)
        return replace(self, plan=plan)


def _make_new(work: _Work, piece: Rows, progress: Progress) -> tuple[_Work, str]:
    """Make new footprints of a piece with no open footprint beside it."""
    place, plan = work.place, work.plan
    fewest, most = _numbers(work, piece)
    question = Question(
        place, plan, work.settings, piece, frozenset(each.id for each in plan.footprints),
        added=(fewest, most),
    )  # fmt: skip
    after = work.taking(ask(question, progress, keep_best=False))
    people = float(place.ledger(plan.band.ledger).people[piece].sum())
    made = after.held - work.held
    return after, (
        f"No footprint that may gain units is beside the {count_words(len(piece), 'unit')} round "
        f"{place.units.names[piece[0]]} ({people_words(people)}): "
        f"{'they make' if len(piece) > 1 else 'it makes'} {count_words(made, 'new footprint')}."
    )


def _numbers(work: _Work, piece: Rows) -> tuple[int, int]:
    """The fewest and most footprints to make of a piece."""
    band = work.plan.band
    people = float(work.place.ledger(band.ledger).people[piece].sum())
    counts = band.footprint_counts(people)
    fewest, most = (counts[0], counts[-1]) if counts else (1, max(1, math.ceil(people / band.high)))
    if not counts:
        fewest = max(1, most - 1)
    if work.to_add is None:
        return min(fewest, len(piece)), min(most, len(piece))
    # Each of the other pieces needs one too; the last one takes all that are still to be added.
    others = [each for each in work.found.beyond if work.plan.assignment[each[0]] == UNASSIGNED]
    room = work.to_add[0] - (len(others) - 1)
    if room < 1:
        raise ProblemError(*_too_few(work))
    if len(others) == 1 and not work.found.within:
        return room, room
    return min(fewest, room, len(piece)), min(most, room, len(piece))


def _too_few(work: _Work) -> tuple[str, str]:
    """Why the number of footprints asked for cannot be had."""
    needed = len(work.found.beyond) + len(
        np.unique(work.plan.assignment[work.plan.assignment != UNASSIGNED])
    )
    return (
        f"{count_words(work.footprints or 0, 'footprint')} cannot be had by assigning the rest.",
        f"Ask for {needed:,} or more, or leave the number out.",
    )
