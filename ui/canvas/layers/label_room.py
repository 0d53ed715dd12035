"""Where labels may stand on the map, and where others stand already."""

from __future__ import annotations

import numpy as np

GAP_PX = 3.0
# Where a label may stand, as shares of its own width and height from its footprint's middle.
SHIFTS = np.array(
    (
        (0.0, 0.0),
        (0.0, -0.6),
        (0.0, 0.6),
        (-0.35, 0.0),
        (0.35, 0.0),
        (-0.35, -0.6),
        (0.35, 0.6),
        (-0.35, 0.6),
        (0.35, -0.6),
        (0.0, -1.15),
        (0.0, 1.15),
    )
)

Extent = tuple[float, float, float, float]
"""Left, top, width and height, in pixels from a label's place."""


class WantedBoxes:
    """The boxes of a label in pixels, the one it would rather stand in first."""

    def __init__(self, asked: tuple[float, float, Extent, float]) -> None:
        x, y, (across, down, width, height), px_per_m = self.asked = asked
        corner = np.array((x * px_per_m + across - GAP_PX, y * px_per_m + down - GAP_PX))
        size = np.array((width + 2 * GAP_PX, height + 2 * GAP_PX))
        self.shifts = SHIFTS * (width, height)
        boxes = np.hstack([self.shifts + corner, self.shifts + corner + size])
        self.first = tuple(boxes[0].tolist())
        self.boxes = boxes
        """Array (n, 4): left, top, right and bottom of each."""


class TakenBoxes:
    """Boxes that labels stand in: left, top, right and bottom in pixels."""

    def __init__(self, most: int) -> None:
        self._boxes = np.empty((4, most))
        self._count = 0

    def take(self, wanted: WantedBoxes) -> int | None:
        """Take the first of several boxes that meets none that is taken.

        Its number; None where each of them meets one. This is done for every label at each step
        of an edit: most stand where they would rather, and only for the others are all held
        against all.
        """
        left, top, right, bottom = self._boxes[:, : self._count]
        x0, y0, x1, y1 = wanted.first
        if not ((x0 < right) & (left < x1) & (y0 < bottom) & (top < y1)).any():
            self._boxes[:, self._count] = wanted.first
            self._count += 1
            return 0
        lefts, tops, rights, bottoms = wanted.boxes.T[:, :, np.newaxis]
        meets = (lefts < right) & (left < rights) & (tops < bottom) & (top < bottoms)
        free = ~meets.any(axis=1)
        chosen = int(free.argmax())
        if not free[chosen]:
            return None
        self._boxes[:, self._count] = wanted.boxes[chosen]
        self._count += 1
        return chosen
