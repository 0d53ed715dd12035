"""A drop-down list that tells of a choice once the user has settled on it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

PAUSE_MS = 500
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SettlingList(QComboBox):
    """The arrows go through it freely: Enter, going elsewhere or a pause settles the choice."""

    settled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.settled)
        self.activated.connect(self._wait)

    @property
    def is_waiting(self) -> bool:
        """Whether there is a choice that has not been told of."""
        return self._pause.isActive()

    def settle(self) -> None:
        """Tell of a choice that waits, now."""
        if self.is_waiting:
            self._pause.stop()
            self.settled.emit()

    def forget(self) -> None:
        """Tell of nothing any more."""
        self._pause.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and self.is_waiting:
            # Enter would press the wizard's Next as well.
            event.accept()
            self.settle()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # Its own list of choices, open, has the keys for a while.
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.settle()

    def _wait(self, _: int) -> None:
        self._pause.start()
