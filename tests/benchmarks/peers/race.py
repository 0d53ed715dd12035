"""A race against the clock: one peer, its own processes, and what it had reached when.

Each peer runs in processes of its own, one for each core that our generator may use, every one
with another seed; the best of all counts. Its clock starts only when it has been imported and set
up. A peer that does not stop by itself is ended a little after its time.
"""

from __future__ import annotations

import importlib
import multiprocessing
import multiprocessing.connection
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tests.benchmarks.peers.yardstick import Task

SETUP_SECONDS = 90.0
GRACE_SECONDS = 1.0


class Point(NamedTuple):
    """A plan with all footprints in band, and when the peer had found it."""

    seconds: float
    score: float
    assignment: NDArray[np.int64]


@dataclass(frozen=True)
class Trace:
    """What a peer reached within its time, over all its processes, and why plans did not count."""

    seconds: float
    points: tuple[Point, ...]
    refused: str = ""

    @property
    def best(self) -> Point | None:
        """The best plan, the earliest of equals."""
        return max(self.points, key=lambda point: (point.score, -point.seconds), default=None)


@dataclass(eq=False)
class Stopwatch:
    """What a peer reports to: its time, and the plans it finds."""

    task: Task
    budget: float
    tell: Callable[[Point | str], None]
    best: float = -np.inf
    refused: set[str] = field(default_factory=set[str])
    _started: float = field(default_factory=time.perf_counter)

    def start(self) -> None:
        """Start the clock, when all is set up."""
        self._started = time.perf_counter()

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return time.perf_counter() - self._started

    @property
    def is_over(self) -> bool:
        """Whether the time is up."""
        return self.elapsed >= self.budget

    def offer(self, assignment: NDArray[np.int64]) -> None:
        """Hand in a plan; it counts if it came in time, is in band and better than before."""
        seconds = self.elapsed
        why = "too late" if seconds > self.budget else self.task.misfit(assignment)
        if why:
            if why not in self.refused:
                self.refused.add(why)
                self.tell(why)
            return
        score = self.task.score(assignment)
        if score > self.best:
            self.best = score
            self.tell(Point(seconds, score, assignment.copy()))


def race(method: str, task: Task, budget: float, seeds: range) -> Trace:
    """Run ``module:function`` once for each seed at the same time; all that they found."""
    context = multiprocessing.get_context("spawn")
    ears: list[Connection] = []
    runners: list[BaseProcess] = []
    for seed in seeds:
        ear, mouth = context.Pipe(duplex=False)
        runner = context.Process(target=_run, args=(mouth, method, task, budget, seed), daemon=True)
        runner.start()
        mouth.close()
        ears.append(ear)
        runners.append(runner)
    points, troubles = _listen(ears, time.monotonic() + SETUP_SECONDS, budget)
    for runner in runners:
        runner.terminate()
        runner.join()
    return Trace(budget, tuple(points), "; ".join(sorted(troubles)))


def _listen(ears: list[Connection], deadline: float, budget: float) -> tuple[list[Point], set[str]]:
    points: list[Point] = []
    troubles: set[str] = set()
    deadlines = dict.fromkeys(ears, deadline)
    while deadlines:
        wait = max(0.0, min(deadlines.values()) - time.monotonic())
        for ear in multiprocessing.connection.wait(list(deadlines), timeout=wait):
            assert isinstance(ear, Connection)
            try:
                said = ear.recv()
            except EOFError:
                del deadlines[ear]
                continue
            if said == "started":
                deadlines[ear] = time.monotonic() + budget + GRACE_SECONDS
            elif isinstance(said, Point):
                points.append(said)
            else:
                troubles.add(str(said))
        for ear in [ear for ear, end in deadlines.items() if end <= time.monotonic()]:
            del deadlines[ear]
    return points, troubles


def _run(mouth: Connection, method: str, task: Task, budget: float, seed: int) -> None:
    """In the peer's own process."""
    module, _, function = method.partition(":")

    class Watch(Stopwatch):
        def start(self) -> None:
            mouth.send("started")
            super().start()

    watch = Watch(task, budget, mouth.send)
    # Compiled before the clock starts.
    task.score(np.zeros(len(task.people), dtype=np.int64))
    try:
        getattr(importlib.import_module(module), function)(watch, seed)
    except Exception as error:  # noqa: BLE001 - whatever a peer dies of belongs in the table
        mouth.send(f"{type(error).__name__}: {error}"[:200])
    finally:
        mouth.close()
