"""A small picture of a place that says which unit each pixel is of.

Drawn once, it shows any plan at the cost of looking up its pixels: live while a plan is generated,
and as the small maps of plans to choose from. Everything here may be done on any thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QTransform

from icp_footprints.geography.place import Place
from ui.canvas.paths import path_of, rect_of

NOBODY = -1
OPAQUE = 0xFF000000


@dataclass(frozen=True, eq=False)
class UnitRaster:
    """Which unit each pixel is of.

    Parameters
    ----------
    rows
        Array (height, width): row of the unit at each pixel; -1 outside the place.
    scene_rect
        Where the picture lies in the scene.
    """

    rows: NDArray[np.int32]
    scene_rect: QRectF

    def image(
        self, groups: NDArray[np.int16], fills: Sequence[QColor], none: QColor, edge: QColor
    ) -> QImage:
        """The place with its units in groups, such as footprints.

        Parameters
        ----------
        groups
            Array (n,): number of each unit's group; -1 for none.
        fills
            The colour of each group.
        none, edge
            The colours of units in no group, and of the lines between groups.
        """
        # Groups -1 (none) and -2 (outside the place) come last, where negative numbers reach.
        table = np.array([*(each.rgba() for each in fills), 0, none.rgba()], dtype=np.uint32)
        group = np.append(groups.astype(np.int32), -2)[self.rows]
        pixels = table[group]
        line = np.zeros(group.shape, dtype=np.bool_)
        line[:, 1:] |= group[:, 1:] != group[:, :-1]
        line[1:] |= group[1:] != group[:-1]
        pixels[line] = edge.rgba()
        height, width = pixels.shape
        shown = QImage(pixels.tobytes(), width, height, 4 * width, QImage.Format.Format_ARGB32)
        # The image only borrows its bytes; a copy has its own.
        return shown.copy()


def raster_of(place: Place, longest_px: int) -> UnitRaster:
    """A picture of a place whose longer side is so many pixels."""
    geometry = place.units.geometry
    west, south, east, north = shapely.total_bounds(geometry).tolist()
    rect = rect_of((west, south, east, north))
    px_per_m = longest_px / max(rect.width(), rect.height(), 1.0)
    width, height = (max(1, round(side * px_per_m)) for side in (rect.width(), rect.height()))
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setTransform(
        QTransform.fromScale(px_per_m, px_per_m).translate(-rect.left(), -rect.top())
    )
    # What a pixel cannot show is left out, and a line of a pixel closes the cracks this makes.
    plain = shapely.simplify(geometry, 0.5 / px_per_m, preserve_topology=True)
    for row, shape in enumerate(plain):
        number = QColor.fromRgba(OPAQUE | (row + 1))
        pen = QPen(number, 1.0)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(number)
        painter.drawPath(path_of(shape))
    painter.end()
    words = np.frombuffer(image.constBits(), dtype=np.uint32).reshape(height, -1)[:, :width]
    rows = (words & 0xFFFFFF).astype(np.int32) - 1
    return UnitRaster(rows, rect)
