"""Where labels may stand on the map, and where others stand already."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

GAP_PX = 3.0
# Where a label may stand, as shares of its own width and height from its footprint's middle.
SHIFTS = (
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
# About as wide as a label, so that each stands in few squares with few others.
CELL_PX = 100.0
MOST_BOXES = 8192

Extent = tuple[float, float, float, float]
"""Left, top, width and height, in pixels from a label's place."""
Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels."""
Cell = tuple[int, int]
Rank = tuple[bool, float]
"""Labels of a lower rank choose first; those of the same rank in the order of their ids."""


class WantedBoxes:
    """The boxes of a label in pixels, the one it would rather stand in first."""

    def __init__(self, asked: tuple[float, float, Extent, float]) -> None:
        x, y, (across, down, width, height), px_per_m = self.asked = asked
        left, top = x * px_per_m + across - GAP_PX, y * px_per_m + down - GAP_PX
        right, bottom = left + width + 2 * GAP_PX, top + height + 2 * GAP_PX
        self.shifts = [(a * width, b * height) for a, b in SHIFTS]
        """How far right and down each is from the first."""
        self.boxes: list[Box] = [(left + a, top + b, right + a, bottom + b) for a, b in self.shifts]


class Stand(NamedTuple):
    """Where a label stands, and what that was decided by.

    Parameters
    ----------
    rank, wanted
        What the label asked for.
    number
        The box it stands in; None for nowhere.
    refused
        A box that holds all those it would rather have stood in; None where there are none.
    """

    rank: Rank
    wanted: WantedBoxes
    number: int | None
    refused: Box | None

    @property
    def box(self) -> Box | None:
        """The box it stands in."""
        return None if self.number is None else self.wanted.boxes[self.number]


class LabelRoom:
    """Gives each label the first of its boxes that meets none of those given before it.

    Every step of an edit asks for all labels, and few of them have changed: the others keep their
    box unless one that was given since meets it, or one that was left met a box they would rather
    have. What is given is always as if all labels had been laid out afresh.
    """

    def __init__(self) -> None:
        self._stands: dict[str, Stand] = {}

    def give(self, labels: Iterable[tuple[str, Rank, WantedBoxes]]) -> dict[str, int | None]:
        """The number of the box that each label stands in, by its id; None where none is free."""
        before, self._stands = self._stands, {}
        ordered = sorted(labels, key=lambda label: (label[1], label[0]))
        kept = {
            key: stand
            for key, rank, wanted in ordered
            if (stand := before.get(key)) and stand.wanted is wanted and stand.rank == rank
        }
        taken, given, left = Boxes(), Boxes(), Boxes()
        for key, stand in before.items():
            if key not in kept:
                left.add(stand.box)
        for key, rank, wanted in ordered:
            stand = kept.get(key)
            if stand is None or given.meets(stand.box) or left.meets(stand.refused):
                was, stand = stand, taken.stand(rank, wanted)
                if was is None or was.number != stand.number:
                    given.add(stand.box)
                    left.add(was.box if was else None)
            taken.add(stand.box)
            self._stands[key] = stand
        return {key: stand.number for key, stand in self._stands.items()}


class Boxes:
    """Boxes by the squares of the map that they reach into: plain numbers, for there are few
    in each, and an array for each question takes five times as long.
    """

    def __init__(self) -> None:
        self._in_cell: dict[Cell, list[Box]] = {}

    def add(self, box: Box | None) -> None:
        """Add a box, if it is one."""
        if box is not None:
            for cell in _cells(box):
                self._in_cell.setdefault(cell, []).append(box)

    def meets(self, box: Box | None) -> bool:
        """Whether any of them meets this one, if it is one."""
        if box is None:
            return False
        x0, y0, x1, y1 = box
        for cell in _cells(box) if self._in_cell else ():
            for left, top, right, bottom in self._in_cell.get(cell, ()):
                if x0 < right and left < x1 and y0 < bottom and top < y1:
                    return True
        return False

    def stand(self, rank: Rank, wanted: WantedBoxes) -> Stand:
        """Where a label stands that gets the first of its boxes that meets none of them."""
        boxes = wanted.boxes
        number = next((each for each, box in enumerate(boxes) if not self.meets(box)), None)
        return Stand(rank, wanted, number, _around(boxes[:number]))


def _around(boxes: list[Box]) -> Box | None:
    """A box that holds them all; None for none."""
    if not boxes:
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


# The same boxes are asked about at every edit, until the map is zoomed.
@lru_cache(maxsize=MOST_BOXES)
def _cells(box: Box) -> list[Cell]:
    x0, y0, x1, y1 = box
    columns = range(int(x0 // CELL_PX), int(x1 // CELL_PX) + 1)
    rows = range(int(y0 // CELL_PX), int(y1 // CELL_PX) + 1)
    return [(column, row) for column in columns for row in rows]
