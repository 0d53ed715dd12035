"""Rows with a place: features of points, or tables with coordinates or postcodes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from icp_footprints.errors import InputError
from icp_footprints.sources.door.points import Points, read_points
from icp_footprints.sources.layers.coordinates import points_of_table
from icp_footprints.sources.layers.postcodes import Postcodes, postcodes_at
from icp_footprints.sources.opened_table import ColumnChoice, OpenedTable, open_table, recognised
from icp_footprints.sources.opening.holds_features import holds_features
from icp_footprints.wording import count_words


@dataclass(frozen=True, eq=False)
class PlacedRows:
    """The rows of a file that have a place.

    Parameters
    ----------
    opened
        The file, with those rows only.
    xy
        Array (rows, 2) of eastings and northings in EPSG:27700.
    rows_read
        How many rows the file has.
    by_postcode
        Whether the places come from a directory of postcodes.
    notes
        What was left out or assumed, one sentence each.
    """

    opened: OpenedTable
    xy: NDArray[np.float64]
    rows_read: int
    by_postcode: bool = False
    notes: tuple[str, ...] = ()


def read_placed_rows(
    given: str,
    choices: Iterable[ColumnChoice] = (),
    postcodes: Postcodes | None = None,
    missing_crs: str | None = None,
) -> PlacedRows:
    """Read a file of points, wherever it keeps their places.

    Parameters
    ----------
    given
        ``FILE`` or ``FILE:LAYER`` of points, or a table with coordinates or postcodes.
    choices
        Columns the user named.
    postcodes
        A directory, for tables that have postcodes only.
    missing_crs
        The reference system to read features in, where their file states none.

    Raises
    ------
    InputError
        When it cannot be read, or has no places.
    """
    if holds_features(given):
        points = read_points(given, missing_crs=missing_crs)
        opened = recognised(given, points.table, choices)
        return PlacedRows(opened, points.xy, len(points.xy), notes=points.notes)
    opened = open_table(given, choices)
    points = points_of_table(opened)
    by_postcode = points is None
    if points is None:
        points = _by_postcode(opened, postcodes)
    kept = OpenedTable(opened.given, points.table, opened.recognition, opened.choices)
    return PlacedRows(kept, points.xy, len(opened.table), by_postcode, points.notes)


def read_postcodes(
    given: str, choices: Iterable[ColumnChoice] = (), missing_crs: str | None = None
) -> tuple[Postcodes, PlacedRows]:
    """Read a directory of postcodes: a table with coordinates, or a file of points.

    Raises
    ------
    InputError
        When it has no postcodes or no coordinates.
    """
    placed = read_placed_rows(given, choices, missing_crs=missing_crs)
    table = placed.opened.table
    column = placed.opened.recognition.column("postcode")
    return postcodes_at(table.file, table.columns[column], placed.xy), placed


def _by_postcode(opened: OpenedTable, postcodes: Postcodes | None) -> Points:
    file = opened.table.file
    if not opened.recognition.has("postcode"):
        raise InputError(
            f"{file} has neither coordinates nor postcodes that could be recognised.",
            "Name its columns with --column easting=COLUMN and --column northing=COLUMN "
            "(or longitude and latitude, or postcode).",
        )
    if postcodes is None:
        raise InputError(
            f"{file} has postcodes but no coordinates.",
            "Add a directory of postcodes, such as ONSPD or Code-Point Open, with "
            "--postcodes FILE.",
        )
    column = opened.recognition.column("postcode")
    xy = postcodes.find(opened.table.columns[column])
    known = np.isfinite(xy[:, 0])
    if not known.any():
        raise InputError(
            f"No postcode in column '{column}' of {file} is in {postcodes.file}.",
            "Use a directory of the same area, or name another column with "
            "--column postcode=COLUMN.",
        )
    left = count_words(int((~known).sum()), "row")
    notes = (
        () if known.all() else (f"{left} with a postcode that {postcodes.file} lacks left out.",)
    )
    return Points(opened.table.rows(known), xy[known], notes)
