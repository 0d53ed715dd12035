"""Targets that no plan can meet, in words."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

from icp_footprints.errors import ProblemError
from icp_footprints.measures.target_result import goal_words, named_goal
from icp_footprints.partition.feasibility.finding import Finding, numbers_words
from icp_footprints.partition.feasibility.targets import ImpossibleTarget
from icp_footprints.partition.problem import Problem
from icp_footprints.plan.target import Target

Impossible = dict[int, tuple[ImpossibleTarget, ...]]


def target_findings(problem: Problem, counts: Sequence[int], targets: Impossible) -> list[Finding]:
    """What to know of targets that cannot be met with some or all numbers of footprints."""
    findings: list[Finding] = []
    for target in problem.targets:
        limits = _of(target, targets)
        if not limits:
            continue
        left = [each for each in counts if each not in limits]
        is_needed = target.strength == "required" and not left
        findings.append(
            Finding(
                "target",
                "impossible" if is_needed else "advice",
                f"{goal_words(target)} {_why(target, limits)}",
                _remedy(target, limits, left),
                layer=target.layer,
                target=target.name,
            )
        )
    return findings


def numbers_left(counts: Sequence[int], targets: Impossible) -> list[int]:
    """The numbers of footprints with which no required target is impossible.

    Raises
    ------
    ProblemError
        When there are none, naming the targets and their ceilings.
    """
    barred = {
        count: [each for each in limits if each.target.strength == "required"]
        for count, limits in targets.items()
    }
    left = [each for each in counts if not barred.get(each)]
    if left or not counts:
        return left
    found = dict.fromkeys(limit.target for limits in barred.values() for limit in limits)
    why = {target: _why(target, _of(target, targets)) for target in found}
    raise ProblemError(
        " ".join(f"{goal_words(target)} {words}" for target, words in why.items()),
        "Lower the target, make it wanted, or choose another band or number of footprints.",
        typed=" ".join(f"{named_goal(target)} {words}" for target, words in why.items()),
    )


def _of(target: Target, targets: Impossible) -> dict[int, ImpossibleTarget]:
    """The limits of one target by number of footprints."""
    return {
        count: limit for count, limits in targets.items() for limit in limits
        if limit.target == target
    }  # fmt: skip


def _why(target: Target, limits: dict[int, ImpossibleTarget]) -> str:
    """That it cannot be met, with which numbers, and the ceiling that comes nearest to it."""
    best = (min if target.is_count else max)(limits.values(), key=lambda limit: limit.best)
    if len(limits) == 1:
        return best.why
    return (
        f"cannot be met by any plan of {numbers_words(limits)} footprints: "
        f"{best.limit}, with {best.footprints} ({best.ledger}; {best.how})."
    )


def _remedy(target: Target, limits: dict[int, ImpossibleTarget], left: list[int]) -> str:
    if left:
        return f"It is not ruled out with {numbers_words(left)}."
    if target.strength == "wanted":
        return "It is wanted, not required: plans come as near to it as they can."
    best = (min if target.is_count else max)(limits.values(), key=lambda limit: limit.best)
    # Rounded down: what a ceiling rounds up to may be out of reach by a hair.
    limit = f"{best.best:,.0f}" if target.is_count else f"{floor(best.best * 1000) / 10:.1f} %"
    way = "Raise it to" if target.is_count else "Lower it to"
    return f"{way} {limit} or {'more' if target.is_count else 'less'}, or make it wanted."
