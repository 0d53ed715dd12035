"""A number typed on the map: one digit, or two where the plan has more than nine footprints."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer

SECOND_DIGIT_WITHIN_MS = 900


class NumberKeys(QObject):
    """Waits for a second digit only where there could be one, and not for long.

    Parameters
    ----------
    highest
        Tells the highest number there is.
    heard
        Is told the number that was typed, and whether with Ctrl.
    waits
        Is told the first digit while a second may follow.
    """

    def __init__(
        self,
        highest: Callable[[], int],
        heard: Callable[[int, bool], None],
        waits: Callable[[int], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._highest = highest
        self._heard = heard
        self._waits = waits
        self._first = 0
        self._with_ctrl = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SECOND_DIGIT_WITHIN_MS)
        self._timer.timeout.connect(self.finish)

    @property
    def is_waiting(self) -> bool:
        """Whether a first digit was typed and a second may follow."""
        return self._first > 0

    def press(self, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        """Take a key; false where it is no digit that means anything now."""
        digit = key - Qt.Key.Key_0
        if not 0 <= digit <= 9 or (digit == 0 and not self.is_waiting):
            return False
        if self.is_waiting:
            number = 10 * self._first + digit
            self._tell(number)
            return True
        self._with_ctrl = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if 10 * digit > self._highest():
            self._tell(digit)
        else:
            self._first = digit
            self._timer.start()
            self._waits(digit)
        return True

    def finish(self) -> None:
        """No second digit comes."""
        if self.is_waiting:
            self._tell(self._first)

    def forget(self) -> None:
        """As if nothing had been typed."""
        self._first = 0
        self._timer.stop()

    def _tell(self, number: int) -> None:
        with_ctrl = self._with_ctrl
        self.forget()
        self._heard(number, with_ctrl)
