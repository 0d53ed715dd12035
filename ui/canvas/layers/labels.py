"""Labels on the map: a footprint's name, its people and its band mark, never on one another."""

from __future__ import annotations

from typing import NamedTuple

import shapely
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPainterPath,
    QPen,
    QTransform,
)
from PySide6.QtWidgets import (
    QGraphicsItem,
    QStyleOptionGraphicsItem,
    QWidget,
)
from shapely.geometry.base import BaseGeometry

from ui import words
from ui.canvas.layers.items import FootprintItems
from ui.canvas.style import MapStyle
from ui.figures import FootprintFigures

Z_LABELS = 40.0
HALO_PX = 4.0
LONGEST_NAME = 26
GAP_PX = 3.0
# Where a label may stand, as shares of its own width and height from its footprint's middle.
SHIFTS = (
    (0.0, 0.0),
    (0.0, -0.6),
    (0.0, 0.6),
    (-0.35, 0.0),
    (0.35, 0.0),
    (-0.35, -0.6),
    (0.35, 0.6),
    (-0.35, 0.6),
    (0.35, -0.6),
    (0.0, -1.15),
    (0.0, 1.15),
)


# Left, top, right and bottom, in pixels.
Box = tuple[float, float, float, float]


class Line(NamedTuple):
    """One line of a label: its font, its words and where its baseline starts."""

    font: QFont
    text: str
    start: QPointF


class FootprintLabel(QGraphicsItem):
    """Two lines of text with a halo, the same size at every zoom."""

    def __init__(self, style: MapStyle) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setZValue(Z_LABELS)
        self.importance = 0.0
        self.has_place = False
        self._style = style
        self._lines: list[Line] = []
        self._halo = QPainterPath()
        self._bounds = QRectF()

    def set_words(self, name: str, figures: str, style: MapStyle) -> None:
        """Show these two lines."""
        self.prepareGeometryChange()
        self._style = style
        bold = QGuiApplication.font()
        bold.setBold(True)
        plain = QGuiApplication.font()
        self._lines, self._halo = [], QPainterPath()
        metrics = [(font, QFontMetricsF(font)) for font in (bold, plain)]
        height = sum(metric.height() for _, metric in metrics)
        top = -height / 2
        widest = 0.0
        for (font, metric), text in zip(metrics, (name, figures), strict=True):
            width = metric.horizontalAdvance(text)
            start = QPointF(-width / 2, top + metric.ascent())
            self._lines.append(Line(font, text, start))
            self._halo.addText(start, font, text)
            top += metric.height()
            widest = max(widest, width)
        self._bounds = QRectF(-widest / 2, -height / 2, widest, height).adjusted(
            -HALO_PX, -HALO_PX, HALO_PX, HALO_PX
        )
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        del option, widget
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        halo = QPen(self._style.halo, HALO_PX)
        halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(self._halo, halo)
        painter.fillPath(self._halo, self._style.text)


class LabelsLayer(FootprintItems[FootprintLabel]):
    """One label per footprint, put where they do not collide, the most important first."""

    def set_label(self, figures: FootprintFigures, shape: BaseGeometry | None) -> None:
        """Write a footprint's label again, and move it where its shape is given."""
        if figures.id is None:
            return
        item = self._items.get(figures.id)
        if item is None:
            item = self._add(figures.id, FootprintLabel(self._style))
        name = figures.name
        if len(name) > LONGEST_NAME:
            name = f"{name[: LONGEST_NAME - 1].rstrip()}…"
        item.set_words(name, f"{words.count(figures.counted)} {figures.mark}", self._style)
        item.importance = figures.counted
        item.has_place = figures.units > 0
        if shape is not None and figures.units:
            item.setPos(_middle(shape))

    def activate(self, footprint_id: str | None) -> None:
        """Give the active footprint's label the first choice of place."""
        self._active = footprint_id

    def restyle(self, style: MapStyle) -> None:
        """Take other colours; the words follow with `set_label`."""
        self._style = style

    def zoomed(self, px_per_m: float) -> None:
        """Follow the zoom."""
        self._px_per_m = px_per_m
        self.arrange()

    def arrange(self) -> None:
        """Put every label where it meets no other, or hide it where there is no room."""
        taken: list[Box] = []
        order = sorted(
            self._items.items(), key=lambda pair: (pair[0] != self._active, -pair[1].importance)
        )
        for _, item in order:
            item.setVisible(item.has_place and self._find_room(item, taken))

    def _find_room(self, item: FootprintLabel, taken: list[Box]) -> bool:
        bounds = item.boundingRect()
        width, height = bounds.width(), bounds.height()
        # Plain numbers: every label is held against every other, at each step of an edit.
        left = item.x() * self._px_per_m + bounds.x() - GAP_PX
        top = item.y() * self._px_per_m + bounds.y() - GAP_PX
        for across, down in SHIFTS:
            x, y = left + across * width, top + down * height
            at = (x, y, x + width + 2 * GAP_PX, y + height + 2 * GAP_PX)
            if not _meets_any(at, taken):
                taken.append(at)
                # The shift is in pixels, whatever the zoom.
                item.setTransform(QTransform.fromTranslate(across * width, down * height))
                return True
        return False


def _meets_any(box: Box, others: list[Box]) -> bool:
    left, top, right, bottom = box
    return any(
        left < other[2] and other[0] < right and top < other[3] and other[1] < bottom
        for other in others
    )


def _middle(shape: BaseGeometry) -> QPointF:
    """The point furthest from the edge of the largest part: where a label stands best."""
    largest = max(shapely.get_parts(shape), key=shapely.area)
    size = float(shapely.area(largest)) ** 0.5
    plain = shapely.simplify(largest, size / 100)
    within = plain if plain.geom_type == "Polygon" and not plain.is_empty else largest
    circle = shapely.maximum_inscribed_circle(within, tolerance=size / 50)
    x, y = shapely.get_coordinates(circle)[0].tolist()
    return QPointF(x, -y)
