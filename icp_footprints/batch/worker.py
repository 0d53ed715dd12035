"""A process that plans one place after another for the process that started it."""

from __future__ import annotations

import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icp_footprints.batch.runner import Work

READY = "ready"


def serve(connection: Connection, prepare: Callable[[], None], work: Work) -> None:
    """Answer every job with its outcome, until the other side closes the connection.

    Parameters
    ----------
    connection
        Says `READY` once, then takes jobs and gives outcomes.
    prepare
        What is done before the first job is taken.
    work
        What is done with a job.
    """
    # Ctrl+C reaches every process of a terminal: the one that started this one decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    prepare()
    try:
        connection.send(READY)
        while True:
            connection.send(work(connection.recv()))
    except (EOFError, ConnectionError):
        return
