"""A bar that says what was done, with a button to open what was made."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ui.announce import announce

SHOWN_MS = 12_000
WIDEST_PX = 480
GAP_PX = 12
SHOWN_WITH_FILE_MS = 60_000


class NoteBar(QFrame):
    """Stands over the foot of a page, moving nothing out of its way, and goes by itself.

    Parameters
    ----------
    page
        What it stands over.
    beside
        Something on the page that it keeps off while that is seen, such as a legend.
    """

    def __init__(self, page: QWidget, beside: QWidget) -> None:
        super().__init__(page)
        self._page, self._beside = page, beside
        page.installEventFilter(self)
        self.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._file: Path | None = None
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.open_button = QPushButton("Open", self)
        self.folder_button = QPushButton("Show in folder", self)
        self.close_button = QPushButton("Close", self)
        self.close_button.setAccessibleName("Close this note")
        self.open_button.clicked.connect(self._open)
        self.folder_button.clicked.connect(self._show_folder)
        self.close_button.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.addWidget(self.words, 1)
        for button in (self.open_button, self.folder_button, self.close_button):
            layout.addWidget(button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def show_note(self, text: str, file: Path | None) -> None:
        """Say something, with a file to open where there is one."""
        self._file = file
        self.words.setText(text)
        self.open_button.setVisible(file is not None)
        self.folder_button.setVisible(file is not None)
        self._place()
        self.show()
        self.raise_()
        announce(self, text)
        self._timer.start(SHOWN_WITH_FILE_MS if file else SHOWN_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        width = min(WIDEST_PX, self._page.width() - 2 * GAP_PX)
        height = max(self.sizeHint().height(), self.heightForWidth(width))
        room = self._page.rect().adjusted(GAP_PX, GAP_PX, -GAP_PX, -GAP_PX)
        place = QRect(0, 0, width, height)
        place.moveCenter(room.center())
        place.moveBottom(room.bottom())
        if self._beside.isVisible():
            corner = self._beside.mapTo(self._page, QPoint(0, 0))
            place = clear_of(place, QRect(corner, self._beside.size()), room)
        self.setGeometry(place)

    def _open(self) -> None:
        if self._file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file)))

    def _show_folder(self) -> None:
        if self._file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file.parent)))


def clear_of(place: QRect, other: QRect, room: QRect) -> QRect:
    """A place moved off another: to the side where there is room for it, else above."""
    if not place.intersects(other):
        return place
    left = place.translated(other.left() - GAP_PX - place.right(), 0)
    right = place.translated(other.right() + GAP_PX - place.left(), 0)
    above = place.translated(0, other.top() - GAP_PX - place.bottom())
    return next((each for each in (left, right, above) if room.contains(each)), place)
