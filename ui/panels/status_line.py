"""The status line: what just happened, or else what the chosen tool waits for."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QStyleOption, QWidget

from ui import words

LEAST_CHARACTERS = 24


class HintLabel(QLabel):
    """One line that is cut with an ellipsis where it does not fit, and whole in the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = ""
        self._said = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName("Status")

    def say(self, text: str) -> None:
        """Show passing words; for none, the hint is back."""
        self._said = text
        self._show()

    def set_hint(self, text: str) -> None:
        """What to show while nothing else is said."""
        self._hint = text
        self._show()

    def minimumSizeHint(self) -> QSize:
        # A long sentence must not make the window wider than the screen.
        width = self.fontMetrics().averageCharWidth() * LEAST_CHARACTERS
        return QSize(width, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        inside = self.contentsRect()
        text = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, inside.width()
        )
        self.style().drawItemText(
            painter, inside, Qt.AlignmentFlag.AlignVCenter, option.palette, self.isEnabled(), text
        )

    def _show(self) -> None:
        text = self._said or self._hint
        self.setText(text)
        self.setToolTip(words.tooltip(text))
