"""Run long work off the user interface thread and answer on it.

The work gets a `Progress` to report to and to ask whether it should stop. What it reports is read
20 times a second at most, so that work which reports ten thousand times costs the window nothing.

Each piece of work has a Python thread of its own, not one of QThreadPool's. Those come back to
Python as a new thread each time while staying the same to the system, and pyproj, which goes by
both, then uses a PROJ context that it has freed: a crash at the second file saved.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Any, Generic, Literal, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from icp_footprints.errors import FootprintsError
from icp_footprints.progress import Cancelled, Progress

T = TypeVar("T")
# How work is shown: in a dialog that takes no other command; as a strip over the map that it can be
# stopped from, perhaps with the best so far; or as no more than a bar in the status line.
Manner = Literal["blocks", "strip", "strip with best", "bar"]
UPDATE_EVERY_MS = 50
WAIT_AT_CLOSE_S = 10.0
UNEXPECTED = (
    "Something went wrong inside this program. Your plan is still open: save it, then try again. "
    "The details are in the log (Help, About)."
)
_log = logging.getLogger(__name__)


class Task(QObject):
    """One piece of long work under way."""

    progressed = Signal(float, str)
    """Fraction done (0 to 1) and a few words."""
    ended = Signal()
    """It is over, whichever way; sent before the answer."""

    def __init__(self, title: str, manner: Manner, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self.manner = manner
        self.is_cancelled = False
        self.progress = Progress(self._remember)
        self._latest: tuple[float, str] = (0.0, "")
        self._shown: tuple[float, str] | None = None

    @property
    def is_blocking(self) -> bool:
        """Whether the window should take no other command meanwhile."""
        return self.manner == "blocks"

    def cancel(self) -> None:
        """Ask the work to stop; it answers `cancelled` when it has."""
        self.is_cancelled = True
        self.progress.cancel()

    def stop_with_best(self) -> None:
        """Ask work that keeps its best to stop; it answers with that, if there is any."""
        self.progress.cancel()

    def _remember(self, fraction: float, text: str) -> None:
        """Called on the working thread: leave the news where the window will look."""
        self._latest = (fraction, text or self._latest[1])

    def show_latest(self) -> None:
        """Pass on what the work last reported."""
        if self._latest != self._shown:
            self._shown = self._latest
            self.progressed.emit(*self._latest)


class _Work(Generic[T]):
    """The work and what came of it."""

    def __init__(
        self, work: Callable[[Progress], T], task: Task, landed: Callable[[_Work[Any]], None]
    ) -> None:
        self.task = task
        self.answer: T | None = None
        self.fault: BaseException | None = None
        self._work = work
        self._landed = landed
        # A program that must end does not wait for ever for work that does not.
        self.thread = threading.Thread(target=self._run, name=task.title or "work", daemon=True)

    def _run(self) -> None:
        try:
            self.answer = self._work(self.task.progress)
        except BaseException as fault:  # noqa: BLE001 - every fault must reach the window
            self.fault = fault
        self._landed(self)


class Runner(QObject):
    """Runs work in threads; `started` tells whoever shows progress."""

    started = Signal(object)
    """A `Task`."""
    _landed = Signal(object)

    def __init__(self, tell_error: Callable[[str, str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._tell_error = tell_error
        self._under_way: dict[_Work[Any], Callable[[_Work[Any]], None]] = {}
        self._is_shut_down = False
        self._timer = QTimer(self)
        self._timer.setInterval(UPDATE_EVERY_MS)
        self._timer.timeout.connect(self._show_latest)
        self._landed.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether any work is under way."""
        return bool(self._under_way)

    def submit(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[str], None] | None = None,
        cancelled: Callable[[], None] | None = None,
        *,
        title: str = "",
        is_blocking: bool = False,
        manner: Manner = "bar",
    ) -> Task:
        """Start work; exactly one of `done`, `failed` and `cancelled` is called on this thread.

        Parameters
        ----------
        work
            Called on another thread: it must touch nothing of Qt's.
        done, failed, cancelled
            Called with the answer, with one plain sentence, or with nothing. Without `failed` the
            sentence is shown as an error.
        title
            What is going on, in words; nothing is shown for work without a title.
        is_blocking
            Whether the window should take no other command meanwhile.
        manner
            How it is shown where it does not block. Of ``strip with best`` the work answers with
            its best when it is stopped; `done` never hears of it where the user threw it away.
        """
        task = Task(title, "blocks" if is_blocking else manner, self)

        def answer(item: _Work[Any]) -> None:
            is_thrown_away = task.is_cancelled and manner == "strip with best"
            if item.fault is None and not is_thrown_away:
                done(item.answer)  # pyright: ignore[reportArgumentType] - set when there is no fault
            elif item.fault is None or isinstance(item.fault, Cancelled):
                if cancelled is not None:
                    cancelled()
            elif failed is not None:
                failed(_words(item.fault))
            else:
                self._tell_error(f"{title or 'This'} did not work", _words(item.fault))

        if self._is_shut_down:
            return task
        item = _Work(work, task, self._landed.emit)
        self._under_way[item] = answer
        self._timer.start()
        if title:
            self.started.emit(task)
        item.thread.start()
        return task

    def shut_down(self) -> None:
        """Ask everything to stop and wait for it; nothing more is started or answered."""
        self._is_shut_down = True
        for item in self._under_way:
            item.task.cancel()
        self._timer.stop()
        deadline = time.monotonic() + WAIT_AT_CLOSE_S
        for item in self._under_way:
            item.thread.join(max(0.0, deadline - time.monotonic()))
        self._under_way.clear()

    def _show_latest(self) -> None:
        for item in self._under_way:
            item.task.show_latest()

    def _finish(self, item: _Work[Any]) -> None:
        answer = self._under_way.pop(item, None)
        if not self._under_way:
            self._timer.stop()
        if answer is None:
            return
        item.task.ended.emit()
        item.task.deleteLater()
        answer(item)


def _words(fault: BaseException) -> str:
    """A fault as one plain sentence; the details of an unexpected one go to the log."""
    if isinstance(fault, FootprintsError):
        return str(fault)
    _log.error("Unexpected fault in long work", exc_info=fault)
    if isinstance(fault, MemoryError):
        return "This computer ran out of memory. Close other programs and try again."
    return UNEXPECTED
