"""The selected units, patterned and outlined: also the many that a lasso goes round."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
import shapely
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsScene,
    QStyleOptionGraphicsItem,
    QWidget,
)

from icp_footprints.geography.place import Place
from ui.canvas.paths import paths_of, scene_bounds, touching
from ui.canvas.style import MapStyle

Z_SELECTION = 20.0
WIDE_PX, FINE_PX = 2.5, 1.0
# Wide, smooth lines round more units than this cost a frame by themselves.
MOST_WIDE = 60
# Units smaller than this on the screen are a pattern, without lines.
LEAST_UNIT_PX = 3.0


class SelectionLayer(QGraphicsItem):
    """One item that draws the selected units in sight; never picked."""

    def __init__(self, scene: QGraphicsScene, style: MapStyle) -> None:
        super().__init__()
        self._geometry: NDArray[np.object_] = np.empty(0, dtype=object)
        self._bounds: NDArray[np.float64] = np.empty((0, 4))
        self._typical_size_m = 1.0
        self._rows: NDArray[np.intp] = np.empty(0, dtype=np.intp)
        self._rect = QRectF()
        self._step = 0
        self._paths: dict[int, QPainterPath] = {}
        self.setZValue(Z_SELECTION)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.restyle(style)
        scene.addItem(self)

    @property
    def rows(self) -> NDArray[np.intp]:
        """Rows of the units shown as selected, in ascending order."""
        return self._rows

    def rebuild(self, place: Place) -> None:
        """Start again with another place, with nothing selected."""
        self._geometry = place.units.geometry
        self._bounds = scene_bounds(self._geometry)
        self._typical_size_m = float(np.sqrt(np.median(place.units.area_m2)))
        self._paths = {}
        self.select([])

    def select(self, rows: Iterable[int]) -> None:
        """Show these units, and no others, as selected."""
        self.prepareGeometryChange()
        self._rows = np.array(sorted(rows), dtype=np.intp)
        self._rect = QRectF()
        if len(self._rows):
            bounds = self._bounds[self._rows]
            left, top = np.nanmin(bounds[:, :2], axis=0).tolist()
            right, bottom = np.nanmax(bounds[:, 2:], axis=0).tolist()
            self._rect = QRectF(left, top, right - left, bottom - top)
        self.update()

    def restyle(self, style: MapStyle) -> None:
        """Take other colours."""
        self._accent = style.accent
        self.update()

    def boundingRect(self) -> QRectF:
        # Half of a line lies outside; a typical unit is far wider than one.
        around = self._typical_size_m
        return self._rect.adjusted(-around, -around, around, around)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        del widget
        rows = self._rows[touching(self._bounds[self._rows], option.exposedRect)]
        if not len(rows):
            return
        px_per_m = painter.worldTransform().m11()
        is_few = len(rows) <= MOST_WIDE
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, is_few)
        painter.setBrush(QBrush(self._accent, Qt.BrushStyle.Dense6Pattern))
        painter.setPen(self._pen(is_few, px_per_m))
        paths = self._paths_at(px_per_m, rows)
        for row in rows.tolist():
            painter.drawPath(paths[row])

    def _pen(self, is_few: bool, px_per_m: float) -> QPen:
        if not is_few and self._typical_size_m * px_per_m < LEAST_UNIT_PX:
            return QPen(Qt.PenStyle.NoPen)
        pen = QPen(self._accent, WIDE_PX if is_few else FINE_PX)
        pen.setCosmetic(True)
        pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
        return pen

    def _paths_at(self, px_per_m: float, rows: NDArray[np.intp]) -> dict[int, QPainterPath]:
        """Paths of these units at least, with the detail that the zoom can show."""
        step = math.ceil(math.log2(1 / px_per_m)) - 1
        if step != self._step:
            self._step, self._paths = step, {}
        fresh = np.array([row for row in rows.tolist() if row not in self._paths], dtype=np.intp)
        if len(fresh):
            shapes = shapely.simplify(self._geometry[fresh], 2.0**step / 2, preserve_topology=True)
            self._paths.update(zip(fresh.tolist(), paths_of(shapes), strict=True))
        return self._paths
