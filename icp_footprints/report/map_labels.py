"""Where footprint labels go on a page map: whole where they fit, else a number for the key."""

from __future__ import annotations

import math
import textwrap
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

NAME_SIZE = 13.0
FIGURE_SIZE = 11.5
LINE_HEIGHT = 1.25
DISC_RADIUS = 9.0
NAME_LINE_LETTERS = 20
MOST_NAME_LINES = 2
# A label may lie this much outside its footprint and still be read as its own.
LEAST_INSIDE_SHARE = 0.9
SPIRAL_STEPS = 96


@dataclass(frozen=True)
class Label:
    """One footprint's label, centred on (x, y) in page units.

    Parameters
    ----------
    lines
        Name lines, then one line of figures; empty where only the number fits.
    anchor
        The point of the footprint that a number lying elsewhere is led to, or None.
    """

    number: int
    x: float
    y: float
    lines: tuple[str, ...]
    anchor: tuple[float, float] | None = None


def place_labels(
    shapes: list[BaseGeometry], words: list[tuple[str, str]], frame: BaseGeometry
) -> list[Label]:
    """A label for every footprint that has a shape.

    Parameters
    ----------
    shapes
        Footprints in page units.
    words
        Name and figures of each footprint.
    frame
        The rectangle that labels stay within.
    """
    bodies = {n: _largest(shape) for n, shape in enumerate(shapes) if not shape.is_empty}
    poles = {n: _pole(body) for n, body in bodies.items()}
    discs = {n: _box(x, y, 2 * DISC_RADIUS, 2 * DISC_RADIUS) for n, (x, y) in poles.items()}
    taken: list[BaseGeometry] = []
    labels: list[Label] = []
    left_over: list[int] = []
    for n in sorted(bodies, key=lambda number: float(bodies[number].area), reverse=True):
        others = [*taken, *(disc for m, disc in discs.items() if m != n)]
        lines = (*_wrapped(words[n][0]), words[n][1])
        spot = _spot_for(lines, bodies[n], poles[n], others, frame)
        if spot is None:
            left_over.append(n)
        else:
            taken.append(_box(*spot, *_size(lines)))
            labels.append(Label(n, *spot, lines))
    for n in left_over:
        x, y, disc = _disc_spot(poles[n], taken, frame)
        taken.append(disc)
        labels.append(Label(n, x, y, (), None if (x, y) == poles[n] else poles[n]))
    return sorted(labels, key=lambda label: label.number)


def text_width(text: str, size: float) -> float:
    """About how wide a text is, in page units; fonts differ, so on the wide side."""
    return size * sum(_letter_width(letter) for letter in text)


def _letter_width(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.58


def _wrapped(name: str) -> tuple[str, ...]:
    lines = textwrap.wrap(" ".join(name.split()), NAME_LINE_LETTERS) or ["?"]
    if len(lines) > MOST_NAME_LINES:
        last = lines[MOST_NAME_LINES - 1][: NAME_LINE_LETTERS - 1].rstrip()
        lines = [*lines[: MOST_NAME_LINES - 1], f"{last}…"]
    return tuple(lines)


def _size(lines: tuple[str, ...]) -> tuple[float, float]:
    widths = [text_width(line, NAME_SIZE) for line in lines[:-1]]
    widths.append(text_width(lines[-1], FIGURE_SIZE))
    return max(widths) + 4, LINE_HEIGHT * (NAME_SIZE * (len(lines) - 1) + FIGURE_SIZE) + 2


def _spot_for(
    lines: tuple[str, ...],
    body: BaseGeometry,
    pole: tuple[float, float],
    others: list[BaseGeometry],
    frame: BaseGeometry,
) -> tuple[float, float] | None:
    """The first spot near the pole where the label lies in its footprint and on no other."""
    width, height = _size(lines)
    centroid = shapely.centroid(body)
    spots = [pole, (centroid.x, centroid.y)]
    spots += [
        (pole[0] + across * width / 4, pole[1] + up * height / 2)
        for up in (0, -1, 1)
        for across in (0, -1, 1)
        if (across, up) != (0, 0)
    ]
    for x, y in spots:
        box = _box(x, y, width, height)
        inside = shapely.area(shapely.intersection(body, box)) / (width * height)
        fits = inside >= LEAST_INSIDE_SHARE and shapely.covers(frame, box)
        if fits and not np.any(shapely.intersects(box, others)):
            return x, y
    return None


def _disc_spot(
    pole: tuple[float, float], taken: list[BaseGeometry], frame: BaseGeometry
) -> tuple[float, float, BaseGeometry]:
    """The nearest free spot for a number; the pole itself when none is free."""
    for x, y in _spiral(pole):
        disc = _box(x, y, 2 * DISC_RADIUS, 2 * DISC_RADIUS)
        if shapely.covers(frame, disc) and not np.any(shapely.intersects(disc, taken)):
            return x, y, disc
    return *pole, _box(*pole, 2 * DISC_RADIUS, 2 * DISC_RADIUS)


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
    if shapely.area(body) <= 0:
        point = shapely.centroid(body)
    else:
        radii = shapely.maximum_inscribed_circle(np.array([body], dtype=object))
        point = shapely.get_point(radii, 0)[0]
    return float(shapely.get_x(point)), float(shapely.get_y(point))


def _box(x: float, y: float, width: float, height: float) -> BaseGeometry:
    return shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
