"""What long work has so far: left by the thread that works, picked up by the window's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

T = TypeVar("T")
PICK_UP_EVERY_MS = 200


class Latest(Generic[T]):
    """Holds only the newest: the window is never behind, whatever the work leaves."""

    def __init__(self, show: Callable[[T], None], parent: QObject) -> None:
        self._newest: tuple[T] | None = None
        self._show = show
        self._timer = QTimer(parent)
        self._timer.setInterval(PICK_UP_EVERY_MS)
        self._timer.timeout.connect(self._pick_up)
        self._timer.start()

    def leave(self, found: T) -> None:
        """Leave what there is now; called on any thread."""
        # One assignment: the other thread sees either what was there or this.
        self._newest = (found,)

    def stop(self) -> None:
        """Show nothing more."""
        self._timer.stop()
        self._timer.deleteLater()

    def _pick_up(self) -> None:
        newest, self._newest = self._newest, None
        if newest is not None:
            self._show(newest[0])
