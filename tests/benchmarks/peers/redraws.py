"""What a graph partitioner is given, again and again: never twice the same question.

A partitioner knows no J. It is given people as weights, the band's upper end as its imbalance
(tighter ones in turn, for it knows no lower end), and as the cost of a cut in turn each pair alike,
the shared boundary, and the boundary times how alike the two units' areas are. On small graphs
another seed alone soon brings no plan that was not there before. So after the first turn the units
come in a new order each time, and likeness counts more or less: its best of many draws is then far
better than its best of many seeds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tests.benchmarks.peers.yardstick import Task

TIGHTNESS = (1.0, 0.5, 0.2)
# Likeness of 1 makes a boundary cost this many times as much as likeness of 0; drawn between.
LIKENESS_PULL = 20.0
LEAST_PULL, MOST_PULL = 2.0, 200.0


class Draw(NamedTuple):
    """One question: a graph as partitioners take it, the units in an order of their own."""

    order: NDArray[np.int64]
    people: list[int]
    start: list[int]
    neighbours: list[int]
    costs: list[int]
    imbalance: float
    seed: int

    def answered(self, parts: Sequence[int]) -> NDArray[np.int64]:
        """The parts found, in the order of the task's units."""
        assignment = np.empty(len(parts), dtype=np.int64)
        assignment[self.order] = parts
        return assignment


def redraws(task: Task, seed: int) -> Iterator[Draw]:
    """Question after question; the first turn as the task comes."""
    rng = np.random.default_rng(seed)
    people, likeness = task.people.astype(np.int64), task.likeness()
    n = len(people)
    order, pull = np.arange(n), LIKENESS_PULL
    for turn in count():
        costs = (
            np.ones(len(task.pairs)),
            task.border_m,
            task.border_m * (1 + pull * likeness),
        )
        for tightness, cost in product(TIGHTNESS, costs):
            start, neighbours, whole = task.csr(cost, np.argsort(order))
            yield Draw(
                order,
                people[order].tolist(),
                start,
                neighbours,
                whole,
                task.above * tightness,
                seed * 1_000_003 + turn,
            )
            if turn:
                order = rng.permutation(n)
        order = rng.permutation(n)
        pull = float(np.exp(rng.uniform(np.log(LEAST_PULL), np.log(MOST_PULL))))
