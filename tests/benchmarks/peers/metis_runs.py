"""METIS by pymetis: balanced cuts, drawn again and again until the time is up.

METIS knows no J. It is given people as weights, the band's upper end as its imbalance (tighter
ones in turn, for it knows no lower end), connected parts, and as the cost of a cut in turn each
pair alike, the shared boundary, and the boundary times how alike the two units' areas are.
"""

# pyright: reportMissingImports=false

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, product

import numpy as np
import pymetis
from numpy.typing import NDArray

from tests.benchmarks.peers.race import Stopwatch
from tests.benchmarks.peers.yardstick import Task

TIGHTNESS = (1.0, 0.5, 0.2)
# Likeness of 1 makes a boundary cost this many times as much as likeness of 0.
LIKENESS_PULL = 20.0


def edge_costs(task: Task) -> dict[str, NDArray[np.float64]]:
    """What cutting each pair costs, in whole numbers, by name."""
    return {
        "each pair alike": np.ones(len(task.pairs)),
        "shared boundary": task.border_m,
        "boundary x likeness": task.border_m * (1 + LIKENESS_PULL * task.likeness()),
    }


def metis(watch: Stopwatch, seed: int) -> None:
    """Every cost and tightness with one seed after another."""
    graphs = [watch.task.csr(cost) for cost in edge_costs(watch.task).values()]
    people = watch.task.people.astype(np.int64).tolist()
    watch.start()
    for draw, tightness, graph in _turns(graphs, seed):
        if watch.is_over:
            return
        watch.offer(part(watch.task, graph, people, draw, tightness))


def part(
    task: Task,
    graph: tuple[list[int], list[int], list[int]],
    people: list[int],
    seed: int,
    tightness: float = 1.0,
) -> NDArray[np.int64]:
    """One partition by METIS."""
    start, neighbours, costs = graph
    _, found = pymetis.part_graph(
        task.footprints,
        pymetis.CSRAdjacency(start, neighbours),
        vweights=people,
        eweights=costs,
        options=pymetis.Options(
            contig=1, seed=seed, ufactor=max(1, int(1000 * task.above * tightness))
        ),
    )
    return np.asarray(found, dtype=np.int64)


def start_of(task: Task) -> NDArray[np.int64]:
    """METIS as anyone would first call it: people and neighbours, everything else its default."""
    start, neighbours, _ = task.csr(np.ones(len(task.pairs)))
    _, found = pymetis.part_graph(
        task.footprints,
        pymetis.CSRAdjacency(start, neighbours),
        vweights=task.people.astype(np.int64).tolist(),
    )
    return np.asarray(found, dtype=np.int64)


def _turns(
    graphs: list[tuple[list[int], list[int], list[int]]], seed: int
) -> Iterator[tuple[int, float, tuple[list[int], list[int], list[int]]]]:
    for turn in count():
        for tightness, graph in product(TIGHTNESS, graphs):
            yield seed * 1_000_003 + turn, tightness, graph
