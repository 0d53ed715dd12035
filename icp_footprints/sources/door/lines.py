"""Lines at the door: rivers, railways and motorways, along which neighbours may be cut apart."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray

from icp_footprints.sources.door.shapes import (
    LINES,
    POLYGONS,
    Shapes,
    check_kind,
    flattened,
    on_national_grid,
    opened_collections,
    shapes_of,
    with_shape,
)
from icp_footprints.sources.opening.features import read_features
from icp_footprints.sources.opening.tables import Table
from icp_footprints.wording import count_words


@dataclass(frozen=True, eq=False)
class Lines:
    """Lines with their columns.

    Parameters
    ----------
    table
        The other columns, one row per line.
    geometry
        Array (n,) of LineStrings, MultiLineStrings or, for wide water, polygons, in EPSG:27700.
    notes
        Everything that was put right or left out on the way in, one counted sentence each.
    """

    table: Table
    geometry: NDArray[np.object_]
    notes: tuple[str, ...] = ()


def read_lines(source: str, crs: str | None = None, missing_crs: str | None = None) -> Lines:
    """Read line features; polygons, such as wide water, are kept as they are.

    Rows without a line and lines outside Great Britain are left out and counted.

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
    features = read_features(source)
    shapes = with_shape(shapes_of(features), "line", required=False)
    shapes = flattened(opened_collections(shapes, (*LINES, *POLYGONS), "lines"))
    check_kind(shapes, (*LINES, *POLYGONS), "line")
    shapes = on_national_grid(shapes, features, crs, missing_crs, required=False)
    shapes = _with_length(_mended_areas(shapes))
    return Lines(shapes.table, shapes.geometry, shapes.notes)


def _mended_areas(shapes: Shapes) -> Shapes:
    area = np.isin(shapely.get_type_id(shapes.geometry), POLYGONS)
    if not area.any():
        return shapes
    geometry = shapes.geometry.copy()
    geometry[area] = shapely.make_valid(geometry[area], method="structure", keep_collapsed=False)
    said = count_words(int(area.sum()), "area")
    note = f"{said}, such as wide water, used beside the lines."
    return replace(shapes, geometry=geometry).noted(note)


def _with_length(shapes: Shapes) -> Shapes:
    short = shapely.length(shapes.geometry) == 0
    if not short.any() or short.all():
        return shapes
    rows = count_words(int(short.sum()), shapes.table.row_word)
    return shapes.kept(~short, f"{rows} without length left out.")
