"""Where places are planned: here, in processes of this computer, or on a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Protocol, Self

from icp_footprints.batch.job import Job, Outcome, plan_one
from icp_footprints.progress import Progress

# A lost worker may have been the place's doing (memory) or an accident: so often it is tried again.
RETRIES = 2
Work = Callable[[Job], Outcome]


class Runner(Protocol):
    """Plans places; what it plans them with is ready from entering to leaving its context."""

    def __enter__(self) -> Self:
        """Make ready: begin to start workers, or reach the cluster."""
        ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Let go of every worker at once, whatever it is doing."""
        ...

    def outcomes(self, jobs: Iterator[Job]) -> Iterator[Outcome]:
        """What becomes of each place, in the order in which they are done.

        A job is asked for only when it can be begun soon, so that few are held at once.
        """
        ...


class InThisProcess:
    """Plans one place after another, here."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def __enter__(self) -> Self:
        """Nothing is to be made ready."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Nothing is held."""

    def outcomes(self, jobs: Iterator[Job]) -> Iterator[Outcome]:
        """What becomes of each place, in the order of the jobs."""
        for job in jobs:
            yield plan_one(job)
            self._progress.check_cancelled()


def lost(job: Job) -> Outcome:
    """The outcome of a place that lost a worker every time it was tried."""
    words = (
        f"The worker that planned this place was lost {RETRIES + 1} times; there may not be "
        "enough memory."
    )
    return Outcome(job.row.failed(words))
