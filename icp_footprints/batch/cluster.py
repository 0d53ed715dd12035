"""Places planned by the workers of a Dask cluster."""

from __future__ import annotations

import logging
import re
import time
import warnings
from collections.abc import Iterator
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any, Self

from icp_footprints import __version__
from icp_footprints.batch.job import Job, Outcome, plan_one, program_version
from icp_footprints.batch.queue import Queue
from icp_footprints.batch.runner import Work, lost
from icp_footprints.errors import InputError
from icp_footprints.wording import one_line, shortlist

ADDRESS = re.compile(r"(?:tcp|tls)://[^\s/]+:\d{1,5}")
KEPT = "What is planned is kept: run the same command again to go on."
SECONDS_TO_CONNECT = 15.0
# Workers may be on their way, or started anew after a fault.
SECONDS_WITHOUT_WORKERS = 60.0
SECONDS_BETWEEN_LOOKS = 2.0
SECONDS_TO_FETCH = 60.0
# Each of them has a level of its own.
LOGGERS = ("distributed", "distributed.client", "tornado", "tornado.application")
# A worker is to have its next place at hand when it has done one.
JOBS_PER_THREAD = 2


class Cluster:
    """Plans places on the workers of a Dask cluster that is already there.

    Dask itself gives the place of a lost worker to another one, three times by its own settings.

    Parameters
    ----------
    address
        That of its scheduler, such as ``tcp://planning-server:8786``.
    work
        What workers do with a job; a function that they can import by name.
    patience
        For how many seconds there may be no worker at all.
    """

    def __init__(
        self, address: str, work: Work = plan_one, patience: float = SECONDS_WITHOUT_WORKERS
    ) -> None:
        if not ADDRESS.fullmatch(address):
            raise InputError(
                f"'{address}' is not the address of a scheduler.",
                "Write it as tcp://HOST:PORT, such as tcp://planning-server:8786.",
            )
        self._address, self._work, self._patience = address, work, patience
        # Of `distributed`, which need not be installed.
        self._client: Any = None

    def __enter__(self) -> Self:
        """Reach the scheduler.

        Raises
        ------
        InputError
            When `distributed` is not installed, nothing answers there, or a worker has no such
            program as this one.
        """
        try:
            import distributed
        except ImportError as error:
            raise InputError(
                "A cluster needs the package 'distributed', which is not installed.",
                "Install it with: pip install 'icp-footprints[cluster]'.",
            ) from error
        # What they log of lost workers is told in the rows of their places instead.
        for name in LOGGERS:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        try:
            self._client = distributed.Client(
                self._address, timeout=SECONDS_TO_CONNECT, set_as_default=False
            )
        except (OSError, ValueError) as error:
            raise InputError(
                f"No Dask scheduler answers at {self._address}.",
                "Check the address, and that 'dask scheduler' runs there.",
            ) from error
        try:
            self._check_versions()
        except BaseException:
            self._client.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Leave the cluster, which then drops what it has not begun."""
        self._client.close()

    def outcomes(self, jobs: Iterator[Job]) -> Iterator[Outcome]:
        """What becomes of each place, in the order in which they are done.

        Raises
        ------
        InputError
            When the scheduler is gone, or there are no workers for too long.
        """
        queue = Queue(jobs)
        # A future that nobody holds is one that the cluster drops.
        running: dict[Any, Job] = {}
        ended: SimpleQueue[Any] = SimpleQueue()
        while not queue.is_empty or running:
            room = JOBS_PER_THREAD * max(1, self._threads())
            while len(running) < room and not queue.is_empty:
                job = queue.take()
                future = self._submit(job)
                running[future] = job
                future.add_done_callback(ended.put)
            future = self._next(ended)
            outcome = self._outcome(future, running.pop(future), queue)
            if outcome is not None:
                yield outcome

    def _submit(self, job: Job) -> Any:
        with warnings.catch_warnings():
            # A large place is one large message: that is meant.
            warnings.filterwarnings("ignore", message="Sending large graph")
            return self._client.submit(self._work, job, pure=False)

    def _next(self, ended: SimpleQueue[Any]) -> Any:
        """The next future that has ended; waits for one, but not without workers for ever."""
        seen_workers = time.monotonic()
        while True:
            try:
                return ended.get(timeout=SECONDS_BETWEEN_LOOKS)
            except Empty:
                if self._threads():
                    seen_workers = time.monotonic()
            without = time.monotonic() - seen_workers
            if without >= self._patience:
                raise InputError(
                    f"The cluster at {self._address} has had no workers for {without:.0f} s.",
                    f"Start some. {KEPT}",
                )

    def _outcome(self, future: Any, job: Job, queue: Queue) -> Outcome | None:
        """What became of a place; None where it is to be tried again."""
        from distributed import KilledWorker

        try:
            return future.result(timeout=SECONDS_TO_FETCH)
        except KilledWorker:
            return lost(job)
        except Exception as error:  # noqa: BLE001 - whatever workers send must not stop the others
            if future.status in ("cancelled", "lost", "finished", "pending"):
                self._check_connected()
                # Its worker was lost after it had planned the place, or somebody cancelled it.
                return None if queue.give_back(job) else lost(job)
            words = one_line(f"A fault on the cluster ({type(error).__name__}: {error}).")
            return Outcome(job.row.failed(words))

    def _threads(self) -> int:
        """How many places the cluster can plan at once now."""
        self._check_connected()
        try:
            return sum(self._client.nthreads().values())
        except OSError:
            self._check_connected()
            return 0

    def _check_connected(self) -> None:
        if self._client.status != "running":
            raise InputError(f"The connection to the scheduler at {self._address} was lost.", KEPT)

    def _check_versions(self) -> None:
        """Refuse workers that would plan otherwise, or cannot plan at all."""
        found = self._client.run(program_version, on_error="return")
        unlike = sorted(address for address, said in found.items() if said != __version__)
        if unlike:
            raise InputError(
                f"Workers lack icp-footprints {__version__}: {shortlist(unlike, 3)}.",
                "Install the same version on each of them.",
            )
