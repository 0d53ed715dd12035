"""Times of pieces of work, printed as ratios against a plain reference in the same run."""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable, Iterable

RUNS = 5
REAL_DATA = os.environ.get("ICP_FOOTPRINTS_REAL_DATA", "")


def seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """Median time of a piece of work, after one run that is not counted."""
    work()
    times: list[float] = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def line(what: str, ours: float, plain: float, against: str) -> str:
    ratio = (
        f"{plain / ours:,.1f} x as fast as"
        if plain > ours
        else f"{ours / plain:,.1f} x the time of"
    )
    return f"{what:<34} {ours * 1000:>10,.2f} ms   {ratio} {against} ({plain * 1000:,.2f} ms)"


def show(lines: Iterable[str]) -> None:
    for each in lines:
        sys.stdout.write(f"{each}\n")
        sys.stdout.flush()
