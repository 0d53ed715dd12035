"""Coordinates in the columns of a table: eastings and northings, or longitude and latitude."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from icp_footprints.geography.crs import BRITISH_NATIONAL_GRID, LONGITUDE_LATITUDE
from icp_footprints.sources.door.points import Points, points_of_columns
from icp_footprints.sources.opened_table import OpenedTable
from icp_footprints.sources.recognition.roles import Role

GRID_ROLES: tuple[Role, Role] = ("easting", "northing")
DEGREE_ROLES: tuple[Role, Role] = ("longitude", "latitude")
# Postcodes of Northern Ireland: directories give them on the Irish grid, where the figures of
# Belfast are a place near Liverpool.
ON_IRISH_GRID = "BT"


def points_of_table(file: OpenedTable) -> Points | None:
    """The rows of a table that its own columns give a place; None where it has no such columns.

    Rows without coordinates, or outside Great Britain, are left out and counted.

    Raises
    ------
    InputError
        When a coordinate is not a number, or none is in Great Britain.
    """
    found, table = file.recognition, file.table
    if all(found.has(role) for role in GRID_ROLES):
        roles, system = GRID_ROLES, BRITISH_NATIONAL_GRID
    elif all(found.has(role) for role in DEGREE_ROLES):
        roles, system = DEGREE_ROLES, LONGITUDE_LATITUDE
    else:
        return None
    across, up = (table.numbers(found.column(role), "a coordinate") for role in roles)
    if roles == GRID_ROLES:
        across[_irish(file)] = np.nan
    return points_of_columns(table, across, up, system)


def _irish(file: OpenedTable) -> NDArray[np.bool_]:
    if not file.recognition.has("postcode"):
        return np.zeros(len(file.table), dtype=np.bool_)
    postcodes = file.table.columns[file.recognition.column("postcode")]
    return np.array([str(text)[:2].upper() == ON_IRISH_GRID for text in postcodes], dtype=np.bool_)
