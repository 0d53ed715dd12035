"""Zooming and panning: the part of the map that knows nothing of units."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QNativeGestureEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QGestureEvent,
    QGraphicsScene,
    QGraphicsView,
    QPinchGesture,
    QWidget,
)

from ui.canvas.home_fit import fitting_scale

ZOOM_STEP = 1.25
# A wheel notch is 120 eighths of a degree.
WHEEL_BASE = 1.0018
CLOSEST_PX_PER_M = 2.0
WIDEST_SHARE_OF_FIT = 0.4
PAN_STEP_PX = 80


class MapViewport(QGraphicsView):
    """A view of a scene in metres that zooms at the pointer and is dragged by hand."""

    zoomed = Signal(float)
    """Pixels per metre, after each change of zoom."""
    moved = Signal()
    """Another part of the scene is in view, at whatever zoom."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setScene(QGraphicsScene(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setMouseTracking(True)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self._home = QRectF()
        self._follows_size = True
        self._dragged_from: QPoint | None = None

    @property
    def px_per_m(self) -> float:
        """Pixels per metre at this zoom."""
        return self.transform().m11()

    def set_home(self, rect: QRectF) -> None:
        """The rectangle of the scene to fit at first and on request."""
        self._home = rect
        around = max(rect.width(), rect.height())
        self.setSceneRect(rect.adjusted(-around, -around, around, around))
        self.show_home()

    def show_home(self) -> None:
        """Fit everything, and keep it fitted while the window changes size."""
        if not self._home.isEmpty():
            self._show(*self.home_view())
        self._follows_size = True

    def home_view(self) -> tuple[float, QPointF]:
        """Pixels per metre, and the middle of the view, at which the whole place is shown."""
        return self._fitting_scale(self._home), self._home.center()

    def show_rect(self, rect: QRectF) -> None:
        """Fit a rectangle of the scene."""
        self._follows_size = False
        if not rect.isEmpty():
            self._show(self._fitting_scale(rect), rect.center())

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom, keeping the given point of the viewport (or its middle) where it is."""
        if self._home.isEmpty():
            return
        self._follows_size = False
        widest = self._fitting_scale(self._home) * WIDEST_SHARE_OF_FIT
        wanted = min(max(self.px_per_m * factor, widest), CLOSEST_PX_PER_M)
        anchor = at if at is not None else QRectF(self.viewport().rect()).center()
        before = self.scene_point(anchor)
        self._set_scale(wanted)
        moved = self.viewportTransform().map(before) - anchor
        self.pan_by(moved.toPoint())

    def pan_by(self, pixels: QPoint) -> None:
        """Move the view over the map."""
        self._follows_size = False
        for bar, distance in (
            (self.horizontalScrollBar(), pixels.x()),
            (self.verticalScrollBar(), pixels.y()),
        ):
            bar.setValue(bar.value() + distance)
        self.moved.emit()

    def seen(self) -> QRectF:
        """What of the scene is in view."""
        corner = self.viewport().rect()
        return QRectF(
            self.scene_point(QPointF(corner.topLeft())),
            self.scene_point(QPointF(corner.bottomRight())),
        )

    def scene_point(self, position: QPointF) -> QPointF:
        """The point of the scene at a point of the viewport."""
        return self.viewportTransform().inverted()[0].map(position)

    def start_drag(self, position: QPoint) -> None:
        """Take hold of the map."""
        self._dragged_from = position
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def drag_to(self, position: QPoint) -> bool:
        """Drag the map along; false when nobody holds it."""
        if self._dragged_from is None:
            return False
        self.pan_by(self._dragged_from - position)
        self._dragged_from = position
        return True

    def end_drag(self) -> bool:
        """Let go of the map; false when nobody held it."""
        was_dragged = self._dragged_from is not None
        self._dragged_from = None
        return was_dragged

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if turned:
            self.zoom_by(WHEEL_BASE**turned, event.position())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if (
            isinstance(event, QNativeGestureEvent)
            and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        ):
            # A touch pad: each event tells how much further the fingers moved apart.
            self.cancel_gesture()
            self.zoom_by(1 + event.value(), event.position())
            return True
        if isinstance(event, QGestureEvent):
            return self._pinch(event)
        return super().viewportEvent(event)

    def cancel_gesture(self) -> bool:
        """Discard what a tool is gathering; false when it gathers nothing."""
        return False

    def _pinch(self, event: QGestureEvent) -> bool:
        """Zoom and move with two fingers on a touch screen; false for any other gesture."""
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(pinch, QPinchGesture):
            return False
        # The first finger to touch may have begun a stroke.
        self.cancel_gesture()
        at = self.viewport().mapFromGlobal(pinch.centerPoint())
        before = self.viewport().mapFromGlobal(pinch.lastCenterPoint())
        self.pan_by((before - at).toPoint())
        self.zoom_by(pinch.scaleFactor(), at)
        event.accept(pinch)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._follows_size:
            self.show_home()
        else:
            self.moved.emit()

    def _fitting_scale(self, rect: QRectF) -> float:
        return min(fitting_scale(rect, QSizeF(self.viewport().size())), CLOSEST_PX_PER_M)

    def _show(self, px_per_m: float, middle: QPointF) -> None:
        self._set_scale(px_per_m)
        self.centerOn(middle)
        self.moved.emit()

    def _set_scale(self, px_per_m: float) -> None:
        self.resetTransform()
        self.scale(px_per_m, px_per_m)
        self.zoomed.emit(px_per_m)
