"""A search from a plan that a planner drew: only what is asked about may change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from icp_footprints.geography.place import Place
from icp_footprints.partition.generate import CUT_SHORT, STOPPED, Result, generate
from icp_footprints.partition.problem import Problem
from icp_footprints.partition.verbs.kept import locked_ids, may_cross
from icp_footprints.partition.verbs.settings import SearchSettings
from icp_footprints.plan.plan import UNASSIGNED, Footprint, Plan
from icp_footprints.plan.target import Target
from icp_footprints.progress import Progress

NO_ROWS: NDArray[np.intp] = np.zeros(0, dtype=np.intp)


@dataclass(frozen=True, eq=False)
class Question:
    """What to search for.

    Parameters
    ----------
    place, plan, settings
        What is changed, and how.
    free
        Rows of units to assign; none of the others changes footprint. Where there are none, the
        units of all open footprints may.
    closed
        Ids of footprints that gain and lose nothing, beside those that are locked.
    added
        The fewest and most footprints to add; None lets the search choose.
    targets
        What is to be met; None for the plan's own, those with an agreed exception left out.
    weights, compactness
        What makes the score; None for those of the settings.
    stay_weight
        What the share of people who stay where they are counts.
    """

    place: Place
    plan: Plan
    settings: SearchSettings
    free: NDArray[np.intp] = field(default_factory=lambda: NO_ROWS)
    closed: frozenset[str] = frozenset()
    added: tuple[int, int] | None = (0, 0)
    targets: tuple[Target, ...] | None = None
    weights: Mapping[str, float] | None = None
    compactness: float | None = None
    stay_weight: float = 0.0


@dataclass(frozen=True, eq=False)
class Answer:
    """What a search found: an assignment to these footprints, units left out as they were."""

    assignment: NDArray[np.int16]
    footprints: tuple[Footprint, ...]
    notes: tuple[str, ...]
    was_stopped: bool


def open_targets(plan: Plan) -> tuple[Target, ...]:
    """The targets of a plan that nobody has agreed to depart from."""
    agreed = {each.subject for each in plan.exceptions if each.rule == "target"}
    return tuple(target for target in plan.targets if target.name not in agreed)


def ask(question: Question, progress: Progress, keep_best: bool) -> Answer:
    """Search, as `generate` does.

    Raises
    ------
    ProblemError
        When no plan can answer.
    Cancelled
        When the user asked to stop.
    """
    base, aside = _base(question)
    settings, bands = question.settings, question.plan.bands
    held = len(np.unique(base.assignment[base.assignment != UNASSIGNED]))
    added, targets = question.added, question.targets
    locked = locked_ids(question.plan, settings) | question.closed
    problem = Problem(
        question.place,
        bands[0],
        footprints=None if added is None else (held + added[0], held + added[1]),
        weights=settings.weights if question.weights is None else question.weights,
        seed=settings.seed,
        starts=settings.starts,
        effort=settings.effort,
        compactness=(
            settings.compactness if question.compactness is None else question.compactness
        ),
        further_bands=bands[1:],
        targets=open_targets(question.plan) if targets is None else targets,
        base=base,
        start="fill" if len(question.free) else "improve",
        locked=locked | ({aside} if aside else set()),
        pinned=settings.pinned,
        cross_authorities=may_cross(question.place, question.plan, settings),
        stay_weight=question.stay_weight,
        set_aside=aside or "",
    )
    return _answer(question.plan, generate(problem, progress, keep_best), aside)


def _base(question: Question) -> tuple[Plan, str | None]:
    """The plan to search from, and the id of the footprint that stands in it for none.

    Units in no footprint that are not asked about are put aside into a footprint of their own
    that is locked, or the search would assign them.
    """
    plan = question.plan
    assignment = plan.assignment.copy()
    assignment[question.free] = UNASSIGNED
    aside = assignment == UNASSIGNED
    aside[question.free] = False
    if not aside.any():
        return replace(plan, assignment=assignment), None
    taken = {text for each in plan.footprints for text in (each.id, each.name)}
    name = "aside"
    while name in taken:
        name += "_"
    assignment[aside] = len(plan.footprints)
    footprints = (*plan.footprints, Footprint(name, name))
    return replace(plan, assignment=assignment, footprints=footprints), name


def _answer(plan: Plan, result: Result, aside: str | None) -> Answer:
    """The answer in terms of the plan: what was put aside is in no footprint again."""
    assignment, footprints = result.plan.assignment.copy(), list(result.plan.footprints)
    if aside:
        at = len(plan.footprints)
        assignment[assignment == at] = UNASSIGNED
        assignment[assignment > at] -= 1
        del footprints[at]
    notes = tuple(note for note in result.notes if note in (CUT_SHORT, STOPPED))
    return Answer(assignment, tuple(footprints), notes, result.was_stopped)
