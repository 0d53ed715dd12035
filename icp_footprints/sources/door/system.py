"""The reference system at the door: missing, misstated or swapped coordinates, then EPSG:27700."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS
from pyproj.exceptions import CRSError, ProjError

from icp_footprints.errors import InputError
from icp_footprints.geography.crs import (
    BRITISH_NATIONAL_GRID,
    LONGITUDE_LATITUDE,
    points_to_national_grid,
    to_national_grid,
)
from icp_footprints.sources.door.britain import Look, in_outline, look_of, on_grid
from icp_footprints.sources.opening.tables import Table
from icp_footprints.wording import count_words

StatedBy = Literal["--crs", "the file", "its columns"]


@dataclass(frozen=True, eq=False)
class OnGrid:
    """Geometry in EPSG:27700.

    Parameters
    ----------
    geometry
        Array (n,) of flat shapely geometries in metres.
    inside
        Array (n,): whether each lies in the grid square of Great Britain.
    notes
        What was put right, one sentence each.
    wrong
        The error that says where the first one outside is, and what to do; None if all are inside.
    """

    geometry: NDArray[np.object_]
    inside: NDArray[np.bool_]
    notes: tuple[str, ...]
    wrong: InputError | None


def chosen_system(stated: CRS | None, crs: str | None, look: Look | None, file: str) -> CRS:
    """The system to read coordinates in: the one asked for with ``--crs``, or that of the file.

    Raises
    ------
    InputError
        When there is none, or the one asked for does not exist.
    """
    if crs is not None:
        try:
            return CRS.from_user_input(crs)
        except CRSError as error:
            raise InputError(
                f"'{crs}' is not a reference system.", "Write it as EPSG:27700."
            ) from error
    if stated is None or not _is_stated(stated):
        known = f"They look like {look.words}: if they are, add --crs {look.code}. " if look else ""
        raise InputError(
            f"{file} does not say which reference system its coordinates are in.",
            f"{known}In general, add --crs EPSG:27700 (British National Grid) or --crs EPSG:4326 "
            "(longitude and latitude), or set it in QGIS and save again.",
        )
    return stated


def _is_stated(system: CRS | None) -> bool:
    # Some files say "undefined" in so many words: a system that is neither flat nor on the globe.
    return system is not None and (system.is_projected or system.is_geographic)


def asked_for(stated: CRS | None, crs: str | None, missing_crs: str | None) -> str | None:
    """The system to insist on: ``crs``, or ``missing_crs`` where the file states none."""
    return crs if crs is not None or _is_stated(stated) else missing_crs


def move_to_grid(
    geometry: NDArray[np.object_],
    table: Table,
    stated: CRS | None,
    crs: str | None,
    *,
    by_columns: bool = False,
) -> OnGrid:
    """Geometry in EPSG:27700, with coordinates that stand in the wrong order swapped back.

    Coordinates are taken for swapped where no row lies in Great Britain as it stands and most do
    with across and up exchanged. Latitude before longitude is always found. A northing before an
    easting is found wherever the swapped place lies in the sea; where it would lie on land (the
    swap of Stoke-on-Trent is Lancashire), nothing in the numbers gives it away.

    Parameters
    ----------
    geometry
        Array (n,) of flat shapely geometries, none missing or empty, in the file's coordinates.
    table
        Their rows, for messages.
    stated, crs
        The system the file states, and the one the user asks for, which counts.
    by_columns
        Whether it is what the columns are called that states the system.

    Raises
    ------
    InputError
        When no system is known or it is of another world, a coordinate is not a number, or
        nothing lies in Great Britain.
    """
    _check_finite(geometry, table)
    bounds = shapely.bounds(geometry).reshape(-1, 4)
    raw = bounds[:, :2] / 2 + bounds[:, 2:] / 2
    look = look_of(raw)
    system = chosen_system(stated, crs, look, table.file)
    notes: tuple[str, ...] = ()
    _check_way_to_grid(system, table.file)
    if _is_swapped(raw, system):
        geometry = np.asarray(shapely.transform(geometry, _swapped), dtype=object)
        order = "latitude, longitude" if system.is_geographic else "northing, easting"
        rows = count_words(len(geometry), table.row_word)
        notes = (f"Coordinates stood in the order {order}: swapped back in {rows}.",)
    moved = to_national_grid(geometry, system)
    inside = _all_on_grid(moved)
    wrong = None
    if not inside.all():
        stated_by = "--crs" if crs is not None else "its columns" if by_columns else "the file"
        wrong = _outside(raw, int(np.argmin(inside)), table, system, stated_by)
        if not inside.any():
            raise wrong
    return OnGrid(moved, inside, notes, wrong)


def _check_way_to_grid(system: CRS, file: str) -> None:
    try:
        points_to_national_grid(np.zeros((1, 2)), system)
    except ProjError as error:
        raise InputError(
            f"{file}: there is no way from its reference system, {system.name}, to Great Britain.",
            "Set the right system in QGIS and save it again, or give it with --crs.",
        ) from error


def _swapped(xy: NDArray[np.float64]) -> NDArray[np.float64]:
    return xy[:, ::-1]


def _check_finite(geometry: NDArray[np.object_], table: Table) -> None:
    xy, row = shapely.get_coordinates(geometry, return_index=True)
    bad = ~np.isfinite(xy).all(axis=1)
    if bad.any():
        raise InputError(
            f"{table.file}, {table.where(int(row[np.argmax(bad)]))} has a coordinate that is not a "
            "number.",
            "Remove the row or draw it again.",
        )


def _is_swapped(raw: NDArray[np.float64], system: CRS) -> bool:
    as_is = points_to_national_grid(raw, system)
    if in_outline(as_is).any():
        return False
    turned = points_to_national_grid(_swapped(raw), system)
    return bool(in_outline(turned).mean() > 0.5)


def _all_on_grid(geometry: NDArray[np.object_]) -> NDArray[np.bool_]:
    bounds = shapely.bounds(geometry).reshape(-1, 4)
    finite = np.isfinite(bounds).all(axis=1)
    return finite & on_grid(bounds[:, :2]) & on_grid(bounds[:, 2:])


_CORRECT = "Correct the numbers, or name other columns of coordinates with --column ROLE=COLUMN."
_REMEDIES = {
    code: f"Say so with --column {across}=COLUMN --column {up}=COLUMN."
    for code, across, up in (
        (LONGITUDE_LATITUDE, "longitude", "latitude"),
        (BRITISH_NATIONAL_GRID, "easting", "northing"),
    )
}


def _outside(
    raw: NDArray[np.float64], row: int, table: Table, system: CRS, stated_by: StatedBy
) -> InputError:
    """What is wrong with a row that is not in Great Britain, by what its numbers look like."""
    code = system.to_authority()
    name = f"{system.name} ({':'.join(code)})" if code else system.name
    across, up = raw[row]
    look = look_of(raw[row : row + 1])
    what = (
        f"{table.file}, {table.where(row)} is not in Great Britain when read as {name}, as "
        f"{stated_by} {'say' if stated_by == 'its columns' else 'says'}: it is near {across:,.7g}, "
        f"{up:,.7g}"
    )
    if stated_by == "its columns":
        looks = f", which looks like {look.words}" if look else ""
        return InputError(f"{what}{looks}.", _REMEDIES.get(look.code if look else "", _CORRECT))
    if look is None:
        return InputError(
            f"{what}.", "Its reference system is probably another one: give it with --crs."
        )
    if system.is_geographic and look.code == LONGITUDE_LATITUDE:
        remedy = "Correct the row: its two numbers are in the wrong order."
    elif stated_by == "--crs":
        remedy = f"Give --crs {look.code} to read the file so, or set the right system in QGIS."
    else:
        # Where a file states a system, --crs counts for the units' own file only.
        remedy = (
            "Set the right system in QGIS and save it again; for a file of units, --crs "
            f"{look.code} reads it so."
        )
    return InputError(f"{what}, which looks like {look.words}.", remedy)
