"""Shapes and lines as SVG path text: tenths of a page unit, relative steps, no line twice."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

# Coordinates are written to a tenth of a page unit.
TENTHS = 10

Segments = NDArray[np.int64]
"""Array (n, 4) of the ends of straight pieces, in tenths of a page unit, each piece once."""


def area_path(shape: BaseGeometry) -> str:
    """The path of a Polygon or MultiPolygon, for the even-odd fill rule."""
    rings = shapely.get_rings(shapely.get_parts(shape))
    return "".join(_path(shapely.get_coordinates(ring), closed=True) for ring in rings)


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
    if not len(pieces):
        return np.empty(0, dtype=object)
    lines = np.asarray(shapely.linestrings(pieces.reshape(-1, 2, 2) / TENTHS), dtype=object)
    merged = shapely.line_merge(shapely.multilinestrings(lines))
    inside = shapely.clip_by_rect(merged, *shapely.bounds(window).tolist())
    parts = np.asarray(shapely.get_parts(inside), dtype=object)
    return parts[shapely.get_dimensions(parts) == 1]


def line_path(pieces: Segments, window: BaseGeometry) -> str:
    """The path of straight pieces, as far as they are within a rectangle."""
    return lines_path(within(pieces, window))


def lines_path(lines: NDArray[np.object_]) -> str:
    """The path of LineStrings in page units."""
    return "".join(_path(shapely.get_coordinates(line), closed=False) for line in lines)


def _keys(ends: Segments) -> NDArray[np.void]:
    """Each row as one value, for set operations."""
    rows = np.ascontiguousarray(ends, dtype=np.int64)
    return rows.view([("", np.int64)] * 4).reshape(-1)


def _rows(keys: NDArray[np.void]) -> Segments:
    return np.ascontiguousarray(keys).view(np.int64).reshape(-1, 4)


def _steps(xy: NDArray[np.float64]) -> NDArray[np.int64]:
    """Coordinates as whole tenths of a page unit."""
    return np.round(xy * TENTHS).astype(np.int64)


def _path(xy: NDArray[np.float64], *, closed: bool) -> str:
    """One line or ring: its start, then relative steps; nothing for one too small to see."""
    steps = _steps(xy)
    moves = np.diff(steps, axis=0)
    moves = moves[(moves != 0).any(axis=1)]
    if closed:
        moves = moves[:-1]  # the path is closed by z
    if len(moves) < 1 + closed:
        return ""
    walk = " ".join(map(_number, moves.ravel().tolist()))
    x, y = steps[0].tolist()
    return f"M{_number(x)} {_number(y)}l{walk}{'z' if closed else ''}"


# Steps are short and the same ones come again and again.
@lru_cache(maxsize=1 << 14)
def _number(tenths: int) -> str:
    return f"{tenths / TENTHS:g}"
