"""Work that goes wrong on purpose; processes import it by name."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icp_footprints.batch.job import Job, Outcome

MARK = "UNLUCKY_MARK"
# Of the places of `many_places`, which a process need not import to know them.
ALWAYS, ONCE = "E07000002", "E07000004"


def _die() -> None:
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


def nothing_first() -> None:
    """Nothing is to be compiled for work that plans nothing."""


def only_the_row(job: Job) -> Outcome:
    from icp_footprints.batch.job import Outcome

    return Outcome(job.row)


def die_at_some(job: Job) -> Outcome:
    """Kills its process at one place every time, and at another the first time only."""
    if job.row.code == ALWAYS:
        _die()
    mark = Path(os.environ[MARK])
    if job.row.code == ONCE and not mark.exists():
        mark.touch()
        _die()
    return only_the_row(job)


class EndsOnArrival:
    """Ends the process that it is sent to, before it can take any job."""

    def __reduce__(self):
        return os._exit, (3,)

    def __call__(self) -> None:
        """Never reached."""
