"""What shows while the libraries load. Qt's own splash screen blocks for up to a second."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.icons import Icons

ICON_PX = 64
TEXT_SCALE = 1.6
# On a system that never draws the splash the program starts all the same.
START_ANYWAY_MS = 250


class Splash(QWidget):
    """The program's name and icon; `drawn` once they are on screen."""

    drawn = Signal()

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.SplashScreen | Qt.WindowType.FramelessWindowHint)
        self._icon = Icons().app_icon().pixmap(ICON_PX, ICON_PX)
        self._is_drawn = False
        self.setFixedSize(380, 150)
        available = QApplication.primaryScreen().availableGeometry()
        place = QRect(self.rect())
        place.moveCenter(available.center())
        self.move(place.topLeft())
        QTimer.singleShot(START_ANYWAY_MS, self._tell)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().base())
        painter.setPen(self.palette().mid().color())
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.drawPixmap(28, (self.height() - ICON_PX) // 2, self._icon)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * TEXT_SCALE)
        painter.setFont(font)
        painter.setPen(self.palette().text().color())
        words = self.rect().adjusted(28 + ICON_PX + 20, 0, -10, 0)
        painter.drawText(
            words, Qt.AlignmentFlag.AlignVCenter, QApplication.applicationDisplayName()
        )
        painter.end()
        QTimer.singleShot(0, self._tell)

    def _tell(self) -> None:
        if not self._is_drawn:
            self._is_drawn = True
            self.drawn.emit()
