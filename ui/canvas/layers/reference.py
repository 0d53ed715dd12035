"""Outlines of reference layers, each layer in a colour and a kind of line of its own."""

from __future__ import annotations

import math

import numpy as np
import shapely
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from ui.canvas.paths import path_of_lines, scene_bounds, touching
from ui.canvas.style import MapStyle

WIDTH_PX = 1.8
# Dashes in widths of the line: no two layers are told apart by colour alone.
DASHES: tuple[tuple[float, ...], ...] = (
    (5.0, 2.5),
    (1.5, 2.0),
    (8.0, 2.5, 1.5, 2.5),
    (3.0, 2.0),
    (8.0, 2.5, 1.5, 2.5, 1.5, 2.5),
)


def layer_pen(style: MapStyle, number: int) -> QPen:
    """The line that the layer of that number is drawn with."""
    pen = QPen(style.layer_lines[number % len(style.layer_lines)], WIDTH_PX)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern(list(DASHES[number % len(DASHES)]))
    return pen


class ReferenceLayerLines:
    """The borders of the areas of one layer."""

    def __init__(self, number: int, style: MapStyle) -> None:
        self._number = number
        self._style = style
        self._lines: NDArray[np.object_] = np.empty(0, dtype=object)
        self._bounds: NDArray[np.float64] = np.empty((0, 4))
        self._paths: dict[int, dict[int, QPainterPath]] = {}
        self.has_lines = False
        self.opacity = 1.0

    def set_lines(self, lines: NDArray[np.object_]) -> None:
        """Draw these LineStrings, in metres."""
        self._lines, self._bounds = lines, scene_bounds(lines)
        self._paths = {}
        self.has_lines = True

    def restyle(self, style: MapStyle) -> None:
        """Take other colours."""
        self._style = style

    def draw(self, painter: QPainter, rect: QRectF, px_per_m: float) -> None:
        """Draw the borders that meet a rectangle of the scene."""
        painter.setOpacity(self.opacity)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(layer_pen(self._style, self._number))
        step = math.ceil(math.log2(1 / px_per_m))
        paths = self._paths.setdefault(step, {})
        for number in touching(self._bounds, rect).tolist():
            if number not in paths:
                plain = shapely.simplify(self._lines[number : number + 1], 2.0 ** (step - 1))
                paths[number] = path_of_lines(plain)
            painter.drawPath(paths[number])
