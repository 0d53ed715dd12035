"""Our own generator in the same race: what it reaches, in what time, and how soon it gets there."""

from __future__ import annotations

import statistics
import time
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from icp_footprints.partition.generate import Result, generate
from icp_footprints.partition.problem import Problem
from tests.benchmarks.peers.yardstick import Task, check_yardstick

RUNS = 3
# Searching times tried for a result without a trace: each this much longer than the last.
FIRST_SECONDS, LONGER = 0.01, 1.6
# J's own dust.
DUST = 1e-9


class Ours(NamedTuple):
    """What `generate` reached: medians over the seeds, and the plan of the median score."""

    seconds: float
    score: float
    assignment: NDArray[np.int64]
    all_fit: bool
    results: tuple[Result, ...]


def warm_up(problem: Problem) -> None:
    """Have the kernel compiled, or loaded, before any clock starts."""
    generate(replace(problem, seconds=0.05))


def ours(problem: Problem, task: Task, runs: int = RUNS) -> Ours:
    """A default `generate`, once for each of a few seeds."""
    times: list[float] = []
    results: list[Result] = []
    for seed in range(1, runs + 1):
        start = time.perf_counter()
        results.append(generate(replace(problem, seed=seed)))
        times.append(time.perf_counter() - start)
    plans = [result.plan.assignment.astype(np.int64) for result in results]
    for plan in plans:
        check_yardstick(problem, task, plan)
    by_score = sorted(range(runs), key=lambda run: results[run].score)
    middle = by_score[(runs - 1) // 2]
    return Ours(
        statistics.median(times),
        results[middle].score,
        plans[middle],
        all(task.fits(plan) for plan in plans),
        tuple(results),
    )


def seconds_to(problem: Problem, task: Task, score: float, found: Ours) -> float | None:
    """Median seconds until our best plan so far, in band, is as good as a score; None for never."""
    times = [
        _traced(result, score)
        if hasattr(result, "trace")
        else _searched(replace(problem, seed=seed), task, score, found.seconds)
        for seed, result in enumerate(found.results, start=1)
    ]
    reached = sorted(np.inf if each is None else each for each in times)
    middle = reached[len(reached) // 2]
    return None if np.isinf(middle) else float(middle)


def _traced(result: Result, score: float) -> float | None:
    """From a result that kept (seconds, best score so far) as it went."""
    trace: list[tuple[float, float]] = [(point[0], point[1]) for point in getattr(result, "trace")]  # noqa: B009
    return next((seconds for seconds, reached in trace if reached >= score - DUST), None)


def _searched(problem: Problem, task: Task, score: float, longest: float) -> float | None:
    """By searching for longer and longer, each time from the beginning; the wall time of one."""
    budget = FIRST_SECONDS
    while budget < longest:
        took = _if_reached(replace(problem, seconds=budget), task, score)
        if took is not None:
            return took
        budget *= LONGER
    return _if_reached(problem, task, score)


def _if_reached(problem: Problem, task: Task, score: float) -> float | None:
    start = time.perf_counter()
    result = generate(problem)
    took = time.perf_counter() - start
    plan = result.plan.assignment.astype(np.int64)
    return took if result.score >= score - DUST and task.fits(plan) else None
