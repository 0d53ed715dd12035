"""Where Great Britain lies, and what a pair of numbers looks like: metres, degrees, swapped."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

# The national grid square of Great Britain, in metres, with room to spare.
GRID_LIMITS_M = (-100_000.0, -100_000.0, 800_000.0, 1_400_000.0)
LARGEST_DEGREES = 360.0
# A coarse outline of Great Britain and its islands in EPSG:27700, a few kilometres out to sea. Much
# of the grid square is sea, and a northing taken for an easting mostly lands there.
OUTLINE = shapely.Polygon(
    [
        *((70_000, -5_000), (175_000, -2_000), (290_000, 25_000), (370_000, 55_000)),
        *((460_000, 62_000), (560_000, 85_000), (630_000, 105_000), (655_000, 160_000)),
        *((650_000, 220_000), (668_000, 300_000), (630_000, 355_000), (565_000, 365_000)),
        *((548_000, 420_000), (536_000, 480_000), (500_000, 520_000), (452_000, 560_000)),
        *((436_000, 640_000), (405_000, 672_000), (375_000, 710_000), (405_000, 790_000)),
        *((428_000, 850_000), (410_000, 885_000), (350_000, 920_000), (395_000, 1_050_000)),
        *((500_000, 1_100_000), (480_000, 1_240_000), (400_000, 1_240_000), (300_000, 1_020_000)),
        *((130_000, 985_000), (-10_000, 920_000), (40_000, 770_000), (80_000, 640_000)),
        *((150_000, 590_000), (188_000, 575_000), (192_000, 522_000), (285_000, 522_000)),
        *((288_000, 505_000), (312_000, 450_000), (305_000, 400_000), (210_000, 402_000)),
        *((200_000, 310_000), (240_000, 300_000), (225_000, 265_000), (160_000, 225_000)),
        *((165_000, 200_000), (240_000, 172_000), (205_000, 152_000), (190_000, 100_000)),
        *((120_000, 45_000), (70_000, 25_000)),
    ]
)
shapely.prepare(OUTLINE)


@dataclass(frozen=True)
class Look:
    """A reference system that numbers in Great Britain can be recognised by.

    Parameters
    ----------
    words
        What to call it.
    code
        How to name it with ``--crs``.
    box
        Lowest and highest numbers across and up: ``(left, bottom, right, top)``.
    """

    words: str
    code: str
    box: tuple[float, float, float, float]


LOOKS = (
    Look("longitude and latitude", "EPSG:4326", (-9.5, 49.0, 2.5, 61.5)),
    Look("latitude and longitude", "EPSG:4326", (49.0, -9.5, 61.5, 2.5)),
    Look("British National Grid metres", "EPSG:27700", (1_000.0, 1_000.0, 700_000.0, 1_300_000.0)),
    Look("Web Mercator metres", "EPSG:3857", (-1_060_000.0, 6_275_000.0, 280_000.0, 8_800_000.0)),
    Look("UTM metres", "EPSG:32630", (150_000.0, 5_480_000.0, 900_000.0, 6_900_000.0)),
)


def look_of(xy: NDArray[np.float64]) -> Look | None:
    """What system numbers (n, 2) seem to be in, if in one of them most lie in Great Britain."""
    if not len(xy):
        return None
    # A stray row must not hide what the rest say.
    middle = np.median(xy, axis=0)
    for look in LOOKS:
        if bool(_within(middle[None], look.box)[0]):
            return look
    return None


def on_grid(xy: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which of the points (n, 2) in EPSG:27700 lie in the square of Great Britain.

    Numbers as small as degrees do not: metres that small are in the open sea off Scilly.
    """
    return _within(xy, GRID_LIMITS_M) & (np.abs(xy).max(axis=1) > LARGEST_DEGREES)


def in_outline(xy: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which of the points (n, 2) in EPSG:27700 lie in Great Britain or a few kilometres off it."""
    return np.asarray(shapely.contains_xy(OUTLINE, xy[:, 0], xy[:, 1]), dtype=np.bool_)


def _within(xy: NDArray[np.float64], box: tuple[float, float, float, float]) -> NDArray[np.bool_]:
    left, bottom, right, top = box
    across, up = xy[:, 0], xy[:, 1]
    return (left <= across) & (across <= right) & (bottom <= up) & (up <= top)
