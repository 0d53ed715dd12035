"""Coordinate reference systems: metres inside, longitude and latitude outside."""

from __future__ import annotations

import geopandas as gpd
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
        Array (n,) of shapely geometries.
    crs
        The system their coordinates are in.
    """
    source = CRS.from_user_input(crs)
    if source == CRS.from_user_input(BRITISH_NATIONAL_GRID):
        return geometry
    moved = gpd.GeoSeries(geometry, crs=source).to_crs(BRITISH_NATIONAL_GRID)
    return np.asarray(moved.array, dtype=object)


def to_longitude_latitude(geometry: NDArray[np.object_], decimals: int = 7) -> NDArray[np.object_]:
    """Geometry in WGS 84 longitude and latitude, rounded, from EPSG:27700.

    Rounding works vertex by vertex, so an edge that two polygons share stays the same edge.
    """
    transformer = Transformer.from_crs(BRITISH_NATIONAL_GRID, LONGITUDE_LATITUDE, always_xy=True)

    def project(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        longitude, latitude = transformer.transform(xy[:, 0], xy[:, 1])
        return np.column_stack([longitude, latitude]).astype(np.float64).round(decimals)

    return np.asarray(shapely.transform(geometry, project), dtype=object)
