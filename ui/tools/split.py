"""Split a footprint in two along a drawn line."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from PySide6.QtCore import QObject

from icp_footprints.geography.sides import left_of_line
from icp_footprints.plan.plan import UNASSIGNED
from ui.operations.hand_edit import Edit, locked_reason
from ui.operations.split_footprint import SplitFootprint
from ui.tools.corners import CORNER_KEYS
from ui.tools.gesture import Hands, Point
from ui.tools.gesture_shape import ShapeGesture


class SplitTool(ShapeGesture):
    """The footprint that most of the line lies in is split; its units go by their centres."""

    title = "Spli&t"
    icon = "split"
    shortcut = "X"
    tip = (
        "Draw a line across a footprint, or click its corners: the side with fewer people becomes "
        "a new footprint. The line is carried on straight beyond its ends."
    )
    hint = "Draw a line across a footprint; double-click or Enter ends a clicked one, Esc discards."
    keys = CORNER_KEYS
    closed = False
    least_corners = 2
    too_few = "A line needs two ends: nothing was changed."

    def __init__(self, hands: Hands, split: SplitFootprint, parent: QObject | None = None) -> None:
        super().__init__(hands, parent)
        self._split = split

    def _preview(self, points: Sequence[Point]) -> str:
        edit, reason = self._planned(np.array(points, dtype=np.float64))
        self._show(edit, nothing=reason)
        return reason

    def _planned(
        self, line: np.ndarray[tuple[int, int], np.dtype[np.float64]]
    ) -> tuple[Edit | None, str]:
        """What the line would change, or why nothing."""
        plan = self._document.plan
        number = self._crossed(line)
        if number is None:
            return None, "Draw the line across a footprint."
        footprint = plan.footprints[number]
        if footprint.locked:
            return None, locked_reason([footprint])
        side = left_of_line(self._document.place.units.centres[plan.rows(footprint.id)], line)
        edit = self._split.planned(footprint.id, side)
        return edit, "" if edit else f"All units of {footprint.name} are on one side of the line."

    def _crossed(self, line: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> int | None:
        """Number of the footprint that most of the line lies in; None where it is in none."""
        if len(np.unique(line, axis=0)) < 2:
            return None
        rows, metres = self._units.metres_along(shapely.LineString(line))
        numbers = self._document.plan.assignment[rows]
        inside = numbers != UNASSIGNED
        if not metres[inside].any():
            return None
        return int(np.bincount(numbers[inside], weights=metres[inside]).argmax())

    def _make(self, edit: Edit) -> None:
        self._split.make(edit)
