"""Where the ground lies on the page: metres to page units."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Bounds = tuple[float, float, float, float]
"""West, south, east and north, in metres of EPSG:27700."""


@dataclass(frozen=True)
class Frame:
    """A map's window on the page, and the ground in it.

    Parameters
    ----------
    scale
        Page units per metre.
    west_m, north_m
        The corner of the ground that lies at (`left`, `top`) on the page.
    left, top
        That corner, in page units.
    width, height, y
        The window, from the page's left edge and `y` downwards.
    """

    scale: float
    west_m: float
    north_m: float
    left: float
    top: float
    width: float
    height: float
    y: float = 0.0

    @classmethod
    def fit(
        cls,
        bounds: Bounds,
        width: float,
        most_height: float,
        margin: float,
        *,
        y: float = 0.0,
        fill: bool = False,
    ) -> Frame:
        """A window of that width that holds the ground, centred, north up.

        It is as tall as it needs to be, at most `most_height`, or exactly that where it is to
        `fill` it.
        """
        west, south, east, north = bounds
        across, up = max(east - west, 1.0), max(north - south, 1.0)
        scale = min((width - 2 * margin) / across, (most_height - 2 * margin) / up)
        height = most_height if fill else up * scale + 2 * margin
        left, top = (width - across * scale) / 2, y + (height - up * scale) / 2
        return cls(scale, west, north, left, top, width, height, y)

    @property
    def window(self) -> BaseGeometry:
        """The window as a rectangle in page units."""
        return shapely.box(0, self.y, self.width, self.y + self.height)

    @property
    def ground(self) -> Bounds:
        """What the window shows, in metres."""
        west = self.west_m - self.left / self.scale
        north = self.north_m + (self.top - self.y) / self.scale
        return west, north - self.height / self.scale, west + self.width / self.scale, north

    def to_page(self, geometry: NDArray[np.object_]) -> NDArray[np.object_]:
        """Geometry in page units, y downwards, from EPSG:27700."""
        return np.asarray(shapely.transform(geometry, self.points_to_page), dtype=object)

    def points_to_page(self, xy: NDArray[np.float64]) -> NDArray[np.float64]:
        """Array (n, 2) in page units, y downwards, from EPSG:27700."""
        offset = np.array([self.west_m, self.north_m])
        factor = np.array([self.scale, -self.scale])
        return (xy - offset) * factor + np.array([self.left, self.top])
