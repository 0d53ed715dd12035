"""Where on a page map there is room for labels: rectangles, many at a time.

Boxes are arrays (n, 4) of left, top, right and bottom in page units: there are too many to try for
each to be a geometry.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Boxes = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Room:
    """A rectangle, and what of it is taken.

    Parameters
    ----------
    frame
        Array (4,) of the rectangle that boxes stay within.
    taken
        The boxes that others may not touch.
    """

    frame: NDArray[np.float64]
    taken: Boxes

    @classmethod
    def of(cls, frame: BaseGeometry, obstacles: Sequence[BaseGeometry]) -> Room:
        """The room in a rectangle beside obstacles, which are rectangles too."""
        return cls(shapely.bounds(frame), bounds_of(obstacles))

    def without(self, boxes: Boxes) -> Room:
        """The room with these taken too."""
        return Room(self.frame, np.concatenate([self.taken, boxes]))

    def free(self, boxes: Boxes) -> NDArray[np.bool_]:
        """Whether each box is within the frame and touches nothing that is taken."""
        within = (boxes[:, :2] >= self.frame[:2]) & (boxes[:, 2:] <= self.frame[2:])
        starts, ends = boxes[:, np.newaxis, :2], boxes[:, np.newaxis, 2:]
        touched = np.all((starts <= self.taken[:, 2:]) & (ends >= self.taken[:, :2]), axis=2)
        return np.all(within, axis=1) & ~np.any(touched, axis=1)


def bounds_of(shapes: Sequence[BaseGeometry]) -> Boxes:
    """The bounds of each shape."""
    return shapely.bounds(np.array(shapes, dtype=object)).reshape(-1, 4)


def boxes_at(spots: NDArray[np.float64], width: float, height: float) -> Boxes:
    """Boxes of that size round spots, an array (n, 2)."""
    half = np.array([width / 2, height / 2])
    return np.concatenate([spots - half, spots + half], axis=1)


def overlaps(boxes: Boxes, bounds: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much of each box is in one further box."""
    sides = np.minimum(boxes[:, 2:], bounds[2:]) - np.maximum(boxes[:, :2], bounds[:2])
    return np.clip(sides, 0, None).prod(axis=1)
