"""Bridges, as dashed lines from unit to unit, and barriers, as thick marks on the boundary."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsScene
from shapely.geometry.base import BaseGeometry

from icp_footprints.geography.adjacency import AdjacencyEdit
from icp_footprints.geography.place import Place
from icp_footprints.geography.shared_boundary import DEFAULT_TOLERANCE_M
from ui.canvas.style import MapStyle

Z_EDITS = 15.0
BRIDGE_PX = 2.5
BARRIER_PX = 6.0
END_PX = 9.0


class EditsLayer:
    """One item for all bridges, one for their ends and one for all barriers; never picked."""

    def __init__(self, scene: QGraphicsScene, style: MapStyle) -> None:
        self._bridges, self._ends, self._barriers = (QGraphicsPathItem() for _ in range(3))
        for item in (self._barriers, self._bridges, self._ends):
            item.setZValue(Z_EDITS)
            item.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
            scene.addItem(item)
        self.restyle(style)

    def rebuild(self, place: Place, centres: NDArray[np.float64]) -> None:
        """Draw the edits of another place; `centres` (n, 2) are points inside its units."""
        position = place.units.position
        bridges, ends, barriers = QPainterPath(), QPainterPath(), QPainterPath()
        for edit in place.adjacency.edits:
            a, b = position[edit.unit_a], position[edit.unit_b]
            if edit.kind == "bridge":
                start, end = (QPointF(x, -y) for x, y in centres[[a, b]].tolist())
                bridges.moveTo(start)
                bridges.lineTo(end)
                for point in (start, end):
                    # A line of no length: its round cap is a dot, the same at every zoom.
                    ends.moveTo(point)
                    ends.lineTo(point + QPointF(0.01, 0.0))
            else:
                _add_lines(barriers, boundary_between(place, edit))
        self._bridges.setPath(bridges)
        self._ends.setPath(ends)
        self._barriers.setPath(barriers)

    def set_look(self, is_visible: bool, opacity: float) -> None:
        """Show or hide them, and draw them so strongly, from 0 to 1."""
        for item in (self._barriers, self._bridges, self._ends):
            item.setVisible(is_visible)
            item.setOpacity(opacity)

    def restyle(self, style: MapStyle) -> None:
        """Take other colours."""
        self._bridges.setPen(_pen(style.edit, BRIDGE_PX, Qt.PenStyle.DashLine))
        self._ends.setPen(_pen(style.edit, END_PX, Qt.PenStyle.SolidLine))
        self._barriers.setPen(_pen(style.edit, BARRIER_PX, Qt.PenStyle.SolidLine))


def boundary_between(place: Place, edit: AdjacencyEdit) -> BaseGeometry:
    """The lines along which the two units of an edit meet, in metres; empty where they do not."""
    geometry, position = place.units.geometry, place.units.position
    one, other = (shapely.boundary(geometry[position[code]]) for code in (edit.unit_a, edit.unit_b))
    exact = shapely.intersection(one, other)
    if shapely.length(exact) > 0:
        return exact
    # Untidy boundaries run beside each other without ever being the same.
    strip = shapely.buffer(other, DEFAULT_TOLERANCE_M, cap_style="flat")
    return shapely.intersection(one, strip)


def _add_lines(path: QPainterPath, shape: BaseGeometry) -> None:
    for line in shapely.get_parts(shape):
        xy = shapely.get_coordinates(line).tolist()
        # Where two units touch at a point only, there is nothing to bar.
        if len(xy) > 1:
            path.moveTo(QPointF(xy[0][0], -xy[0][1]))
            for x, y in xy[1:]:
                path.lineTo(QPointF(x, -y))


def _pen(colour: QColor, width_px: float, line: Qt.PenStyle) -> QPen:
    pen = QPen(colour, width_px, line)
    pen.setCosmetic(True)
    pen.setCapStyle(
        Qt.PenCapStyle.RoundCap if line == Qt.PenStyle.SolidLine else Qt.PenCapStyle.FlatCap
    )
    pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
    return pen
