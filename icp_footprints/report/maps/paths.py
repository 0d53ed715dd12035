"""Shapes and lines as SVG path text: tenths of a page unit, relative steps, no line twice."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

# Coordinates are written to a tenth of a page unit.
TENTHS = 10
# A point's two coordinates become one number: no coordinate is larger than half of this.
SPAN = 1 << 26

Segments = NDArray[np.int64]
"""Array (n, 4) of the ends of straight pieces, in tenths of a page unit, each piece once."""


def area_path(shape: BaseGeometry) -> str:
    """The path of a Polygon or MultiPolygon, for the even-odd fill rule."""
    rings = shapely.get_rings(shapely.get_parts(shape))
    return _paths(rings, closed=True)


def segments(shapes: NDArray[np.object_], *, inner: bool = False) -> Segments:
    """The straight pieces of all outlines of polygons; one that two share is there once.

    Parameters
    ----------
    shapes
        Polygons and MultiPolygons in page units.
    inner
        Whether only pieces that two of them share are wanted, not the edge of all.
    """
    rings = shapely.get_rings(shapely.get_parts(shapes))
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    if not len(xy):
        return np.empty((0, 4), dtype=np.int64)
    steps = _steps(xy)
    ends = np.concatenate([steps[:-1], steps[1:]], axis=1)[ring[1:] == ring[:-1]]
    backwards = (ends[:, 0] > ends[:, 2]) | ((ends[:, 0] == ends[:, 2]) & (ends[:, 1] > ends[:, 3]))
    ends[backwards] = ends[backwards][:, [2, 3, 0, 1]]
    keys, counts = np.unique(_keys(ends), return_counts=True)
    once = _rows(keys[counts > 1] if inner else keys)
    return once[(once[:, :2] != once[:, 2:]).any(axis=1)]


def without(one: Segments, other: Segments) -> Segments:
    """The pieces of the one that are not in the other."""
    return _rows(np.setdiff1d(_keys(one), _keys(other), assume_unique=True))


def shared(one: Segments, other: Segments) -> Segments:
    """The pieces that are in both."""
    return _rows(np.intersect1d(_keys(one), _keys(other), assume_unique=True))


def within(pieces: Segments, window: BaseGeometry) -> NDArray[np.object_]:
    """The pieces as lines in page units, joined end to end, cut at a rectangle's edge."""
    left, top, right, bottom = shapely.bounds(window).tolist()
    across, down = (np.sort(pieces[:, each], axis=1) / TENTHS for each in ([0, 2], [1, 3]))
    beside = (across[:, 1] < left) | (across[:, 0] > right)
    pieces = pieces[~(beside | (down[:, 1] < top) | (down[:, 0] > bottom))]
    if not len(pieces):
        return np.empty(0, dtype=object)
    lines = np.asarray(shapely.linestrings(pieces.reshape(-1, 2, 2) / TENTHS), dtype=object)
    merged = shapely.line_merge(shapely.multilinestrings(lines))
    inside = shapely.clip_by_rect(merged, left, top, right, bottom)
    parts = np.asarray(shapely.get_parts(inside), dtype=object)
    return parts[shapely.get_dimensions(parts) == 1]


def line_path(pieces: Segments, window: BaseGeometry) -> str:
    """The path of straight pieces, as far as they are within a rectangle."""
    return lines_path(within(pieces, window))


def lines_path(lines: NDArray[np.object_]) -> str:
    """The path of LineStrings in page units."""
    return _paths(lines, closed=False)


def _keys(ends: Segments) -> NDArray[np.complex128]:
    """Each row as one value that sorts as the row does, for set operations.

    A point is a whole number that a float holds exactly; NumPy sorts pairs of those many times as
    quickly as it does records.
    """
    points = (ends[:, ::2] * SPAN + ends[:, 1::2]).astype(np.float64)
    return points[:, 0] + 1j * points[:, 1]


def _rows(keys: NDArray[np.complex128]) -> Segments:
    points = np.stack([keys.real, keys.imag], axis=1).astype(np.int64)
    across = (points + SPAN // 2) // SPAN
    return np.stack([across, points - across * SPAN], axis=2).reshape(-1, 4)


def _steps(xy: NDArray[np.float64]) -> NDArray[np.int64]:
    """Coordinates as whole tenths of a page unit."""
    return np.round(xy * TENTHS).astype(np.int64)


def _paths(lines: NDArray[np.object_], *, closed: bool) -> str:
    """Lines or rings: the start of each, then relative steps; nothing for one too small to see."""
    xy, line = shapely.get_coordinates(lines, return_index=True)
    if not len(xy):
        return ""
    steps = _steps(xy)
    first = np.flatnonzero(np.diff(line, prepend=-1))
    moves = np.diff(steps, axis=0, prepend=0)
    moves[first] = 0
    seen = (moves != 0).any(axis=1)
    ends = np.cumsum(np.add.reduceat(seen, first)).tolist()
    walk = list(map(_number, moves[seen].ravel().tolist()))
    drawn: list[str] = []
    begin = 0
    for (x, y), end in zip(steps[first].tolist(), ends, strict=True):
        last = end - closed  # the path is closed by z
        if last > begin + closed:
            drawn.append(f"M{_number(x)} {_number(y)}l{' '.join(walk[2 * begin : 2 * last])}")
            drawn.append("z" if closed else "")
        begin = end
    return "".join(drawn)


# Steps are short and the same ones come again and again.
@lru_cache(maxsize=1 << 14)
def _number(tenths: int) -> str:
    return f"{tenths / TENTHS:g}"
