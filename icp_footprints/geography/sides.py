"""Which side of a drawn line points lie on."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

# How much farther than everything in sight a line is carried on beyond its ends.
BEYOND = 4.0


def left_of_line(points: NDArray[np.float64], line: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether each point lies to the left of a line that is carried on straight beyond its ends.

    A line that crosses itself changes sides at each crossing.

    Parameters
    ----------
    points
        Array (n, 2) of eastings and northings.
    line
        Array (m, 2) of the line's corners, in the order in which it was drawn; the line runs
        on in the direction from its second corner to its first, and from its last but one to its
        last. Corners in one place count once.

    Returns
    -------
    array (n,) of bool
        All False for a line without length.
    """
    moves = np.any(np.diff(line, axis=0) != 0, axis=1) if len(line) else np.empty(0, dtype=bool)
    corners = line[np.concatenate([[True], moves])] if len(line) else line
    if len(corners) < 2 or not len(points):
        return np.zeros(len(points), dtype=np.bool_)
    everything = np.concatenate([points, corners])
    middle = (everything.min(axis=0) + everything.max(axis=0)) / 2
    reach_m = BEYOND * float(np.hypot(*np.ptp(everything, axis=0)))
    start = _carried_on(corners[1], corners[0], reach_m)
    end = _carried_on(corners[-2], corners[-1], reach_m)
    edge = [start, *corners, end, *_round(middle, end, start)]
    side = shapely.make_valid(shapely.Polygon(edge))
    return shapely.contains_xy(side, points)


def _carried_on(
    before: NDArray[np.float64], at: NDArray[np.float64], metres: float
) -> NDArray[np.float64]:
    direction = at - before
    return at + direction / np.hypot(*direction) * metres


def _round(
    middle: NDArray[np.float64], start: NDArray[np.float64], end: NDArray[np.float64]
) -> NDArray[np.float64]:
    """A way from one far point to another, anticlockwise round the middle and far from it."""
    out, back = start - middle, end - middle
    first, last = np.arctan2(out[1], out[0]), np.arctan2(back[1], back[0])
    turn = (last - first) % (2 * np.pi)
    radius = max(np.hypot(*out), np.hypot(*back))
    angles = first + np.linspace(0, turn, 2 + int(turn / 0.2))
    return middle + radius * np.column_stack([np.cos(angles), np.sin(angles)])
