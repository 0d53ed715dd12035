"""Where footprint labels go on a page map: whole where they fit, else a number for the key."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from icp_footprints.report.maps.room import Room, bounds_of, boxes_at, overlaps
from icp_footprints.report.maps.text import (
    FIGURE_SIZE,
    LINE_HEIGHT,
    NAME_SIZE,
    text_width,
    wrapped,
)

DISC_RADIUS = 9.0
# How much of a label must lie in its footprint, the first that does: one that lies a little outside
# is still read as its own, but a plate would hide the border there.
INSIDE = (0.995, 0.9)
WHOLLY_INSIDE = (0.995,)
# Where a label does not fit, it is tried this much smaller.
SHRINKS = (1.0, 0.85, 0.72)
SMALL_SHRINKS = (0.85, 0.72)
# Other places for it: so many steps to either side of its footprint's middle.
SIDE_STEPS = range(-3, 4)
SIDE_MOVES = np.array(
    sorted(itertools.product(SIDE_STEPS, SIDE_STEPS), key=lambda move: math.hypot(*move))[1:]
)
SPIRAL = np.array(
    [(0.0, 0.0)]
    + [
        (radius * math.cos(angle), radius * math.sin(angle))
        for radius, angle in ((DISC_RADIUS * (1 + n / 8), n * 2.4) for n in range(1, 96))
    ]
)
POLE_TOLERANCE = 1.0


@dataclass(frozen=True)
class Label:
    """One footprint's label, centred on (x, y) in page units.

    Parameters
    ----------
    name, figures
        Lines of the name and, below them, the figures; no lines where only the number fits.
    shrink
        How large its letters are, as a share of their full size.
    anchor
        The point of the footprint that a number lying elsewhere is led to, or None.
    """

    number: int
    x: float
    y: float
    name: tuple[str, ...] = ()
    figures: str = ""
    shrink: float = 1.0
    anchor: tuple[float, float] | None = None

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of what is written, on the wide side."""
        if not self.name:
            return 2 * DISC_RADIUS * self.shrink, 2 * DISC_RADIUS * self.shrink
        widths = [text_width(line, NAME_SIZE, bold=True) for line in self.name]
        widths.append(text_width(self.figures, FIGURE_SIZE))
        lines = NAME_SIZE * len(self.name) + FIGURE_SIZE * bool(self.figures)
        return self.shrink * (max(widths) + 4), self.shrink * (LINE_HEIGHT * lines + 2)

    @property
    def box(self) -> BaseGeometry:
        """The rectangle it takes up."""
        width, height = self.size
        return shapely.box(*boxes_at(np.array([[self.x, self.y]]), width, height)[0].tolist())


def place_labels(
    shapes: Sequence[BaseGeometry],
    words: Sequence[tuple[str, str]],
    frame: BaseGeometry,
    *,
    obstacles: Sequence[BaseGeometry] = (),
    shrinks: Sequence[float] = SHRINKS,
    disc_shrink: float = 1.0,
    inside: Sequence[float] = INSIDE,
) -> list[Label]:
    """A label for every footprint that has a shape.

    Parameters
    ----------
    shapes
        Footprints in page units.
    words
        Name and figures of each footprint; no name has it labelled with its number alone.
    frame
        The rectangle that labels stay within.
    obstacles
        What they may not lie on.
    shrinks
        How large letters may be, as shares of their full size, the first that fits.
    disc_shrink
        How large numbers are, likewise.
    inside
        How much of a label must lie in its footprint, likewise.
    """
    areas = shapely.area(np.array(shapes, dtype=object))
    bodies = {n: _largest(shapes[n]) for n in np.flatnonzero(areas > 0).tolist()}
    poles = {n: _pole(body) for n, body in bodies.items()}
    side = 2 * DISC_RADIUS * disc_shrink
    ways = [(least, shrink) for least in inside for shrink in shrinks]
    room = Room.of(frame, obstacles)
    discs = boxes_at(np.array(list(poles.values())).reshape(-1, 2), side, side)
    disc_rows = {n: row for row, n in enumerate(poles)}
    labels: list[Label] = []
    left_over: list[int] = []
    for n in sorted(bodies, key=lambda number: float(bodies[number].area), reverse=True):
        name, figures = words[n]
        found = None
        if name:
            # A name may hide nobody else's number, should that be all there is room for.
            others = room.without(np.delete(discs, disc_rows[n], axis=0))
            wanted = Label(n, *poles[n], wrapped(name), figures)
            found = _written(wanted, bodies[n], others, ways)
        if found is None:
            left_over.append(n)
        else:
            room = room.without(bounds_of([found.box]))
            labels.append(found)
    for n in left_over:
        x, y = _disc_spot(poles[n], side, room)
        anchor = None if (x, y) == poles[n] else poles[n]
        labels.append(Label(n, x, y, shrink=disc_shrink, anchor=anchor))
        room = room.without(bounds_of([labels[-1].box]))
    return sorted(labels, key=lambda label: label.number)


def _written(
    wanted: Label, body: BaseGeometry, room: Room, ways: Sequence[tuple[float, float]]
) -> Label | None:
    """The label where it lies in its footprint and on no other, as near as can be to its place."""
    area, bounds = float(body.area), shapely.bounds(body)
    full_width, full_height = wanted.size
    # What of a box is in the footprint takes long to find, and is asked again for less.
    known: dict[tuple[float, float, float], float] = {}
    for least, shrink in ways:
        width, height = shrink * full_width, shrink * full_height
        enough = least * width * height
        spots = _spots(body, (wanted.x, wanted.y), width, height)
        boxes = boxes_at(spots, width, height)
        hopeful = overlaps(boxes, bounds) >= min(enough, area)
        rows = np.flatnonzero(hopeful)[room.free(boxes[hopeful])] if area >= enough else []
        for row in rows:
            x, y = spots[row].tolist()
            if (x, y, shrink) not in known:
                held = shapely.clip_by_rect(body, *boxes[row].tolist())
                known[x, y, shrink] = float(shapely.area(held))
            if known[x, y, shrink] >= enough:
                return replace(wanted, x=x, y=y, shrink=shrink)
    return None


def _spots(
    body: BaseGeometry, pole: tuple[float, float], width: float, height: float
) -> NDArray[np.float64]:
    """The pole, the centroid, then spots round the pole, the nearest first; array (n, 2)."""
    centroid = shapely.get_coordinates(shapely.centroid(body))
    return np.concatenate([[pole], centroid, np.array(pole) + SIDE_MOVES * (width / 4, height / 2)])


def _disc_spot(pole: tuple[float, float], side: float, room: Room) -> tuple[float, float]:
    """The nearest free spot for a number; the pole itself when none is free."""
    spots = np.array(pole) + SPIRAL
    free = np.flatnonzero(room.free(boxes_at(spots, side, side)))
    if not len(free):
        return pole
    x, y = spots[free[0]].tolist()
    return x, y


def _largest(shape: BaseGeometry) -> BaseGeometry:
    parts = shapely.get_parts(shape)
    return parts[int(np.argmax(shapely.area(parts)))]


def _pole(body: BaseGeometry) -> tuple[float, float]:
    """The point of the shape farthest from its border."""
    bodies = np.array([body], dtype=object)
    radii = shapely.maximum_inscribed_circle(bodies, np.array([POLE_TOLERANCE]))
    point = shapely.get_point(radii, 0)[0]
    return float(shapely.get_x(point)), float(shapely.get_y(point))
