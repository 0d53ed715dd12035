"""The outlines of footprints, joined from their units again only where a change touched them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsScene
from shapely.geometry.base import BaseGeometry

from icp_footprints.geography.dissolve import dissolve
from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import Plan
from ui.canvas.drawn_item import DrawnItem
from ui.canvas.map_shape import Zoomed, inmost_point
from ui.canvas.paths import Edges, lines_near, path_of, scene_bounds, touching
from ui.canvas.style import MapStyle

Z_ACTIVE = 11.0
WIDTH_PX = 2.0
ACTIVE_WIDTH_PX = 4.0
# Where footprints are no larger than this, wide lines would be all there is to see.
SMALL_PX = 30.0
MOST_REPLACED = 64


class Outline:
    """A dissolved shape and its paths, each made when it is first wanted."""

    def __init__(self, place: Place, rows: NDArray[np.intp]) -> None:
        self._place = place
        self._rows = rows
        self._shape: BaseGeometry | None = None
        self._paths, self._edges = Zoomed(path_of), Zoomed(Edges)

    @property
    def shape_m(self) -> BaseGeometry:
        """The shape in metres."""
        if self._shape is None:
            self._shape = dissolve(self._place.units, self._rows)
        return self._shape

    @property
    def key(self) -> bytes:
        """The same for two outlines of the same units."""
        return self._rows.tobytes()

    @cached_property
    def inmost_point(self) -> tuple[float, float]:
        """Where its label stands best."""
        return inmost_point(self.shape_m)

    @cached_property
    def size_m(self) -> float:
        """The side of a square as large."""
        return float(self._place.units.area_m2[self._rows].sum()) ** 0.5

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom in the scene; NaN without units."""
        if not len(self._rows):
            return math.nan, math.nan, math.nan, math.nan
        found = scene_bounds(self._place.units.geometry[self._rows])
        left, top = found[:, :2].min(axis=0).tolist()
        right, bottom = found[:, 2:].max(axis=0).tolist()
        return left, top, right, bottom

    def path(self, px_per_m: float) -> QPainterPath:
        """The outline to about a pixel, kept for each doubling of the zoom."""
        return self._paths.at(px_per_m, self.shape_m)

    def edges(self, px_per_m: float) -> Edges:
        """The same outline, for drawing what of it is in sight."""
        return self._edges.at(px_per_m, self.shape_m)


class ActiveOutline(DrawnItem):
    """The outline of the active footprint, over what moves; it is never picked."""

    def __init__(self) -> None:
        super().__init__(Z_ACTIVE)
        self._outline: Outline | None = None
        self._bounds = QRectF()
        self._px_per_m = 1.0
        self._pen = QPen()

    def show_outline(self, outline: Outline | None) -> None:
        """Draw another outline, or none."""
        self._take(outline)
        self.update()

    def follow(self, outline: Outline) -> None:
        """Draw the outline as an edit left it; what the edit touched is drawn again by others."""
        self._take(outline)

    def _take(self, outline: Outline | None) -> None:
        self._outline = outline
        left, top, right, bottom = outline.bounds if outline else (math.nan,) * 4
        bounds = QRectF(left, top, right - left, bottom - top)
        if bounds != self._bounds:
            self.prepareGeometryChange()
            self._bounds = bounds
        self.setVisible(outline is not None and not math.isnan(left))

    def set_scale(self, px_per_m: float) -> None:
        """Draw with the detail that this zoom can show."""
        self.prepareGeometryChange()
        self._px_per_m = px_per_m

    def set_colour(self, colour: QColor) -> None:
        """Draw in this colour."""
        self._pen = _pen(colour, ACTIVE_WIDTH_PX)
        self.update()

    def boundingRect(self) -> QRectF:
        margin = ACTIVE_WIDTH_PX / self._px_per_m
        return self._bounds.adjusted(-margin, -margin, margin, margin)

    def draw(self, painter: QPainter) -> None:
        if self._outline is not None:
            painter.setPen(self._pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(self._outline.path(self._px_per_m))


class OutlinesLayer:
    """One outline per footprint, by id; the active one is an item of its own."""

    def __init__(self, scene: QGraphicsScene, style: MapStyle) -> None:
        self._style = style
        self._outlines: dict[str, Outline] = {}
        # Those that a change replaced last: undo, and redo, want them again as they were.
        self._replaced: dict[bytes, Outline] = {}
        self._bounds: NDArray[np.float64] | None = None
        self._typical_size_m = 1.0
        self._active: str | None = None
        self.active_item = ActiveOutline()
        self.active_item.set_colour(style.active_outline)
        scene.addItem(self.active_item)
        self.opacity = 1.0

    def rebuild(self, place: Place, plan: Plan) -> None:
        """Start again with another plan."""
        self._outlines, self._replaced = {}, {}
        self.refresh(place, plan, [footprint.id for footprint in plan.footprints])

    def refresh(self, place: Place, plan: Plan, ids: Iterable[str]) -> None:
        """Join the units of these footprints again, when they are next drawn."""
        numbers = {each.id: number for number, each in enumerate(plan.footprints)}
        for footprint_id in ids:
            rows = np.flatnonzero(plan.assignment == numbers[footprint_id])
            now = Outline(place, rows)
            before = self._outlines.get(footprint_id)
            self._outlines[footprint_id] = self._replaced.pop(now.key, now)
            if before is not None:
                self._replaced[before.key] = before
            if footprint_id == self._active:
                self.active_item.follow(self._outlines[footprint_id])
        for oldest in [*self._replaced][: max(0, len(self._replaced) - MOST_REPLACED)]:
            del self._replaced[oldest]
        self._bounds = None

    def remove(self, ids: Iterable[str]) -> None:
        """Forget these footprints."""
        for gone in ids:
            self._outlines.pop(gone, None)
        self._bounds = None

    def outline(self, footprint_id: str) -> Outline:
        """The outline of a footprint."""
        return self._outlines[footprint_id]

    def activate(self, footprint_id: str | None) -> None:
        """Draw the active footprint's outline stronger."""
        self._active = footprint_id
        self.active_item.show_outline(self._outlines.get(footprint_id or ""))

    def restyle(self, style: MapStyle) -> None:
        """Take other colours."""
        self._style = style
        self.active_item.set_colour(style.active_outline)

    def draw(self, painter: QPainter, rect: QRectF, px_per_m: float) -> None:
        """Draw the outlines that meet a rectangle of the scene."""
        outlines = list(self._outlines.values())
        if self._bounds is None:
            self._bounds = np.array([each.bounds for each in outlines]).reshape(-1, 4)
            sides = [each.size_m for each in outlines]
            self._typical_size_m = float(np.median(sides)) if sides else 1.0
        is_small = self._typical_size_m * px_per_m < SMALL_PX
        painter.setOpacity(self.opacity)
        painter.setPen(_pen(self._style.outline, 1.0 if is_small else WIDTH_PX))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        near = [outlines[number] for number in touching(self._bounds, rect).tolist()]
        if is_small:
            for each in near:
                painter.drawPath(each.path(px_per_m))
            return
        # Wide lines cost so much more that it pays to look for those in sight.
        for line in lines_near([each.edges(px_per_m) for each in near], rect):
            # A ring has a corner where it closes, and no ends.
            draw = painter.drawPolygon if line.isClosed() else painter.drawPolyline
            draw(line)


def _pen(colour: QColor, width_px: float) -> QPen:
    pen = QPen(colour, width_px)
    pen.setCosmetic(True)
    # Round and mitred joins cost ten times as much.
    pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
    return pen
