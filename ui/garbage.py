"""Unused objects are collected on the window's thread only.

Python collects cycles on whichever thread happens to allocate. A widget or timer of Qt's that goes
on another thread than its own can bring the program down, and searches and readers allocate much.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 1000
# Python's generation of whatever has outlived two looks.
OLDEST = 2


class GarbageOnThisThread(QObject):
    """Collects, a little at a time, what Python would have collected by itself.

    Make it on the window's thread once the program has started: what lives by then is never looked
    at again, which makes each later look shorter.

    Parameters
    ----------
    parent
        Which it goes with.
    is_busy
        Tells whether long work is under way: a look at all there is, which takes some hundredths of
        a second, waits for its end.
    """

    def __init__(self, parent: QObject, is_busy: Callable[[], bool] = lambda: False) -> None:
        super().__init__(parent)
        self._is_busy = is_busy
        gc.disable()
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.collect_due)
        self._timer.start()

    def collect_due(self) -> None:
        """Collect the oldest generation that is due by Python's own thresholds, if any."""
        due = [
            generation
            for generation, (count, threshold) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if threshold and count > threshold and not (generation == OLDEST and self._is_busy())
        ]
        if due:
            gc.collect(due[-1])

    def stop(self) -> None:
        """Let Python collect by itself again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
