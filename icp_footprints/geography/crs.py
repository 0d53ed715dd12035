"""Coordinate reference systems: metres inside, longitude and latitude outside.

Everything inside is EPSG:27700, the British National Grid. Coordinates in another system are moved
by the best way PROJ knows without the network. Where the Ordnance Survey's grid file OSTN15 is not
installed, that is one shift for the whole of Great Britain, which the EPSG register gives an
accuracy of 2 m, and the Ordnance Survey itself of 5 m in places. All coordinates of a neighbourhood
move together, so that shapes, areas and who touches whom are right to well under a millimetre in a
metre; only against data published in metres may the whole be those few metres off. Coordinates
already in EPSG:27700 are never changed.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer

BRITISH_NATIONAL_GRID = "EPSG:27700"
LONGITUDE_LATITUDE = "EPSG:4326"


def to_national_grid(geometry: NDArray[np.object_], crs: CRS | str) -> NDArray[np.object_]:
    """Geometry in EPSG:27700 (metres), from any other reference system.

    Parameters
    ----------
    geometry
        Array (n,) of flat shapely geometries, in the order across, up: longitude before latitude.
    crs
        The system their coordinates are in.

    Returns
    -------
    geometry
        Array (n,), the one given where it is in EPSG:27700 already. Accurate to 2 to 5 m without
        OSTN15 (see the module). Coordinates that the system cannot hold become infinite.

    Raises
    ------
    ProjError
        When there is no way from that system to Great Britain, such as from one of the moon.
    """
    if is_national_grid(crs):
        return geometry

    def project(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return points_to_national_grid(xy, crs)

    return np.asarray(shapely.transform(geometry, project), dtype=object)


def points_to_national_grid(xy: NDArray[np.float64], crs: CRS | str) -> NDArray[np.float64]:
    """Array (n, 2) of eastings and northings in EPSG:27700; see `to_national_grid`."""
    if is_national_grid(crs):
        return xy
    from_there = CRS.from_user_input(crs).to_2d()
    east, north = _between(from_there, BRITISH_NATIONAL_GRID).transform(xy[:, 0], xy[:, 1])
    return np.column_stack([east, north]).astype(np.float64)


# PROJ takes some 20 ms to look for the best way, and every file is asked about more than once.
@lru_cache(maxsize=16)
def _between(crs: CRS | str, other: str) -> Transformer:
    return Transformer.from_crs(crs, other, always_xy=True)


def is_national_grid(crs: CRS | str) -> bool:
    """Whether a system is EPSG:27700, with or without heights."""
    return CRS.from_user_input(crs).to_2d() == CRS.from_user_input(BRITISH_NATIONAL_GRID)


def to_longitude_latitude(geometry: NDArray[np.object_], decimals: int = 7) -> NDArray[np.object_]:
    """Geometry in WGS 84 longitude and latitude, rounded, from EPSG:27700.

    Rounding works vertex by vertex, so an edge that two polygons share stays the same edge.
    """
    transformer = _between(BRITISH_NATIONAL_GRID, LONGITUDE_LATITUDE)

    def project(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        longitude, latitude = transformer.transform(xy[:, 0], xy[:, 1])
        return np.column_stack([longitude, latitude]).astype(np.float64).round(decimals)

    return np.asarray(shapely.transform(geometry, project), dtype=object)
