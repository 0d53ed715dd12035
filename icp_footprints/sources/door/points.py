"""Points at the door: GP practices, schools and other local assets from a file of features."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS
from shapely import GeometryType

from icp_footprints.errors import InputError
from icp_footprints.sources.door.shapes import (
    COORDINATE_COLUMNS,
    POINTS,
    POLYGONS,
    Shapes,
    check_kind,
    flattened,
    on_national_grid,
    opened_collections,
    shapes_of,
    with_shape,
)
from icp_footprints.sources.opening.features import Features, read_features
from icp_footprints.sources.opening.tables import Table
from icp_footprints.wording import count_words


@dataclass(frozen=True, eq=False)
class Points:
    """Points with their columns.

    Parameters
    ----------
    table
        The other columns, one row per point.
    xy
        Array (n, 2) of eastings and northings in EPSG:27700.
    notes
        Everything that was put right or left out on the way in, one counted sentence each.
    """

    table: Table
    xy: NDArray[np.float64]
    notes: tuple[str, ...] = ()


def read_points(source: str, crs: str | None = None, missing_crs: str | None = None) -> Points:
    """Read point features, one row each.

    Rows without a point and points outside Great Britain are left out and counted. An outline, as
    of a building, stands for a point inside it.

    Parameters
    ----------
    source
        ``FILE`` or ``FILE:LAYER``, of any kind that `read_features` opens.
    crs
        The reference system to read coordinates in, where the file does not say or is wrong.
    missing_crs
        The same, but only where the file does not say.

    Raises
    ------
    InputError
        For anything that cannot be used, naming the file and row.
    """
    return points_of(read_features(source), crs, missing_crs)


def points_of_columns(
    table: Table, across: NDArray[np.float64], up: NDArray[np.float64], crs: str
) -> Points:
    """Points from two columns of numbers, such as easting and northing; see `read_points`.

    Parameters
    ----------
    table
        The rows.
    across, up
        Arrays (rows,): eastings and northings, or longitudes and latitudes; NaN where empty.
    crs
        The system they are in: ``EPSG:27700`` or ``EPSG:4326``.
    """
    known = np.isfinite(across) & np.isfinite(up)
    shapes = np.full(len(table), None, dtype=object)
    shapes[known] = shapely.points(across[known], up[known])
    stated = CRS.from_user_input(crs)
    return points_of(Features(table, shapes, stated, COORDINATE_COLUMNS))


def points_of(features: Features, crs: str | None = None, missing_crs: str | None = None) -> Points:
    """Points from features that are read already; see `read_points`."""
    shapes = with_shape(shapes_of(features), "point", required=False)
    shapes = flattened(opened_collections(shapes, POINTS, "points"))
    check_kind(shapes, (*POINTS, *POLYGONS), "point")
    shapes = on_national_grid(shapes, features, crs, missing_crs, required=False)
    shapes = _single(_inside_outlines(shapes))
    xy = shapely.get_coordinates(shapes.geometry)
    return Points(shapes.table, xy, shapes.notes)


def _inside_outlines(shapes: Shapes) -> Shapes:
    outline = np.isin(shapely.get_type_id(shapes.geometry), POLYGONS)
    if not outline.any():
        return shapes
    geometry = shapes.geometry.copy()
    geometry[outline] = shapely.point_on_surface(shapely.make_valid(geometry[outline]))
    outlines = count_words(int(outline.sum()), "outline")
    return replace(shapes, geometry=geometry).noted(
        f"{outlines}: a point inside each stands for it."
    )


def _single(shapes: Shapes) -> Shapes:
    counts = shapely.get_num_coordinates(shapes.geometry)
    several = counts > 1
    if several.any():
        row = int(np.argmax(several))
        raise InputError(
            f"{shapes.table.file}, {shapes.table.where(row)} is {counts[row]} points.",
            "Give each point a row of its own (in QGIS: Multipart to singleparts).",
        )
    multiple = shapely.get_type_id(shapes.geometry) == GeometryType.MULTIPOINT
    geometry = shapes.geometry.copy()
    geometry[multiple] = shapely.get_geometry(geometry[multiple], 0)
    return replace(shapes, geometry=geometry)
