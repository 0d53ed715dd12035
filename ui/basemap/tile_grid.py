"""Which tiles of the Web Mercator grid show a rectangle of the National Grid, and where they lie.

Tiles are numbered as servers of XYZ tiles do: at zoom z the world is 2**z tiles wide, x grows to
the east and y to the south. The map is in EPSG:27700, where a tile is a slightly turned and
narrowed square: its four corners are moved, and what lies between follows (a few metres at most).
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from pyproj import Transformer

TILE_PX = 256
# The square of the Web Mercator world, from its middle to its edge, in its own metres.
HALF_WORLD = math.pi * 6_378_137.0
LARGEST_ZOOM = 19
# England is some 700 km tall; beyond it the National Grid means nothing.
GRID_WEST, GRID_SOUTH, GRID_EAST, GRID_NORTH = -100_000.0, -100_000.0, 800_000.0, 1_300_000.0
EDGE_POINTS = 8


class Tile(NamedTuple):
    """A tile by its zoom, column and row."""

    z: int
    x: int
    y: int


class Bounds(NamedTuple):
    """A rectangle, in metres of the National Grid or of Web Mercator."""

    west: float
    south: float
    east: float
    north: float


def corners(tile: Tile) -> tuple[tuple[float, float], ...]:
    """The corners of a tile in EPSG:27700: north-west, north-east, south-east, south-west."""
    size = 2 * HALF_WORLD / 2**tile.z
    west, north = -HALF_WORLD + tile.x * size, HALF_WORLD - tile.y * size
    xs = [west, west + size, west + size, west]
    ys = [north, north, north - size, north - size]
    east, up = _to_grid().transform(xs, ys)
    return tuple(zip((float(e) for e in east), (float(n) for n in up), strict=True))


def tiles_for(view: Bounds, px_per_m: float, most: int) -> list[Tile]:
    """The tiles that cover a view at about one of their pixels to one of the screen's.

    Parameters
    ----------
    view
        What is seen.
    px_per_m
        Pixels of the screen to a metre of the ground.
    most
        The zoom is lowered until no more tiles than this are needed.

    Returns
    -------
    list of Tile
        The middle ones first; empty where the view lies outside the National Grid.
    """
    seen = Bounds(
        max(view.west, GRID_WEST),
        max(view.south, GRID_SOUTH),
        min(view.east, GRID_EAST),
        min(view.north, GRID_NORTH),
    )
    if seen.west >= seen.east or seen.south >= seen.north or px_per_m <= 0:
        return []
    seen_there = _mercator_bounds(seen)
    stretch = (seen_there.east - seen_there.west) / (seen.east - seen.west)
    # Metres of the ground to a pixel of a tile, at zoom 0 and at the zoom that fits.
    whole = 2 * HALF_WORLD / TILE_PX / stretch
    zoom = min(max(round(math.log2(whole * px_per_m)), 0), LARGEST_ZOOM)
    while zoom > 0 and _count(zoom, seen_there) > most:
        zoom -= 1
    return _covering(zoom, seen_there)[:most]


def _count(zoom: int, seen: Bounds) -> int:
    left, top, right, bottom = _numbers(zoom, seen)
    return (right - left + 1) * (bottom - top + 1)


def _covering(zoom: int, seen: Bounds) -> list[Tile]:
    left, top, right, bottom = _numbers(zoom, seen)
    middle = ((left + right) / 2, (top + bottom) / 2)
    found = [Tile(zoom, x, y) for y in range(top, bottom + 1) for x in range(left, right + 1)]
    return sorted(found, key=lambda t: (t.x - middle[0]) ** 2 + (t.y - middle[1]) ** 2)


def _numbers(zoom: int, seen: Bounds) -> tuple[int, int, int, int]:
    """First column and row, last column and row of the tiles that cover a rectangle."""
    size, last = 2 * HALF_WORLD / 2**zoom, 2**zoom - 1
    left, right = (_number(value + HALF_WORLD, size, last) for value in (seen.west, seen.east))
    top, bottom = (_number(HALF_WORLD - value, size, last) for value in (seen.north, seen.south))
    return left, top, right, bottom


def _number(distance: float, size: float, last: int) -> int:
    return min(max(math.floor(distance / size), 0), last)


def _mercator_bounds(view: Bounds) -> Bounds:
    """Bounds in Web Mercator of a rectangle of the grid, whose edges are curves there."""
    along = np.linspace(0.0, 1.0, EDGE_POINTS)
    xs = view.west + along * (view.east - view.west)
    ys = view.south + along * (view.north - view.south)
    east = np.concatenate([xs, xs, np.full_like(ys, view.west), np.full_like(ys, view.east)])
    north = np.concatenate([np.full_like(xs, view.south), np.full_like(xs, view.north), ys, ys])
    x, y = _to_mercator().transform(east, north)
    return Bounds(float(np.min(x)), float(np.min(y)), float(np.max(x)), float(np.max(y)))


@cache
def _to_grid() -> Transformer:
    # Loaded when a background map is first shown: few ever ask for one.
    from pyproj import Transformer

    return Transformer.from_crs("EPSG:3857", "EPSG:27700", always_xy=True)


@cache
def _to_mercator() -> Transformer:
    from pyproj import Transformer

    return Transformer.from_crs("EPSG:27700", "EPSG:3857", always_xy=True)
