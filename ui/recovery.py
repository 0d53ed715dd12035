"""A copy of unsaved work, kept while the program runs, in case it stops before a save.

Each window keeps one copy and holds a lock on it; a copy whose lock nobody holds was left behind by
a program that stopped. A clean close takes the copy away. The first change that no copy has starts
a timer that later changes do not put off, so that no change goes without a copy for longer.
"""

from __future__ import annotations

import contextlib
import logging
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer

from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import Plan
from icp_footprints.progress import Progress
from ui.document import PlanDocument
from ui.files import PLAN_SUFFIX
from ui.recovery_note import RecoveryNote, note_path, read_note, write_note
from ui.settings import COPY_EVERY_S
from ui.tasks.runner import Runner

PREFIX = "unsaved-"
MS = 1000
HALF_WRITTEN_S = 24 * 3600
_log = logging.getLogger(__name__)

Write = Callable[[Path, Place, Plan], object]


@dataclass(frozen=True)
class LeftBehind:
    """A copy that a program left when it stopped before a save.

    Parameters
    ----------
    path
        The copy, a plan file.
    note
        What the plan was called, and which file it is of.
    written
        When the copy was written, in the time of this place.
    """

    path: Path
    note: RecoveryNote
    written: datetime

    @property
    def words(self) -> str:
        """The plan and the time of the copy, as in "Wirral.footprints.gpkg as of 14:05"."""
        when = f"{self.written:%H:%M} on {self.written.day} {self.written:%B}"
        return f"“{self.note.title or 'a plan'}” as of {when}"


class Recovery(QObject):
    """Keeps the copy up to date, a little behind the user.

    Parameters
    ----------
    document, runner
        What to copy, and what to write it with, off the window's thread.
    folder
        The program's own folder.
    write
        Writes a plan file, whole or not at all.
    every_s
        How many seconds a change may go without a copy.
    """

    def __init__(
        self,
        document: PlanDocument,
        runner: Runner,
        folder: Path,
        write: Write,
        every_s: float = COPY_EVERY_S,
    ) -> None:
        super().__init__(document)
        self._document = document
        self._runner = runner
        self._write = write
        self._folder = folder / "recovery"
        self.copy_path = self._folder / f"{PREFIX}{os.getpid()}-{id(self):x}{PLAN_SUFFIX}"
        self._lock: QLockFile | None = None
        self._copied: Plan | None = None
        self._is_copying = False
        self._older: Path | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(round(every_s * MS))
        self._timer.timeout.connect(self.copy_now)
        document.saved_changed.connect(self._follow)

    def left_behind(self) -> list[LeftBehind]:
        """Copies that a program left when it stopped before a save, the latest first."""
        found: list[LeftBehind] = []
        for path in self._folder.glob(f"{PREFIX}*{PLAN_SUFFIX}"):
            if path != self.copy_path and _is_free(path):
                try:
                    written = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
                except OSError:
                    continue
                found.append(LeftBehind(path, read_note(path), written))
        return sorted(found, key=lambda each: each.written, reverse=True)

    def copy_now(self) -> None:
        """Write the copy, unless it is up to date or there is nothing to lose."""
        document = self._document
        if self._is_copying or not document.has_unsaved_changes or document.plan is self._copied:
            return
        place, plan = document.place, document.plan
        note = RecoveryNote(document.title, document.path, document.stamp)
        if not self._hold():
            self._timer.start()
            return

        def work(_: Progress) -> None:
            self._write(self.copy_path, place, plan)
            write_note(self.copy_path, note)

        def done(_: None) -> None:
            self._is_copying = False
            self._copied = plan
            if self._older is not None:
                take_away(self._older)
                self._older = None
            # Saved or closed meanwhile: then `_follow` takes the copy away again.
            self._follow()

        def failed(reason: str) -> None:
            _log.warning("No copy of unsaved work was kept: %s", reason)
            self._is_copying = False
            self._follow()

        self._timer.stop()
        self._is_copying = True
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
        if self._lock is not None and not self._is_copying:
            self._lock.unlock()
            self._lock = None

    def _follow(self) -> None:
        if not self._document.has_unsaved_changes:
            self.forget()
        elif (
            self._document.plan is not self._copied
            and not self._is_copying
            and not self._timer.isActive()
        ):
            self._timer.start()

    def _hold(self) -> bool:
        """Hold the lock on the copy; false where the folder cannot be written."""
        if self._lock is None:
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
            except OSError as fault:
                _log.warning("No copy of unsaved work can be kept: %s", fault)
                return False
            lock = QLockFile(str(_lock_path(self.copy_path)))
            # Held for as long as the program lives, however long that is.
            lock.setStaleLockTime(0)
            if not lock.tryLock(0):
                return False
            self._lock = lock
            self._tidy()
        return True

    def _tidy(self) -> None:
        """Take away what was half written when a program was stopped long ago."""
        for half in self._folder.glob(f".{PREFIX}*"):
            with contextlib.suppress(OSError):
                if time.time() - half.stat().st_mtime > HALF_WRITTEN_S:
                    half.unlink()


def take_away(path: Path) -> None:
    """Delete a copy that nobody needs any more, and what stands beside it."""
    for each in (path, note_path(path)):
        try:
            each.unlink(missing_ok=True)
        except OSError as fault:
            _log.warning("The copy %s was not taken away: %s", each, fault)


def _is_free(path: Path) -> bool:
    lock = QLockFile(str(_lock_path(path)))
    lock.setStaleLockTime(0)
    # A lock whose program is gone counts as free.
    if not lock.tryLock(0):
        return False
    lock.unlock()
    return True


def _lock_path(path: Path) -> Path:
    return path.with_name(path.name + ".lock")
