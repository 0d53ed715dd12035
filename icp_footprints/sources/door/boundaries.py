"""Reading boundaries: any common file of polygons, mended and moved to EPSG:27700."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS
from pyproj.exceptions import CRSError

from icp_footprints.errors import InputError
from icp_footprints.geography.crs import to_national_grid
from icp_footprints.sources.opening.features import read_features
from icp_footprints.sources.opening.tables import Table
from icp_footprints.wording import shortlist

# The national grid square of Great Britain, in metres, with room to spare.
GRID_LIMITS_M = (-100_000.0, -100_000.0, 800_000.0, 1_400_000.0)


@dataclass(frozen=True, eq=False)
class Boundaries:
    """Polygons with their columns, as read.

    Parameters
    ----------
    table
        The other columns, one row per polygon.
    geometry
        Array (n,) of valid Polygons or MultiPolygons in EPSG:27700.
    mended
        How many polygons were invalid and have been mended.
    """

    table: Table
    geometry: NDArray[np.object_]
    mended: int


def read_boundaries(
    source: str, where: dict[str, tuple[str, ...]] | None = None, crs: str | None = None
) -> Boundaries:
    """Read polygons from a GeoPackage, GeoJSON, Shapefile or FlatGeobuf file.

    Parameters
    ----------
    source
        ``FILE`` or ``FILE:LAYER``.
    where
        Values wanted per column: a row is kept when every column has one of its values.
    crs
        The reference system, where the file does not say.

    Raises
    ------
    InputError
        For anything that cannot be used, naming the file, layer, column or row.
    """
    features = read_features(source)
    chosen = _chosen(features.table, where or {})
    table, shapes = features.table.rows(chosen), features.geometry[chosen]
    _check_types(shapes, table)
    system = _system(features.system, crs, table.file)
    shapes, mended = _mend(shapes, table)
    shapes = to_national_grid(shapes, system)
    _check_on_grid(shapes, table.file, system)
    return Boundaries(table, shapes, mended)


def _chosen(table: Table, where: dict[str, tuple[str, ...]]) -> NDArray[np.bool_]:
    """Array (rows,): whether every filtered column of a row has one of the values wanted."""
    chosen = np.ones(len(table), dtype=np.bool_)
    wanted: dict[str, tuple[str, ...]] = {}
    for column, values in where.items():
        name = table.find([column], "filter (--where)")
        wanted[name] = (*wanted.get(name, ()), *values)
    for name, values in wanted.items():
        chosen &= np.isin(table.columns[name].astype(str), list(values))
        if not chosen.any():
            seen = sorted(set(table.columns[name]) - {""})
            raise InputError(
                f"No row of {table.file} has {name} = {shortlist(list(values))}"
                f"{' that the filters before it kept' if len(wanted) > 1 else ''}.",
                f"Values there are, for example: {shortlist(seen, 5)}.",
            )
    return chosen


def _check_types(shapes: NDArray[np.object_], table: Table) -> None:
    empty = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    if empty.any():
        raise InputError(
            f"{table.file}, {table.where(int(np.argmax(empty)))} has no boundary.",
            "Remove the row or give it one.",
        )
    types = shapely.get_type_id(shapes)
    other = ~np.isin(types, (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON))
    if other.any():
        first = int(np.argmax(other))
        raise InputError(
            f"{table.file}, {table.where(first)} is a {shapes[first].geom_type}, not a polygon.",
            "Choose a file or layer of polygons.",
        )


def _system(stated: CRS | None, crs: str | None, file: str) -> CRS:
    if crs is not None:
        try:
            return CRS.from_user_input(crs)
        except CRSError as error:
            raise InputError(
                f"'{crs}' is not a reference system.", "Write it as EPSG:27700."
            ) from error
    # Some files say "undefined" in so many words: a system that is neither flat nor on the globe.
    if stated is None or not (stated.is_projected or stated.is_geographic):
        raise InputError(
            f"{file} does not say which reference system its coordinates are in.",
            "Add --crs EPSG:27700 (British National Grid) or --crs EPSG:4326 "
            "(longitude and latitude), or set it in QGIS and save again.",
        )
    return stated


def _mend(shapes: NDArray[np.object_], table: Table) -> tuple[NDArray[np.object_], int]:
    """Flat, valid polygons, and how many had to be mended."""
    flat = np.asarray(shapely.force_2d(shapes), dtype=object)
    invalid = ~shapely.is_valid(flat)
    flat[invalid] = [_polygons_of(shape) for shape in shapely.make_valid(flat[invalid])]
    flattened = shapely.is_empty(flat)
    if flattened.any():
        raise InputError(
            f"{table.file}, {table.where(int(np.argmax(flattened)))} has a boundary without area.",
            "Remove the row or give it a boundary.",
        )
    return flat, int(invalid.sum())


def _polygons_of(shape: shapely.Geometry) -> shapely.Geometry:
    """The polygons of a mended shape, without the lines and points that mending may leave."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    polygons = parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]
    return shapely.union_all(polygons)


def _check_on_grid(shapes: NDArray[np.object_], file: str, system: CRS) -> None:
    west, south, east, north = shapely.total_bounds(shapes)
    low_x, low_y, high_x, high_y = GRID_LIMITS_M
    inside = low_x <= west and low_y <= south and east <= high_x and north <= high_y
    if not inside:
        raise InputError(
            f"{file}: some boundaries are not in Great Britain when read as {system.name}.",
            "Its reference system is probably another one: give it with --crs.",
        )
