"""Where footprint labels go on a page map: whole where they fit, else a number for the key."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
# A label may lie this much outside its footprint and still be read as its own.
LEAST_INSIDE_SHARE = 0.9
# Where a label does not fit, it is tried this much smaller.
SHRINKS = (1.0, 0.85)
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
            return 2 * DISC_RADIUS, 2 * DISC_RADIUS
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
    obstacles: Sequence[BaseGeometry] = (),
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
    """
    bodies = {n: _largest(shape) for n, shape in enumerate(shapes) if shapely.area(shape) > 0}
    poles = {n: _pole(body) for n, body in bodies.items()}
    discs = {n: _box(x, y, 2 * DISC_RADIUS, 2 * DISC_RADIUS) for n, (x, y) in poles.items()}
    taken: list[BaseGeometry] = list(obstacles)
    labels: list[Label] = []
    left_over: list[int] = []
    for n in sorted(bodies, key=lambda number: float(bodies[number].area), reverse=True):
        others = [*taken, *(disc for m, disc in discs.items() if m != n)]
        found = _written(n, words[n], bodies[n], poles[n], others, frame)
        if found is None:
            left_over.append(n)
        else:
            taken.append(found.box)
            labels.append(found)
    for n in left_over:
        x, y = _disc_spot(poles[n], taken, frame)
        labels.append(Label(n, x, y, anchor=None if (x, y) == poles[n] else poles[n]))
        taken.append(labels[-1].box)
    return sorted(labels, key=lambda label: label.number)


def _written(
    number: int,
    words: tuple[str, str],
    body: BaseGeometry,
    pole: tuple[float, float],
    others: list[BaseGeometry],
    frame: BaseGeometry,
) -> Label | None:
    """The name where it lies in its footprint and on no other label, as near the pole as can be."""
    name, figures = words
    if not name:
        return None
    taken = shapely.STRtree(others)
    for shrink in SHRINKS:
        here = Label(number, *pole, wrapped(name), figures, shrink)
        width, height = here.size
        for x, y in _spots(body, pole, width, height):
            box = _box(x, y, width, height)
            held = shapely.clip_by_rect(body, *box.bounds)
            fits = shapely.area(held) >= LEAST_INSIDE_SHARE * width * height
            if fits and shapely.covers(frame, box) and not len(taken.query(box, "intersects")):
                return Label(number, x, y, here.name, figures, shrink)
    return None


def _spots(
    body: BaseGeometry, pole: tuple[float, float], width: float, height: float
) -> Iterator[tuple[float, float]]:
    """The pole, the centroid, then spots round the pole, the nearest first."""
    if width * height * LEAST_INSIDE_SHARE > shapely.area(body):
        return
    yield pole
    centroid = shapely.centroid(body)
    yield float(shapely.get_x(centroid)), float(shapely.get_y(centroid))
    steps = range(-SIDE_STEPS, SIDE_STEPS + 1)
    moves = [(across, down) for across in steps for down in steps if (across, down) != (0, 0)]
    for across, down in sorted(moves, key=lambda move: math.hypot(*move)):
        yield pole[0] + across * width / 4, pole[1] + down * height / 2


def _disc_spot(
    pole: tuple[float, float], taken: list[BaseGeometry], frame: BaseGeometry
) -> tuple[float, float]:
    """The nearest free spot for a number; the pole itself when none is free."""
    for x, y in _spiral(pole):
        disc = _box(x, y, 2 * DISC_RADIUS, 2 * DISC_RADIUS)
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
    radius = shapely.maximum_inscribed_circle(body, POLE_TOLERANCE)
    point = shapely.get_point(radius, 0)
    return float(shapely.get_x(point)), float(shapely.get_y(point))


def _box(x: float, y: float, width: float, height: float) -> BaseGeometry:
    return shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
