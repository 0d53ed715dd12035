"""Places planned by several processes of this computer.

Every process has a connection of its own, so that it is known which place a lost one was at: the
pools of the standard library fail every place that waits when one process dies.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Self

from icp_footprints.batch.job import Job, Outcome, get_ready, plan_one
from icp_footprints.batch.queue import Queue
from icp_footprints.batch.runner import RETRIES, Work, lost
from icp_footprints.batch.worker import serve
from icp_footprints.errors import InputError

# Starting anew costs the same everywhere, and is safe in a program that has threads.
PROCESSES = multiprocessing.get_context("spawn")


@dataclass(eq=False)
class Lane:
    """One process, and the job it is at."""

    process: SpawnProcess
    connection: Connection
    is_ready: bool = False
    job: Job | None = None

    def give(self, job: Job) -> None:
        """Send the process a job."""
        self.job = job
        # Where it has died meanwhile, the connection says so when it is listened to.
        with contextlib.suppress(ConnectionError):
            self.connection.send(job)

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self.process.kill()
        self.process.join()
        self.connection.close()


class Pool:
    """Plans places in processes, one place at a time in each.

    Parameters
    ----------
    processes
        How many.
    prepare, work
        What they do first, and what with a job; functions that can be imported by name.
    """

    def __init__(
        self,
        processes: int,
        prepare: Callable[[], None] = get_ready,
        work: Work = plan_one,
    ) -> None:
        self._processes, self._prepare, self._work = processes, prepare, work
        self._lanes: list[Lane] = []
        self._failed_starts = 0

    def __enter__(self) -> Self:
        """Start the first process, which compiles the search for all while files are read."""
        self._lanes.append(self._start())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End every process, whatever it is doing."""
        for lane in self._lanes:
            lane.end()
        self._lanes.clear()

    def outcomes(self, jobs: Iterator[Job]) -> Iterator[Outcome]:
        """What becomes of each place, in the order in which they are done.

        Raises
        ------
        InputError
            When processes cannot be started.
        """
        queue = Queue(jobs)
        while not queue.is_empty or any(lane.job for lane in self._lanes):
            for lane in self._heard():
                outcome = self._listen(lane, queue)
                is_alive = lane in self._lanes
                if is_alive and lane.is_ready and lane.job is None and not queue.is_empty:
                    # Before the outcome is written: a process is not to wait for the disk.
                    lane.give(queue.take())
                if outcome is not None:
                    yield outcome
            self._give_to_idle(queue)

    def _give_to_idle(self, queue: Queue) -> None:
        """Give a job to each lane that was idle when the job before was given back."""
        for lane in self._lanes:
            if lane.is_ready and lane.job is None and not queue.is_empty:
                lane.give(queue.take())

    def _heard(self) -> list[Lane]:
        """The lanes that have something to say, or have died; waits for one."""
        speaking = set(wait([lane.connection for lane in self._lanes]))
        return [lane for lane in self._lanes if lane.connection in speaking]

    def _listen(self, lane: Lane, queue: Queue) -> Outcome | None:
        """What a lane says: an outcome, or that it is ready; its death gives its job back."""
        try:
            said = lane.connection.recv()
        except (EOFError, OSError):
            return self._replace(lane, queue)
        if isinstance(said, Outcome):
            lane.job = None
            return said
        lane.is_ready = True
        self._failed_starts = 0
        while len(self._lanes) < self._processes:
            self._lanes.append(self._start())
        return None

    def _replace(self, lane: Lane, queue: Queue) -> Outcome | None:
        """Start a process instead of one that died; the outcome of a job that is given up."""
        lane.end()
        self._lanes.remove(lane)
        if not lane.is_ready:
            self._failed_starts += 1
            if self._failed_starts > RETRIES:
                raise InputError(
                    "Further processes cannot be started on this computer, or end at once.",
                    "Add --jobs 1 to plan one place after another in this one.",
                )
        self._lanes.append(self._start())
        if lane.job is None or queue.give_back(lane.job):
            return None
        return lost(lane.job)

    def _start(self) -> Lane:
        ours, theirs = PROCESSES.Pipe()
        process = PROCESSES.Process(
            target=serve, args=(theirs, self._prepare, self._work), daemon=True
        )
        with _deaf_to_interrupts():
            process.start()
        # Ours alone is left open, so that it ends when the process does.
        theirs.close()
        return Lane(process, ours)


@contextmanager
def _deaf_to_interrupts() -> Generator[None]:
    """Start processes that ignore Ctrl+C from their first moment, as they inherit it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
