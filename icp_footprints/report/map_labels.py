"""Where footprint labels go on a page map: whole where they fit, else a number for the key."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from icp_footprints.report.map_text import (
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
SIDE_STEPS = 3
SPIRAL_STEPS = 96
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
        return _box(self.x, self.y, width, height)


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
    bodies = {n: _largest(shape) for n, shape in enumerate(shapes) if shapely.area(shape) > 0}
    poles = {n: _pole(body) for n, body in bodies.items()}
    side = 2 * DISC_RADIUS * disc_shrink
    ways = [(least, shrink) for least in inside for shrink in shrinks]
    discs = {n: _box(x, y, side, side) for n, (x, y) in poles.items()}
    taken: list[BaseGeometry] = list(obstacles)
    labels: list[Label] = []
    left_over: list[int] = []
    for n in sorted(bodies, key=lambda number: float(bodies[number].area), reverse=True):
        others = [*taken, *(disc for m, disc in discs.items() if m != n)]
        name, figures = words[n]
        here = Label(n, *poles[n], wrapped(name), figures) if name else None
        found = _written(here, bodies[n], others, frame, ways) if here else None
        if found is None:
            left_over.append(n)
        else:
            taken.append(found.box)
            labels.append(found)
    for n in left_over:
        x, y = _disc_spot(poles[n], side, taken, frame)
        anchor = None if (x, y) == poles[n] else poles[n]
        labels.append(Label(n, x, y, shrink=disc_shrink, anchor=anchor))
        taken.append(labels[-1].box)
    return sorted(labels, key=lambda label: label.number)


def _written(
    wanted: Label,
    body: BaseGeometry,
    others: list[BaseGeometry],
    frame: BaseGeometry,
    ways: Sequence[tuple[float, float]],
) -> Label | None:
    """The label where it lies in its footprint and on no other, as near as can be to its place."""
    taken = shapely.STRtree(others)
    for least, shrink in ways:
        width, height = replace(wanted, shrink=shrink).size
        for x, y in _spots(body, (wanted.x, wanted.y), width, height):
            box = _box(x, y, width, height)
            held = shapely.clip_by_rect(body, *box.bounds)
            fits = shapely.area(held) >= least * width * height
            if fits and shapely.covers(frame, box) and not len(taken.query(box, "intersects")):
                return replace(wanted, x=x, y=y, shrink=shrink)
    return None


def _spots(
    body: BaseGeometry, pole: tuple[float, float], width: float, height: float
) -> Iterator[tuple[float, float]]:
    """The pole, the centroid, then spots round the pole, the nearest first."""
    left, top, right, bottom = shapely.bounds(body).tolist()
    if min((right - left) / width, (bottom - top) / height) < INSIDE[-1]:
        return
    yield pole
    centroid = shapely.centroid(body)
    yield float(shapely.get_x(centroid)), float(shapely.get_y(centroid))
    steps = range(-SIDE_STEPS, SIDE_STEPS + 1)
    moves = [(across, down) for across in steps for down in steps if (across, down) != (0, 0)]
    for across, down in sorted(moves, key=lambda move: math.hypot(*move)):
        yield pole[0] + across * width / 4, pole[1] + down * height / 2


def _disc_spot(
    pole: tuple[float, float], side: float, taken: list[BaseGeometry], frame: BaseGeometry
) -> tuple[float, float]:
    """The nearest free spot for a number; the pole itself when none is free."""
    for x, y in _spiral(pole):
        disc = _box(x, y, side, side)
        if shapely.covers(frame, disc) and not np.any(shapely.intersects(disc, taken)):
            return x, y
    return pole


def _spiral(centre: tuple[float, float]) -> Iterator[tuple[float, float]]:
    yield centre
    for step in range(1, SPIRAL_STEPS):
        radius, angle = DISC_RADIUS * (1 + step / 8), step * 2.4
        yield centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)


def _largest(shape: BaseGeometry) -> BaseGeometry:
    parts = shapely.get_parts(shape)
    return parts[int(np.argmax(shapely.area(parts)))]


def _pole(body: BaseGeometry) -> tuple[float, float]:
    """The point of the shape farthest from its border."""
    bodies = np.array([body], dtype=object)
    radii = shapely.maximum_inscribed_circle(bodies, np.array([POLE_TOLERANCE]))
    point = shapely.get_point(radii, 0)[0]
    return float(shapely.get_x(point)), float(shapely.get_y(point))


def _box(x: float, y: float, width: float, height: float) -> BaseGeometry:
    return shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
