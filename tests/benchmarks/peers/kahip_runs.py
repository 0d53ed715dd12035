"""KaHIP: balanced cuts by KaFFPa, drawn again and again until the time is up.

Its parts need not be connected, and those that are not do not count.
"""

# pyright: reportMissingImports=false

from __future__ import annotations

import kahip

from tests.benchmarks.peers.race import Stopwatch
from tests.benchmarks.peers.redraws import redraws


def eco(watch: Stopwatch, seed: int) -> None:
    """Its preset between fast and strong."""
    _run(watch, seed, kahip.ECO)


def strong(watch: Stopwatch, seed: int) -> None:
    """Its best and slowest preset."""
    _run(watch, seed, kahip.STRONG)


def _run(watch: Stopwatch, seed: int, mode: int) -> None:
    watch.start()
    for draw in redraws(watch.task, seed):
        if watch.is_over:
            return
        _, found = kahip.kaffpa(
            draw.people,
            draw.start,
            draw.costs,
            draw.neighbours,
            watch.task.footprints,
            draw.imbalance,
            True,
            draw.seed,
            mode,
        )
        watch.offer(draw.answered(found))
