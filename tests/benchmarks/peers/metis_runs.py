"""METIS by pymetis: balanced cuts in connected parts, drawn again and again until time is up."""

# pyright: reportMissingImports=false

from __future__ import annotations

import numpy as np
import pymetis
from numpy.typing import NDArray

from tests.benchmarks.peers.race import Stopwatch
from tests.benchmarks.peers.redraws import redraws
from tests.benchmarks.peers.yardstick import Task


def metis(watch: Stopwatch, seed: int) -> None:
    """Draw after draw, its parts connected by its own option."""
    watch.start()
    for draw in redraws(watch.task, seed):
        if watch.is_over:
            return
        _, found = pymetis.part_graph(
            watch.task.footprints,
            pymetis.CSRAdjacency(draw.start, draw.neighbours),
            vweights=draw.people,
            eweights=draw.costs,
            options=pymetis.Options(
                contig=1, seed=draw.seed, ufactor=max(1, int(1000 * draw.imbalance))
            ),
        )
        watch.offer(draw.answered(found))


def start_of(task: Task) -> NDArray[np.int64]:
    """METIS as anyone would first call it: people and neighbours, everything else its default."""
    start, neighbours, _ = task.csr(np.ones(len(task.pairs)))
    _, found = pymetis.part_graph(
        task.footprints,
        pymetis.CSRAdjacency(start, neighbours),
        vweights=task.people.astype(np.int64).tolist(),
    )
    return np.asarray(found, dtype=np.int64)
