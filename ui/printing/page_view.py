"""One page of paper on the screen, at any size."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.printing.papers import SCREEN_PPI

FIT_PAGE, FIT_WIDTH = "page", "width"
Zoom = str | float
"""`FIT_PAGE`, `FIT_WIDTH`, or how large: 1 is the size of the paper."""
MARGIN_PX = 14
LEAST = 0.1
BACKWARDS = (Qt.Key.Key_PageUp, Qt.Key.Key_Left)
FORWARDS = (Qt.Key.Key_PageDown, Qt.Key.Key_Right)


class PageView(QScrollArea):
    """Shows a picture of a page. Page Up and Page Down, or the arrows, ask for another."""

    step_wanted = Signal(int)
    """How many pages on, less than 0 for back."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._sheet = _Sheet(self)
        self._zoom: Zoom = FIT_PAGE
        self._paper = QSize()
        self.setWidget(self._sheet)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setBackgroundRole(self.palette().ColorRole.Mid)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Page")

    @property
    def scale(self) -> float:
        """How large the page is shown; 1 is the size of the paper."""
        if isinstance(self._zoom, float):
            return self._zoom
        if self._paper.isEmpty():
            return 1.0
        room = self.viewport().size()
        if self._zoom == FIT_WIDTH:
            room -= QSize(self.verticalScrollBar().sizeHint().width(), 0)
        across = (room.width() - 2 * MARGIN_PX) / self._paper.width()
        down = (room.height() - 2 * MARGIN_PX) / self._paper.height()
        return max(LEAST, across if self._zoom == FIT_WIDTH else min(across, down))

    @property
    def wanted_ppi(self) -> float:
        """The resolution that the page would be sharp at, on this screen."""
        return SCREEN_PPI * self.scale * self.devicePixelRatioF()

    @property
    def picture(self) -> QImage:
        """What is shown."""
        return self._sheet.picture

    def show_page(self, picture: QImage, ppi: float, words: str) -> None:
        """Show a page that was drawn at so many pixels per inch; the words say which."""
        self._sheet.picture = picture
        self._paper = (picture.size().toSizeF() * (SCREEN_PPI / ppi)).toSize()
        self.setAccessibleDescription(words)
        self._fit()

    def show_nothing(self) -> None:
        """Take the page away."""
        self.show_page(QImage(), SCREEN_PPI, "No page yet")

    def set_zoom(self, zoom: Zoom) -> None:
        """Show pages so large."""
        self._zoom = zoom
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        can_scroll = self.horizontalScrollBar().maximum() > 0
        if key in BACKWARDS and not (key == Qt.Key.Key_Left and can_scroll):
            self.step_wanted.emit(-1)
        elif key in FORWARDS and not (key == Qt.Key.Key_Right and can_scroll):
            self.step_wanted.emit(1)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        bar = self.verticalScrollBar()
        down = event.angleDelta().y() < 0
        if bar.value() == (bar.maximum() if down else bar.minimum()):
            self.step_wanted.emit(1 if down else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def _fit(self) -> None:
        size = (self._paper.toSizeF() * self.scale).toSize()
        self._sheet.setFixedSize(size)


class _Sheet(QWidget):
    """The paper itself."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.picture = QImage()

    def paintEvent(self, _: QPaintEvent) -> None:
        if self.picture.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        # Made smaller in one step a picture would lose its thin lines.
        pixels = (self.size().toSizeF() * self.devicePixelRatioF()).toSize()
        shown = self.picture.scaled(
            pixels,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter.drawImage(QRectF(self.rect()), shown, QRectF(shown.rect()))
        painter.end()
