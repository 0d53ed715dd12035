"""The outlines of footprints, joined from their units again only where a change touched them."""

from __future__ import annotations

import math
from collections.abc import Iterable

import shapely
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QGraphicsItem,
    QStyleOptionGraphicsItem,
    QWidget,
)
from shapely.geometry.base import BaseGeometry

from icp_footprints.geography.dissolve import dissolve
from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import Plan
from ui.canvas.layers.items import FootprintItems
from ui.canvas.paths import path_of
from ui.canvas.style import MapStyle

Z_OUTLINES = 10.0
Z_ACTIVE = 11.0
WIDTH_PX = 2.0
ACTIVE_WIDTH_PX = 4.0


class FootprintOutline(QGraphicsItem):
    """One outline. It has its own bounding rectangle and no shape: it is never picked."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.shape_m: BaseGeometry = shapely.MultiPolygon()
        self._paths: dict[int, QPainterPath] = {}
        self._bounds = QRectF()
        self._px_per_m = 1.0
        self._pen = QPen()

    def set_shape_m(self, shape: BaseGeometry) -> None:
        """Draw another shape, in metres."""
        self.prepareGeometryChange()
        self.shape_m = shape
        self._paths.clear()
        self._bounds = path_of(shapely.envelope(shape)).controlPointRect()
        self.update()

    def set_scale(self, px_per_m: float) -> None:
        """Draw with the detail that this zoom can show."""
        self.prepareGeometryChange()
        self._px_per_m = px_per_m

    def set_look(self, colour: QColor, width_px: float) -> None:
        """Draw in this colour and width."""
        self.prepareGeometryChange()
        pen = QPen(colour, width_px)
        pen.setCosmetic(True)
        # Round and mitred joins cost ten times as much.
        pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
        self._pen = pen
        self.update()

    def boundingRect(self) -> QRectF:
        margin = self._pen.widthF() / self._px_per_m
        return self._bounds.adjusted(-margin, -margin, margin, margin)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        del option, widget
        painter.setPen(self._pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._path())

    def _path(self) -> QPainterPath:
        """The outline to about a pixel, kept for each doubling of the zoom."""
        step = math.ceil(math.log2(1 / self._px_per_m))
        if step not in self._paths:
            plain = shapely.simplify(self.shape_m, 2.0 ** (step - 1), preserve_topology=False)
            self._paths[step] = path_of(plain)
        return self._paths[step]


class OutlinesLayer(FootprintItems[FootprintOutline]):
    """One outline per footprint, by id."""

    def rebuild(self, place: Place, plan: Plan) -> None:
        """Start again with another plan."""
        self.clear()
        self.refresh(place, plan, [footprint.id for footprint in plan.footprints])

    def refresh(self, place: Place, plan: Plan, ids: Iterable[str]) -> None:
        """Join the units of these footprints again, making outlines that are not there yet."""
        for footprint_id in ids:
            item = self._items.get(footprint_id)
            if item is None:
                item = self._add(footprint_id, FootprintOutline())
                item.set_scale(self._px_per_m)
                self._look(footprint_id)
            item.set_shape_m(dissolve(place.units, plan.rows(footprint_id)))

    def shape_m(self, footprint_id: str) -> BaseGeometry:
        """The dissolved shape of a footprint, in metres."""
        return self._items[footprint_id].shape_m

    def activate(self, footprint_id: str | None) -> None:
        """Draw the active footprint's outline stronger."""
        before, self._active = self._active, footprint_id
        for each in (before, footprint_id):
            if each in self._items:
                self._look(each)

    def restyle(self, style: MapStyle) -> None:
        """Take other colours."""
        self._style = style
        for footprint_id in self._items:
            self._look(footprint_id)

    def zoomed(self, px_per_m: float) -> None:
        """Follow the zoom."""
        self._px_per_m = px_per_m
        for item in self._items.values():
            item.set_scale(px_per_m)

    def _look(self, footprint_id: str) -> None:
        item = self._items[footprint_id]
        is_active = footprint_id == self._active
        colour = self._style.active_outline if is_active else self._style.outline
        item.set_look(colour, ACTIVE_WIDTH_PX if is_active else WIDTH_PX)
        item.setZValue(Z_ACTIVE if is_active else Z_OUTLINES)
