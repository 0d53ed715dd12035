"""A copy of unsaved work, kept while the program runs, in case it stops before a save.

Each running program keeps one copy and holds a lock on it; a copy whose lock nobody holds was left
behind by a program that stopped. A clean close takes the copy away.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer

from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import Plan
from icp_footprints.progress import Progress
from ui.document import PlanDocument
from ui.files import PLAN_SUFFIX
from ui.tasks.runner import Runner

COPY_AFTER_MS = 4_000
PREFIX = "unsaved-"
_log = logging.getLogger(__name__)

Write = Callable[[Path, Place, Plan], object]


class Recovery(QObject):
    """Keeps the copy up to date, a few seconds behind the user.

    Parameters
    ----------
    document, runner
        What to copy, and what to write it with, off the window's thread.
    folder
        The program's own folder.
    write
        Writes a plan file.
    """

    def __init__(self, document: PlanDocument, runner: Runner, folder: Path, write: Write) -> None:
        super().__init__(document)
        self._document = document
        self._runner = runner
        self._write = write
        self._folder = folder / "recovery"
        self.copy_path = self._folder / f"{PREFIX}{os.getpid()}-{id(self):x}{PLAN_SUFFIX}"
        self._lock: QLockFile | None = None
        self._copied: Plan | None = None
        self._older: Path | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(COPY_AFTER_MS)
        self._timer.timeout.connect(self.copy_now)
        document.saved_changed.connect(self._follow)

    def left_behind(self) -> list[Path]:
        """Copies that a program left when it stopped before a save, the latest first."""
        found = [
            path
            for path in self._folder.glob(f"{PREFIX}*{PLAN_SUFFIX}")
            if path != self.copy_path and self._is_free(path)
        ]
        return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)

    def copy_now(self) -> None:
        """Write the copy, unless it is up to date or there is nothing to lose."""
        document = self._document
        if not document.has_unsaved_changes or document.plan is self._copied:
            return
        place, plan = document.place, document.plan
        if not self._hold():
            return

        def work(_: Progress) -> None:
            self._write(self.copy_path, place, plan)

        def done(_: None) -> None:
            self._copied = plan
            if self._older is not None:
                take_away(self._older)
                self._older = None
            self._follow()

        def failed(reason: str) -> None:
            _log.warning("No copy of unsaved work was kept: %s", reason)

        self._runner.submit(work, done, failed)

    def replace(self, older: Path) -> None:
        """Write a copy at once, and take an older one away when that has worked."""
        self._older = older
        self.copy_now()

    def forget(self) -> None:
        """Take the copy away: all is saved, or the user said not to."""
        self._timer.stop()
        self._copied = None
        take_away(self.copy_path)
        if self._older is not None:
            take_away(self._older)
            self._older = None
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _follow(self) -> None:
        if not self._document.has_unsaved_changes:
            self.forget()
        elif self._document.plan is not self._copied:
            self._timer.start()

    def _hold(self) -> bool:
        """Hold the lock on the copy; false where the folder cannot be written."""
        if self._lock is None:
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
            except OSError:
                return False
            lock = QLockFile(str(_lock_path(self.copy_path)))
            # Held for as long as the program lives, however long that is.
            lock.setStaleLockTime(0)
            if not lock.tryLock(0):
                return False
            self._lock = lock
        return True

    def _is_free(self, path: Path) -> bool:
        lock = QLockFile(str(_lock_path(path)))
        lock.setStaleLockTime(0)
        # A lock whose program is gone counts as free.
        if not lock.tryLock(0):
            return False
        lock.unlock()
        return True


def take_away(path: Path) -> None:
    """Delete a copy that nobody needs any more."""
    try:
        path.unlink(missing_ok=True)
    except OSError as fault:
        _log.warning("The copy %s was not taken away: %s", path, fault)


def _lock_path(path: Path) -> Path:
    return path.with_name(path.name + ".lock")
