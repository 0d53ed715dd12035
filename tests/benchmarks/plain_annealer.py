"""The generator's moves in plain Python: what the compiled kernel is timed against."""

from __future__ import annotations

import math
import random

from tests.benchmarks.peers.yardstick import Task


class PlainAnnealer:
    """Single-unit moves with the objective worked out from the footprints and areas they touch."""

    def __init__(self, task: Task, assignment: list[int], seed: int) -> None:
        self.random = random.Random(seed)
        self.people = task.people.tolist()
        count, n, members = task.footprints, len(self.people), task.members
        self.beside: list[list[tuple[int, float]]] = [[] for _ in range(n)]
        for (a, b), worth in zip(task.pairs.tolist(), task.border_worth.tolist(), strict=True):
            self.beside[a].append((b, worth))
            self.beside[b].append((a, worth))
        start = members.start.tolist()
        areas, counts = members.areas.tolist(), members.people.tolist()
        self.areas = [
            list(zip(areas[start[u] : start[u + 1]], counts[start[u] : start[u + 1]], strict=True))
            for u in range(n)
        ]
        self.layers = members.layer_start.tolist()
        self.share_worth = members.share_worth.tolist()
        self.containment_worth = members.containment_worth.tolist()
        self.low, self.high = task.low, task.high
        self.plan = assignment
        self.total = [0.0] * count
        self.units = [0] * count
        self.overlap = [[0.0] * self.layers[-1] for _ in range(count)]
        for u, f in enumerate(assignment):
            self.total[f] += self.people[u]
            self.units[f] += 1
            for j, x in self.areas[u]:
                self.overlap[f][j] += x

    def propose(self, temperature: float, band_worth: float) -> None:
        """Try one move, and make it where chance and contiguity allow."""
        u = self.random.randrange(len(self.plan))
        if not self.beside[u]:
            return
        a, b = self.plan[u], self.plan[self.random.choice(self.beside[u])[0]]
        if a == b or self.units[a] == 1:
            return
        before = self._local(u, a, b) - band_worth * (self._excess(a) + self._excess(b))
        self._move(u, a, b)
        worth = self._local(u, a, b) - band_worth * (self._excess(a) + self._excess(b)) - before
        is_refused = worth < 0 and self.random.random() >= math.exp(worth / temperature)
        if is_refused or not self._is_connected(u, a):
            self._move(u, b, a)

    def _excess(self, f: int) -> float:
        return max(self.low - self.total[f], self.total[f] - self.high, 0.0)

    def _local(self, u: int, a: int, b: int) -> float:
        """The part of the objective that a move of unit u between a and b can change."""
        worth = -sum(metres for v, metres in self.beside[u] if self.plan[v] != self.plan[u])
        for j, _ in self.areas[u]:
            worth += self.containment_worth[j] * max(row[j] for row in self.overlap)
        for layer, share in enumerate(self.share_worth):
            if share:
                first, last = self.layers[layer], self.layers[layer + 1]
                worth += share * (
                    max(self.overlap[a][first:last]) + max(self.overlap[b][first:last])
                )
        return worth

    def _move(self, u: int, a: int, b: int) -> None:
        self.plan[u] = b
        for f, sign in ((a, -1), (b, 1)):
            self.total[f] += sign * self.people[u]
            self.units[f] += sign
            for j, x in self.areas[u]:
                self.overlap[f][j] += sign * x

    def _is_connected(self, u: int, f: int) -> bool:
        """Whether the neighbours of u that are in f are joined within it."""
        wanted = {v for v, _ in self.beside[u] if self.plan[v] == f}
        if not wanted:
            return False
        met, queue = {next(iter(wanted))}, [next(iter(wanted))]
        while queue and not wanted <= met:
            for v, _ in self.beside[queue.pop()]:
                if self.plan[v] == f and v not in met:
                    met.add(v)
                    queue.append(v)
        return wanted <= met
