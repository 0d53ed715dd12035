"""Features sorted at the door: which have a shape, of what kind, flat, and in EPSG:27700."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import GeometryType

from icp_footprints.errors import InputError
from icp_footprints.sources.door.system import asked_for, move_to_grid
from icp_footprints.sources.opening.features import Features
from icp_footprints.sources.opening.tables import Table
from icp_footprints.wording import count_words

POLYGONS = (GeometryType.POLYGON, GeometryType.MULTIPOLYGON)
LINES = (GeometryType.LINESTRING, GeometryType.LINEARRING, GeometryType.MULTILINESTRING)
POINTS = (GeometryType.POINT, GeometryType.MULTIPOINT)
# The kind of features that are made from columns of a table, which say what system they are in.
COORDINATE_COLUMNS = "columns of coordinates"


@dataclass(frozen=True, eq=False)
class Shapes:
    """Rows of features and their shapes, on the way through the door.

    Parameters
    ----------
    table
        The other columns, one row per shape.
    geometry
        Array (n,) of shapely geometries.
    notes
        What was put right or left out so far, one counted sentence each.
    """

    table: Table
    geometry: NDArray[np.object_]
    notes: tuple[str, ...] = ()

    def kept(self, chosen: NDArray[np.bool_], note: str = "") -> Shapes:
        """The chosen rows only, with a note of those that were left out."""
        notes = (*self.notes, note) if note else self.notes
        return Shapes(self.table.rows(chosen), self.geometry[chosen], notes)

    def noted(self, note: str) -> Shapes:
        """The same with one more note."""
        return replace(self, notes=(*self.notes, note))


def shapes_of(features: Features, chosen: NDArray[np.bool_] | None = None) -> Shapes:
    """The features read, those chosen only, with what was said while reading."""
    if chosen is None:
        return Shapes(features.table, features.geometry, features.notes)
    return Shapes(features.table.rows(chosen), features.geometry[chosen], features.notes)


def with_shape(shapes: Shapes, what: str, *, required: bool) -> Shapes:
    """The rows that have a shape: all of them, where each must have one.

    Raises
    ------
    InputError
        When a row that must have a shape has none, or no row has one.
    """
    empty = shapely.is_missing(shapes.geometry) | shapely.is_empty(shapes.geometry)
    if not empty.any():
        return shapes
    if required or empty.all():
        file, first = shapes.table.file, shapes.table.where(int(np.argmax(empty)))
        raise InputError(f"{file}, {first} has no {what}.", "Remove the row or give it one.")
    rows = count_words(int(empty.sum()), shapes.table.row_word)
    return shapes.kept(~empty, f"{rows} without a {what} left out.")


def opened_collections(shapes: Shapes, wanted: tuple[int, ...], what: str) -> Shapes:
    """Collections replaced by those of their members that are of a wanted kind.

    What is left over of a collection is mostly a line or point that some repair left behind.
    """
    mixed = shapely.get_type_id(shapes.geometry) == GeometryType.GEOMETRYCOLLECTION
    if not mixed.any():
        return shapes
    geometry = shapes.geometry.copy()
    for row in np.flatnonzero(mixed):
        members = _members(geometry[row])
        members = members[np.isin(shapely.get_type_id(members), wanted)]
        if len(members):
            geometry[row] = _as_one(shapely.get_parts(members))
    opened = mixed & (shapely.get_type_id(geometry) != GeometryType.GEOMETRYCOLLECTION)
    if not opened.any():
        return shapes
    note = f"{count_words(int(opened.sum()), 'collection')} of mixed shapes: only {what} used."
    return replace(shapes, geometry=geometry).noted(note)


def _as_one(parts: NDArray[np.object_]) -> shapely.Geometry:
    """Several parts of one kind as one shape; lines and polygons may meet, so as a collection."""
    if len(parts) == 1:
        return parts[0]
    kinds = set(shapely.get_type_id(parts).tolist())
    if kinds <= set(POLYGONS):
        return shapely.MultiPolygon(list(parts))
    if kinds <= set(LINES):
        return shapely.MultiLineString(list(parts))
    if kinds <= set(POINTS):
        return shapely.MultiPoint(list(parts))
    return shapely.GeometryCollection(list(parts))


def _members(collection: shapely.Geometry) -> NDArray[np.object_]:
    """What a collection holds, however deep; sources bound the depth they can be read from."""
    members = shapely.get_parts(collection)
    while (shapely.get_type_id(members) == GeometryType.GEOMETRYCOLLECTION).any():
        members = shapely.get_parts(members)
    return members


def check_kind(shapes: Shapes, wanted: tuple[int, ...], what: str) -> None:
    """Check that every shape is of a wanted kind.

    Raises
    ------
    InputError
        When one is not, naming the row.
    """
    other = ~np.isin(shapely.get_type_id(shapes.geometry), wanted)
    if other.any():
        first = int(np.argmax(other))
        raise InputError(
            f"{shapes.table.file}, {shapes.table.where(first)} is a "
            f"{shapes.geometry[first].geom_type}, not a {what}.",
            f"Choose a file or layer of {what}s.",
        )


def flattened(shapes: Shapes) -> Shapes:
    """Shapes without heights and measures along lines."""
    raised = shapely.has_z(shapes.geometry) | shapely.has_m(shapes.geometry)
    if not raised.any():
        return shapes
    flat = np.asarray(shapely.force_2d(shapes.geometry), dtype=object)
    rows = count_words(int(raised.sum()), shapes.table.row_word)
    return replace(shapes, geometry=flat).noted(f"Heights or measures dropped from {rows}.")


def on_national_grid(
    shapes: Shapes,
    features: Features,
    crs: str | None,
    missing_crs: str | None = None,
    *,
    required: bool,
) -> Shapes:
    """Shapes moved to EPSG:27700, those outside Great Britain left out unless all must be in.

    Parameters
    ----------
    shapes, features
        The shapes, and the features they come from.
    crs, missing_crs
        The system to read coordinates in, and the one where the file states none.
    required
        Whether all must be in Great Britain.

    Raises
    ------
    InputError
        When the reference system is missing or wrong; see `move_to_grid`.
    """
    asked = asked_for(features.system, crs, missing_crs)
    by_columns = features.kind == COORDINATE_COLUMNS
    moved = move_to_grid(
        shapes.geometry, shapes.table, features.system, asked, by_columns=by_columns
    )
    if moved.wrong is not None and required:
        raise moved.wrong
    shapes = Shapes(shapes.table, moved.geometry, (*shapes.notes, *moved.notes))
    if moved.wrong is None:
        return shapes
    rows = count_words(int((~moved.inside).sum()), shapes.table.row_word)
    return shapes.kept(moved.inside, f"{rows} outside Great Britain left out.")
