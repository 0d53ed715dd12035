"""Looking into files one after the other, off the window's thread."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from icp_footprints.progress import Progress
from ui.tasks.runner import Runner, Task
from ui.wizard.look import Look, look_into


class Looking(QObject):
    """A queue of files. One that fails is told like the others, and the rest go on."""

    looked = Signal(object)
    """A tuple of `Look`: a file, layer by layer."""
    progressed = Signal(str)
    """A few words about what is under way."""
    changed = Signal()
    """It has begun, or come to the end."""

    def __init__(self, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._queue: list[Path] = []
        self._task: Task | None = None
        self._is_over = False

    @property
    def is_busy(self) -> bool:
        """Whether there are files still to look into."""
        return self._task is not None

    def add(self, paths: Iterable[Path]) -> None:
        """Look into these as well."""
        self._queue += paths
        if self._task is None:
            self._next()

    def cancel(self) -> None:
        """Leave the rest."""
        self._queue.clear()
        if self._task is not None:
            self._task.cancel()

    def stop(self) -> None:
        """Leave everything for good: the wizard is closing, and hears of nothing any more."""
        self._is_over = True
        self.cancel()

    def _next(self) -> None:
        if self._is_over:
            return
        if not self._queue:
            self._task = None
            self.changed.emit()
            return
        path = self._queue.pop(0)

        def work(progress: Progress) -> tuple[Look, ...]:
            return look_into(path, progress)

        def done(looks: tuple[Look, ...]) -> None:
            if not self._is_over:
                self.looked.emit(looks)
                self._next()

        def failed(reason: str) -> None:
            done((Look(str(path), path.name, problem=reason),))

        self._task = self._runner.submit(work, done, failed, self._next)
        self._task.progressed.connect(self._pass_on)
        self.progressed.emit(f"Looking into {path.name}")
        self.changed.emit()

    def _pass_on(self, _: float, text: str) -> None:
        self.progressed.emit(text)
