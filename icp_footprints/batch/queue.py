"""The places still to be planned, and those to be tried again because a worker was lost."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator

from icp_footprints.batch.job import Job
from icp_footprints.batch.runner import RETRIES


class Queue:
    """Jobs in their order; each is made only one before it is taken.

    Parameters
    ----------
    jobs
        The jobs, made as they are asked for.
    """

    def __init__(self, jobs: Iterator[Job]) -> None:
        self._jobs = jobs
        self._next = next(jobs, None)
        self._again: deque[Job] = deque()
        self._losses: Counter[str] = Counter()

    @property
    def is_empty(self) -> bool:
        """Whether no job waits."""
        return self._next is None and not self._again

    def take(self) -> Job:
        """The next job.

        Raises
        ------
        IndexError
            When there is none.
        """
        if self._next is None:
            return self._again.popleft()
        job, self._next = self._next, next(self._jobs, None)
        return job

    def give_back(self, job: Job) -> bool:
        """Have a job tried again after a loss; False when it has been lost too often."""
        self._losses[job.row.code] += 1
        if self._losses[job.row.code] > RETRIES:
            return False
        self._again.append(job)
        return True
