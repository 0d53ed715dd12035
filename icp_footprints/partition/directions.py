"""The directions in which alternatives are looked for, by what the place has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from icp_footprints.partition.alternative import open_plan
from icp_footprints.partition.problem import Problem

# How much a direction counts what it is for, and everything else.
MORE, LESS = 3.0, 0.3
COMPACT = 6.0
BALANCED_SHARE = 0.05
STAYING = 3.0

Direction = tuple[str, Callable[[Problem], Problem]]


def directions_of(problem: Problem) -> list[Direction]:
    """What to look for, by what the place has."""
    registrations = [layer.name for layer in problem.place.layers if layer.kind == "registration"]
    communities = [layer.name for layer in problem.place.layers if layer.kind != "registration"]
    found: list[Direction] = [("best by the usual score", lambda problem: problem)]
    if registrations:
        found.append(("PCN first", lambda problem: _leaning(problem, registrations)))
    if communities:
        found.append(("community first", lambda problem: _leaning(problem, communities)))
    found.append(
        ("compact", lambda problem: replace(problem, compactness=problem.compactness * COMPACT))
    )
    found.append(("balanced", _balanced))
    if open_plan(problem) is not None:
        found.append(("fewest changes from today", _staying))
    return found


def _leaning(problem: Problem, names: Sequence[str]) -> Problem:
    """The problem with more weight on some layers, and less on the others."""
    weights = {
        key: weight * (MORE if key.partition(".")[0] in names else LESS)
        for key, weight in problem.weights.items()
    }
    for layer in problem.place.layers:
        weights.setdefault(layer.name, MORE if layer.name in names else LESS)
    return replace(problem, weights=weights)


def _balanced(problem: Problem) -> Problem:
    """The problem with a band as narrow as even footprints allow."""
    total = problem.place.ledger(problem.band.ledger).total
    asked = problem.footprints
    count = asked if isinstance(asked, int) else max(1, round(total / problem.band.middle))
    low = max(problem.band.low, int(total / count * (1 - BALANCED_SHARE)))
    high = min(problem.band.high, int(total / count * (1 + BALANCED_SHARE)) + 1)
    return (
        problem if low > high else replace(problem, band=replace(problem.band, low=low, high=high))
    )


def _staying(problem: Problem) -> Problem:
    """The problem of improving the open plan with as few people moved as are worth it."""
    return replace(problem, start="improve", footprints=None, stay_weight=STAYING)
