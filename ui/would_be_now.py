"""What the gesture under way would make of the plan, for whoever shows figures meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from ui.would_be import WouldBe

# Figures are read, not watched: a table drawn with every step of the pointer would only be slow.
EVERY_MS = 100


class WouldBeNow(QObject):
    """The outcome shown last; heard of ten times a second at most, and at once when it is over."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: WouldBe | None = None
        self._timer = QTimer(self, singleShot=True, interval=EVERY_MS)
        self._timer.timeout.connect(self.changed)

    @property
    def found(self) -> WouldBe | None:
        """What would come of it; None where no gesture is under way."""
        return self._found

    def show(self, found: WouldBe | None) -> None:
        """Tell of another outcome; None when the gesture is over, made or not."""
        had = self._found
        self._found = found
        if found is not None:
            if not self._timer.isActive():
                self._timer.start()
        elif had is not None:
            self._timer.stop()
            self.changed.emit()
