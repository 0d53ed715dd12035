"""What is under the pointer, selected, at the keyboard's cursor, or about to change."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsScene

from icp_footprints.geography.place import Place
from ui.canvas.paths import path_of
from ui.canvas.style import MapStyle

Z_PREVIEW = 5.0
Z_SELECTION = 20.0
Z_HOVER = 21.0
Z_CURSOR = 22.0


class HighlightLayer:
    """Four items over the units, each drawing the units it is given."""

    def __init__(self, scene: QGraphicsScene, style: MapStyle) -> None:
        self._geometry: NDArray[np.object_] | None = None
        self._preview = _item(scene, Z_PREVIEW)
        self._selection = _item(scene, Z_SELECTION)
        self._hover = _item(scene, Z_HOVER)
        self._cursor = _item(scene, Z_CURSOR)
        self._previewed: set[int] = set()
        self.restyle(style)

    @property
    def previewed(self) -> frozenset[int]:
        """Rows of the units shown as about to change."""
        return frozenset(self._previewed)

    def rebuild(self, place: Place) -> None:
        """Start again with another place."""
        self._geometry = place.units.geometry
        self.clear_preview()
        for item in (self._selection, self._hover, self._cursor):
            item.setPath(QPainterPath())

    def preview(self, rows: Iterable[int], fill: QColor | None) -> None:
        """Show more units as about to take a colour, or to be taken out for None."""
        fresh = [row for row in rows if row not in self._previewed]
        if not fresh:
            return
        self._previewed.update(fresh)
        brush = QBrush(fill) if fill else QBrush(self._style.unassigned)
        self._preview.setBrush(brush)
        path = self._preview.path()
        path.addPath(self._path(fresh))
        self._preview.setPath(path)

    def clear_preview(self) -> None:
        """Show nothing as about to change."""
        self._previewed.clear()
        self._preview.setPath(QPainterPath())

    def select(self, rows: Iterable[int]) -> None:
        """Outline the selected units."""
        self._selection.setPath(self._path(rows))

    def hover(self, row: int | None) -> None:
        """Outline the unit under the pointer."""
        self._hover.setPath(self._path([] if row is None else [row]))

    def set_cursor(self, row: int | None) -> None:
        """Outline the unit that the keyboard's cursor is on."""
        self._cursor.setPath(self._path([] if row is None else [row]))

    def restyle(self, style: MapStyle) -> None:
        """Take other colours."""
        self._style = style
        self._preview.setPen(_pen(style.accent, 1.3))
        self._selection.setPen(_pen(style.accent, 2.5))
        self._selection.setBrush(QBrush(style.accent, Qt.BrushStyle.Dense6Pattern))
        self._hover.setPen(_pen(style.text, 1.5))
        self._cursor.setPen(_pen(style.accent, 3.0, Qt.PenStyle.DashLine))

    def _path(self, rows: Iterable[int]) -> QPainterPath:
        path = QPainterPath()
        # Units never overlap, so their rings in one path fill as they do one by one.
        if self._geometry is not None:
            for row in rows:
                path.addPath(path_of(self._geometry[row]))
        return path


def _item(scene: QGraphicsScene, z: float) -> QGraphicsPathItem:
    item = QGraphicsPathItem()
    item.setZValue(z)
    item.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
    scene.addItem(item)
    return item


def _pen(colour: QColor, width: float, line: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    pen = QPen(colour, width, line)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
    return pen
