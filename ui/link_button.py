"""A button with a sentence below its title, in letters as large as the program's."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QCommandLinkButton, QStyle, QStyleOptionButton, QWidget

PAD_PX = 8
ICON_LINES = 1.2
TITLE_FLAGS = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextShowMnemonic
BELOW_FLAGS = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextShowMnemonic
ANY_HEIGHT_PX = 10_000


class LinkButton(QCommandLinkButton):
    """As Qt's own, whose letters keep one size whatever size the user set."""

    def __init__(self, title: str, below: str, parent: QWidget) -> None:
        super().__init__(title, below, parent)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def sizeHint(self) -> QSize:
        width = max(self.minimumWidth(), self._left() + self._title_metrics().height())
        return QSize(width, self.heightForWidth(width))

    def heightForWidth(self, width: int) -> int:
        room = width - self._left() - PAD_PX
        return 2 * PAD_PX + self._title_metrics().height() + self._below(room).height()

    def hasHeightForWidth(self) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        del event  # all of it is drawn
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""  # pyright: ignore[reportAttributeAccessIssue]
        option.icon = QIcon()  # pyright: ignore[reportAttributeAccessIssue]
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        high = self._title_metrics().height()
        icon = QRect(PAD_PX, PAD_PX, round(high * ICON_LINES), high)
        self.icon().paint(painter, icon)
        room = self.width() - self._left() - PAD_PX
        group = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter.setPen(self.palette().color(group, QPalette.ColorRole.ButtonText))
        painter.setFont(self._bold())
        title = QRect(self._left(), PAD_PX, room, high)
        painter.drawText(title, TITLE_FLAGS, self.text())
        painter.setFont(self.font())
        below = QRect(self._left(), PAD_PX + high, room, self.height() - PAD_PX - high)
        painter.drawText(below, BELOW_FLAGS, self.description())

    def _left(self) -> int:
        return 2 * PAD_PX + round(self._title_metrics().height() * ICON_LINES)

    def _below(self, room: int) -> QRect:
        tall = QRect(0, 0, max(room, 1), ANY_HEIGHT_PX)
        return QFontMetrics(self.font()).boundingRect(tall, BELOW_FLAGS, self.description())

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font

    def _title_metrics(self) -> QFontMetrics:
        return QFontMetrics(self._bold())
