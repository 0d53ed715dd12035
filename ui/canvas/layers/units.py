"""The units, filled with the colour of their footprint or hatched where they are in none."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QPen
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsScene

from icp_footprints.geography.dissolve import dissolve
from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import UNASSIGNED, Plan
from ui.canvas.paths import path_of
from ui.canvas.style import MapStyle

Z_UNITS = 0.0
# Borders closer together than this say nothing and cost a frame.
LEAST_UNIT_PX = 3.0


class UnitsLayer:
    """One path item per unit, in unit order."""

    def __init__(self, scene: QGraphicsScene, style: MapStyle) -> None:
        self._scene = scene
        self._style = style
        self._items: list[QGraphicsPathItem] = []
        self._is_unassigned: NDArray[np.bool_] = np.empty(0, dtype=np.bool_)
        self._land = QGraphicsPathItem()
        self._land.setZValue(Z_UNITS - 1)
        self._land.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._land.setPen(QPen(Qt.PenStyle.NoPen))
        self._land.setBrush(style.unassigned)
        scene.addItem(self._land)
        self._typical_size_m = 1.0
        self._has_borders = True

    def rebuild(self, place: Place) -> None:
        """Start again with another place."""
        for item in self._items:
            self._scene.removeItem(item)
        self._items = []
        self._typical_size_m = float(np.sqrt(np.median(place.units.area_m2)))
        self._is_unassigned = np.ones(len(place.units), dtype=np.bool_)
        # The ground under the hatching of units that are in no footprint.
        everything = np.arange(len(place.units))
        self._land.setPath(path_of(dissolve(place.units, everything)))
        for shape in place.units.geometry:
            item = QGraphicsPathItem(path_of(shape))
            item.setZValue(Z_UNITS)
            item.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
            self._scene.addItem(item)
            self._items.append(item)

    def paint(self, plan: Plan, colours: dict[str, int], rows: Iterable[int]) -> None:
        """Colour these units by the footprint they are in."""
        of_number = [
            QBrush(self._style.fill(colours[footprint.id])) for footprint in plan.footprints
        ]
        hatched = QBrush(self._style.hatch, Qt.BrushStyle.BDiagPattern)
        self._is_unassigned = plan.assignment == UNASSIGNED
        for row in rows:
            number = int(plan.assignment[row])
            self._items[row].setBrush(hatched if number == UNASSIGNED else of_number[number])
            self._items[row].setPen(self._pen(row))

    def paint_all(self, plan: Plan, colours: dict[str, int]) -> None:
        """Colour every unit."""
        self.paint(plan, colours, range(len(self._items)))

    def restyle(self, style: MapStyle) -> None:
        """Take other colours; the fills follow with `paint_all`."""
        self._style = style
        self._land.setBrush(style.unassigned)
        self._set_pens()

    def zoomed(self, px_per_m: float) -> None:
        """Leave the borders out where units are only a few pixels."""
        has_borders = self._typical_size_m * px_per_m >= LEAST_UNIT_PX
        if has_borders != self._has_borders:
            self._has_borders = has_borders
            self._set_pens()

    def _pen(self, row: int) -> QPen:
        if not self._has_borders:
            return QPen(Qt.PenStyle.NoPen)
        is_unassigned = bool(self._is_unassigned[row])
        pen = QPen(self._style.hatch if is_unassigned else self._style.unit_border, 1.0)
        pen.setCosmetic(True)
        return pen

    def _set_pens(self) -> None:
        for row, item in enumerate(self._items):
            item.setPen(self._pen(row))
