"""Keeps the note that the open plan's file is in use here, for as long as it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from icp_footprints.progress import Progress
from ui import file_lock
from ui.document import PlanDocument
from ui.tasks.runner import Runner

MS = 1000


class LockKeeper(QObject):
    """Follows the document from file to file. All disk work is off the window's thread."""

    def __init__(self, document: PlanDocument, runner: Runner) -> None:
        super().__init__(document)
        self._document = document
        self._runner = runner
        self._note = file_lock.own_note()
        self._held: Path | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(file_lock.REFRESH_EVERY_S * MS)
        self._timer.timeout.connect(self._refresh)
        document.saved_changed.connect(self._follow)

    def let_go(self) -> None:
        """Take the note away at once: the window is closing."""
        self._timer.stop()
        if self._held is not None:
            file_lock.release(self._held, self._note)
            self._held = None

    def _follow(self) -> None:
        before, now = self._held, self._document.path
        if before == now:
            return
        self._held = now
        note = self._note = replace(self._note, since=file_lock.now())

        def work(_: Progress) -> None:
            if before is not None:
                file_lock.release(before, note)
            if now is not None:
                file_lock.take(now, note)

        self._runner.submit(work, _nothing, _nothing)
        if now is not None:
            self._timer.start()
        else:
            self._timer.stop()

    def _refresh(self) -> None:
        path, note = self._held, self._note
        if path is not None:

            def work(_: Progress) -> None:
                file_lock.refresh(path, note)

            self._runner.submit(work, _nothing, _nothing)


def _nothing(_: object) -> None:
    """A note that could not be kept is no reason to say anything."""
