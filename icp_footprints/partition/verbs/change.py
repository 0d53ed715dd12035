"""A change to a plan, to be looked at before it is taken."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from icp_footprints.geography.place import Place
from icp_footprints.partition.verbs.settings import SearchSettings
from icp_footprints.plan.difference import PlanDifference, difference
from icp_footprints.plan.plan import UNASSIGNED, Footprint, Plan
from icp_footprints.wording import count_words, people_words


@dataclass(frozen=True)
class Move:
    """Units that go from one footprint to another; None stands for no footprint."""

    from_id: str | None
    to_id: str | None
    units: int
    people: float


@dataclass(frozen=True, eq=False)
class Change:
    """What a verb would make of a plan. Nothing is changed until `after` is taken.

    Parameters
    ----------
    verb
        What was asked for, such as ``repair``.
    before, after
        The plan as it is and as it would be; the same plan where nothing would change.
    difference
        What differs between them.
    people_moved
        People in units that go from one footprint to another, on the ledger of the plan's band.
    people_assigned
        People in units that were in no footprint and join one.
    ledger
        The ledger that counts them.
    moves
        Units that go from one footprint to another, most people first.
    scores
        The objective J before and after.
    words
        The change in a sentence.
    notes
        What the planner should know: what could not be met or mended, and why.
    was_stopped
        Whether the user stopped the search.
    """

    verb: str
    before: Plan
    after: Plan
    difference: PlanDifference
    people_moved: float
    people_assigned: float
    ledger: str
    moves: tuple[Move, ...]
    scores: tuple[float, float]
    words: str
    notes: tuple[str, ...] = ()
    was_stopped: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether the verb would leave the plan as it is."""
        return self.after is self.before


def edited_by(
    verb: str,
    plan: Plan,
    assignment: NDArray[np.int16],
    footprints: tuple[Footprint, ...],
    settings: SearchSettings,
) -> Plan:
    """The plan with another assignment, and in its origin the verb, seed and settings.

    The plan itself where nothing changes.
    """
    if footprints == plan.footprints and np.array_equal(assignment, plan.assignment):
        return plan
    edited = plan.edited(assignment.astype(np.int16), footprints)
    traced = (*plan.origin.settings, ("then", f"{verb}, {_settings_words(settings)}"))
    return replace(edited, origin=replace(edited.origin, settings=traced))


def _settings_words(settings: SearchSettings) -> str:
    said = {
        "seed": str(settings.seed),
        "searches": str(settings.starts),
        "effort": "" if settings.effort == 1 else f"{settings.effort:g}",
        "weights": ", ".join(f"{name}={x:g}" for name, x in sorted(settings.weights.items())),
        "locked": ", ".join(sorted(settings.locked)),
        "pinned": ", ".join(sorted(settings.pinned)),
    }
    return "; ".join(f"{name} {words}" for name, words in said.items() if words)


def change_of(
    verb: str,
    place: Place,
    plans: tuple[Plan, Plan],
    scores: tuple[float, float],
    none_words: str,
    *,
    notes: tuple[str, ...] = (),
    was_stopped: bool = False,
) -> Change:
    """The change from one plan to another.

    Parameters
    ----------
    verb, place
        What was asked for, and where.
    plans, scores
        The plan before and after, and what each scores.
    none_words
        What to say where they are the same.
    notes, was_stopped
        As in `Change`.
    """
    before, after = plans
    people = place.ledger(before.band.ledger).people
    found = difference(before, after)
    left = before.assignment[found.rows] != UNASSIGNED
    moved, assigned = found.rows[left], found.rows[~left]
    people_moved, people_assigned = float(people[moved].sum()), float(people[assigned].sum())
    sentences = [
        f"{count_words(len(rows), 'unit')} ({people_words(count)}) {does}"
        for rows, count, does in (
            (moved, people_moved, "to another footprint"),
            (assigned, people_assigned, "from none into a footprint"),
        )
        if len(rows)
    ]
    return Change(
        verb,
        before,
        after,
        found,
        people_moved,
        people_assigned,
        before.band.ledger,
        _moves(before, after, found.rows, people),
        scores,
        f"{' and '.join(sentences)}." if sentences else none_words,
        notes,
        was_stopped,
    )


def _moves(
    before: Plan, after: Plan, rows: NDArray[np.intp], people: NDArray[np.float64]
) -> tuple[Move, ...]:
    units: dict[tuple[str | None, str | None], int] = defaultdict(int)
    counts: dict[tuple[str | None, str | None], float] = defaultdict(float)
    for row in rows.tolist():
        pair = (_id_at(before, row), _id_at(after, row))
        units[pair] += 1
        counts[pair] += float(people[row])
    moves = [Move(*pair, units[pair], counts[pair]) for pair in units]
    return tuple(sorted(moves, key=lambda m: (-m.people, m.from_id or "", m.to_id or "")))


def _id_at(plan: Plan, row: int) -> str | None:
    number = int(plan.assignment[row])
    return None if number == UNASSIGNED else plan.footprints[number].id
