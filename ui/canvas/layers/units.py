"""The units, filled with a colour each, or hatched where there is nothing to say of them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from icp_footprints.geography.place import Place
from ui.canvas.paths import paths_of, scene_bounds, touching
from ui.canvas.style import MapStyle, blended

# Borders closer together than this say nothing and cost a frame.
LEAST_UNIT_PX = 3.0
# Shapes with fewer corners than this are drawn as they are at every zoom.
MOST_CORNERS = 60
HATCHED = -1


class UnitsLayer:
    """Every unit in the colour of its number, in unit order."""

    def __init__(self, style: MapStyle) -> None:
        self._style = style
        self._geometry: NDArray[np.object_] = np.empty(0, dtype=object)
        self._bounds: NDArray[np.float64] = np.empty((0, 4))
        self._paths: dict[int | None, dict[int, QPainterPath]] = {}
        self._typical_size_m = 1.0
        self._corners = 0.0
        self._brushes: list[QBrush] = []
        self.numbers: NDArray[np.int16] = np.empty(0, dtype=np.int16)
        """Array (n,): position of each unit's colour; `HATCHED` for none."""
        self.opacity = 1.0
        self.is_see_through = False
        """Whether something lies below that fills should let through."""

    def rebuild(self, place: Place) -> None:
        """Start again with another place."""
        self._geometry = place.units.geometry
        self._bounds = scene_bounds(self._geometry)
        self._paths = {}
        self._typical_size_m = float(np.sqrt(np.median(place.units.area_m2)))
        self._corners = float(shapely.get_num_coordinates(self._geometry).mean())
        self.numbers = np.full(len(place.units), HATCHED, dtype=np.int16)

    def set_fills(self, fills: Sequence[QColor]) -> None:
        """The colour of each number."""
        # Blended with the land, never see-through unless there is something to see: far quicker.
        share = 1.0 if self.is_see_through else self.opacity
        self._brushes = [QBrush(blended(each, self._style.unassigned, share)) for each in fills]

    def restyle(self, style: MapStyle) -> None:
        """Take other colours; the fills follow with `set_fills`."""
        self._style = style

    def rects(self, rows: NDArray[np.intp]) -> list[QRectF]:
        """Where these units are in the scene."""
        return [
            QRectF(left, top, right - left, bottom - top)
            for left, top, right, bottom in self._bounds[rows].tolist()
        ]

    def draw(self, painter: QPainter, rect: QRectF, px_per_m: float) -> None:
        """Draw the units that meet a rectangle of the scene."""
        rows = touching(self._bounds, rect)
        if not len(rows):
            return
        has_borders = self._typical_size_m * px_per_m >= LEAST_UNIT_PX
        # Without lines between them, smooth edges would leave light seams.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, has_borders)
        if self.is_see_through:
            painter.setOpacity(self.opacity)
        numbers = self.numbers[rows]
        paths = self._paths_at(px_per_m, rows)
        border = _pen(self._style.unit_border) if has_borders else QPen(Qt.PenStyle.NoPen)
        painter.setPen(border)
        for number in np.unique(numbers).tolist():
            chosen = rows[numbers == number].tolist()
            if number == HATCHED:
                self._hatch(painter, [paths[row] for row in chosen], has_borders)
                painter.setPen(border)
                continue
            painter.setBrush(self._brushes[number])
            for row in chosen:
                painter.drawPath(paths[row])

    def _hatch(self, painter: QPainter, paths: list[QPainterPath], has_borders: bool) -> None:
        line = _pen(self._style.hatch) if has_borders else QPen(Qt.PenStyle.NoPen)
        for brush, pen in (
            (QBrush(self._style.unassigned), QPen(Qt.PenStyle.NoPen)),
            (QBrush(self._style.hatch, Qt.BrushStyle.BDiagPattern), line),
        ):
            painter.setBrush(brush)
            painter.setPen(pen)
            for path in paths:
                painter.drawPath(path)

    def _paths_at(self, px_per_m: float, rows: NDArray[np.intp]) -> dict[int, QPainterPath]:
        """Paths with the detail that the zoom can show, of these rows at least."""
        step = None
        if self._corners > MOST_CORNERS:
            step = math.ceil(math.log2(1 / px_per_m)) - 1
            if 2.0**step < self._typical_size_m / self._corners / 4:
                step = None
        paths = self._paths.setdefault(step, {})
        fresh = np.array([row for row in rows.tolist() if row not in paths], dtype=np.intp)
        if len(fresh):
            shapes = self._geometry[fresh]
            if step is not None:
                shapes = shapely.simplify(shapes, 2.0**step / 2, preserve_topology=True)
            for row, path in zip(fresh.tolist(), paths_of(shapes), strict=True):
                paths[row] = path
        return paths


def _pen(colour: QColor) -> QPen:
    pen = QPen(colour, 1.0)
    pen.setCosmetic(True)
    return pen
