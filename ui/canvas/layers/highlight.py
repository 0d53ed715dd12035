"""What is under the pointer, at the keyboard's cursor, or about to change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsScene

from icp_footprints.geography.place import Place
from ui.canvas.paths import path_of
from ui.canvas.style import MapStyle

Z_PREVIEW = 5.0
Z_HOVER = 21.0
Z_CURSOR = 22.0

Fills = Mapping[int, QColor | None]
"""The colour that each unit, by its row, is about to take; None where it is taken out."""


@dataclass(frozen=True)
class _Batch:
    """Units that one item shows as about to take one colour."""

    item: QGraphicsPathItem
    fills: Fills


class HighlightLayer:
    """Items over the units, each drawing the units it is given.

    What is about to change stands in batches: a stroke that grows adds an item for its new units
    and leaves the others as they are drawn.
    """

    def __init__(self, scene: QGraphicsScene, style: MapStyle) -> None:
        self._scene = scene
        self._geometry: NDArray[np.object_] | None = None
        self._batches: list[_Batch] = []
        self._shown: dict[int, QColor | None] = {}
        self._paths: dict[int, QPainterPath] = {}
        self._hover = _item(scene, Z_HOVER)
        self._cursor = _item(scene, Z_CURSOR)
        self.restyle(style)

    @property
    def previewed(self) -> frozenset[int]:
        """Rows of the units shown as about to change."""
        return frozenset(self._shown)

    @property
    def fills(self) -> Fills:
        """The colour that each of them is shown in."""
        return dict(self._shown)

    def rebuild(self, place: Place) -> None:
        """Start again with another place."""
        self._geometry = place.units.geometry
        self._paths = {}
        self.clear_preview()
        for item in (self._hover, self._cursor):
            item.setPath(QPainterPath())

    def show_preview(self, fills: Fills) -> None:
        """Show these units, and no others, as about to take a colour or to be taken out."""
        if any(row not in fills or fills[row] != fill for row, fill in self._shown.items()):
            self._drop_batches_without(fills)
        by_colour: dict[int | None, list[int]] = {}
        for row in fills.keys() - self._shown.keys():
            fill = fills[row]
            by_colour.setdefault(None if fill is None else fill.rgb(), []).append(row)
        for rows in by_colour.values():
            self._add_batch({row: fills[row] for row in rows})

    def clear_preview(self) -> None:
        """Show nothing as about to change."""
        self.show_preview({})

    def hover(self, row: int | None) -> None:
        """Outline the unit under the pointer."""
        self._hover.setPath(self._path([] if row is None else [row]))

    def set_cursor(self, row: int | None) -> None:
        """Outline the unit that the keyboard's cursor is on."""
        self._cursor.setPath(self._path([] if row is None else [row]))

    def restyle(self, style: MapStyle) -> None:
        """Take other colours."""
        self._style = style
        for batch in self._batches:
            batch.item.setPen(_pen(style.accent, 1.3))
        self._hover.setPen(_pen(style.text, 1.5))
        self._cursor.setPen(_pen(style.accent, 3.0, Qt.PenStyle.DashLine))

    def _drop_batches_without(self, fills: Fills) -> None:
        """Take away every batch of which some unit is no longer to be shown as it is."""
        kept: list[_Batch] = []
        for batch in self._batches:
            if all(row in fills and fills[row] == fill for row, fill in batch.fills.items()):
                kept.append(batch)
                continue
            self._scene.removeItem(batch.item)
            for row in batch.fills:
                del self._shown[row]
        self._batches = kept

    def _add_batch(self, fills: Fills) -> None:
        """Show units of one colour that are not shown yet."""
        fill = next(iter(fills.values()))
        item = _item(self._scene, Z_PREVIEW)
        item.setPen(_pen(self._style.accent, 1.3))
        item.setBrush(QBrush(self._style.unassigned if fill is None else fill))
        item.setPath(self._path(fills))
        self._batches.append(_Batch(item, fills))
        self._shown.update(fills)

    def _path(self, rows: Iterable[int]) -> QPainterPath:
        path = QPainterPath()
        # Units never overlap, so their rings in one path fill as they do one by one.
        for row in rows:
            path.addPath(self._path_of_unit(row))
        return path

    def _path_of_unit(self, row: int) -> QPainterPath:
        if self._geometry is None:
            return QPainterPath()
        # Making a path costs far more than drawing it, and a shape in the making comes and goes.
        if row not in self._paths:
            self._paths[row] = path_of(self._geometry[row])
        return self._paths[row]


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
