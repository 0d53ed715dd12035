"""Alternatives: a few plans of one place that are good and truly different, to choose from."""

from __future__ import annotations

from dataclasses import dataclass, replace

from icp_footprints.errors import ProblemError
from icp_footprints.partition.alternative import Alternative, alternative_of
from icp_footprints.partition.directions import directions_of
from icp_footprints.partition.generate import generate
from icp_footprints.partition.problem import Problem
from icp_footprints.partition.worth_choosing import worth_choosing
from icp_footprints.progress import Part, Progress

FEWEST, MOST = 3, 6


@dataclass(frozen=True, eq=False)
class Alternatives:
    """The plans to choose from, the best by the usual score first, and what was left out.

    Parameters
    ----------
    found
        Three to six plans; fewer, or none, where there are no more that differ.
    notes
        Why a direction gave no plan of its own, a sentence each.
    """

    found: tuple[Alternative, ...]
    notes: tuple[str, ...]


def check_most(most: int) -> None:
    """Refuse more alternatives than one can choose between, or fewer than make a choice.

    Raises
    ------
    ProblemError
        When `most` is not 3 to 6.
    """
    if not FEWEST <= most <= MOST:
        raise ProblemError(
            f"There can be no {most} alternatives.", f"Ask for {FEWEST} to {MOST} of them."
        )


def alternatives(
    problem: Problem, most: int = MOST, progress: Progress | None = None
) -> Alternatives:
    """Generate plans in several directions, and keep those that are worth choosing between.

    Each direction is searched for with the same band, targets, locks and seed; none of the plans
    kept is as good as or worse than another in everything, and every two differ. Nor is one kept
    that is today's plan again, or as good as or worse than that in everything.

    Parameters
    ----------
    problem
        What to generate; its base, where it has one, is what people moved are counted from.
    most
        How many to return, 3 to 6.
    progress
        Told how far it is; asked whether to stop.

    Raises
    ------
    ProblemError
        When no plan can answer the problem, or `most` is not 3 to 6.
    Cancelled
        When the user asked to stop.
    """
    check_most(most)
    progress = progress or Progress()
    directions = directions_of(problem)
    made: list[Alternative] = []
    notes: list[str] = []
    asked = problem
    for step, (name, turned) in enumerate(directions):
        try:
            begins, ends = step / len(directions), (step + 1) / len(directions)
            result = generate(turned(asked), Part(progress, begins, ends, name))
        except ProblemError as error:
            if not made:
                raise
            notes.append(f"'{name}' gave no plan: {error}")
            continue
        made.append(alternative_of(problem, name, result))
        if problem.start == "empty":
            # All have as many footprints as the best has, so that they can be compared.
            asked = replace(problem, footprints=len(made[0].plan.footprints))
    found, left_out = worth_choosing(problem, made)
    return Alternatives(found[:most], (*notes, *left_out))
