"""KaHIP: balanced cuts by KaFFPa, drawn again and again until the time is up.

Like METIS it knows no J, and is given the same weights; its parts need not be connected, and those
that are not do not count.
"""

# pyright: reportMissingImports=false

from __future__ import annotations

from itertools import count, product

import kahip
import numpy as np

from tests.benchmarks.peers.metis_runs import TIGHTNESS, edge_costs
from tests.benchmarks.peers.race import Stopwatch


def eco(watch: Stopwatch, seed: int) -> None:
    """Its preset between fast and strong."""
    _run(watch, seed, kahip.ECO)


def strong(watch: Stopwatch, seed: int) -> None:
    """Its best and slowest preset."""
    _run(watch, seed, kahip.STRONG)


def _run(watch: Stopwatch, seed: int, mode: int) -> None:
    task = watch.task
    graphs = [task.csr(cost) for cost in edge_costs(task).values()]
    people = task.people.astype(np.int64).tolist()
    watch.start()
    for turn in count():
        for tightness, (start, neighbours, costs) in product(TIGHTNESS, graphs):
            if watch.is_over:
                return
            _, found = kahip.kaffpa(
                people,
                start,
                costs,
                neighbours,
                task.footprints,
                task.above * tightness,
                True,
                seed * 1_000_003 + turn,
                mode,
            )
            watch.offer(np.asarray(found, dtype=np.int64))
