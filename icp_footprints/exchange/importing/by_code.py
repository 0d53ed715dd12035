"""Footprints by the codes of their units: look-ups, and features that are units."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from icp_footprints.errors import InputError
from icp_footprints.exchange.importing.attributes import bands_of, different_names, drafts_of
from icp_footprints.exchange.importing.columns import (
    FootprintColumns,
    lookup_columns,
    rows_of_units,
    unguarded,
    unit_column,
)
from icp_footprints.exchange.importing.found import NOWHERE, Found, shown
from icp_footprints.exchange.importing.imported import Finding, ImportColumns, finding
from icp_footprints.geography.place import Place
from icp_footprints.sources.opening.tables import Table

UNREAD = -2
NO_UNITS = "Check that it is of the same place and the same year's units"


def found_by_code(place: Place, table: Table, asked: ImportColumns) -> Found:
    """Footprints from a table with a row for each unit.

    A unit that the table puts in two footprints is left in none, and said.

    Parameters
    ----------
    place
        Whose units they are.
    table
        Its rows.
    asked
        Columns the user named.

    Raises
    ------
    InputError
        When it names no unit of the place, does not say which footprint they are in, or puts none
        of them in one.
    """
    unit = unit_column(place, table, asked)
    if unit is None:
        example = place.units.ids[0]
        raise InputError(
            f"{table.file} has none of the units of {place.name} in any column.",
            f"{NO_UNITS}, with codes such as {example}.",
        )
    units = rows_of_units(place, table.columns[unit])
    if not (units >= 0).any():
        raise InputError(
            f"{table.file} has none of the units of {place.name} in column '{unit}'.",
            f"{NO_UNITS}, with codes such as {place.units.ids[0]}.",
        )
    columns = lookup_columns(table, unit, asked)
    groups, group_of = _groups(table, columns, units)
    numbers, twice = _numbers(len(place.units), units, group_of)
    if not groups:
        raise InputError(
            f"{table.file} puts no unit of {place.name} in a footprint.",
            "Fill the column that names the footprints.",
        )
    return Found(
        "look-up",
        tuple(drafts_of(table, columns, groups)),
        np.where(numbers == UNREAD, NOWHERE, numbers),
        (
            *_unknown(unguarded(table.columns[unit]), units),
            *_not_there(place, numbers),
            *_twice(place, twice),
            *different_names(table, columns, groups),
        ),
        bands=bands_of(place, table),
    )


def _groups(
    table: Table, columns: FootprintColumns, units: NDArray[np.intp]
) -> tuple[list[list[int]], list[int]]:
    """Rows of the table by footprint, those with units of the place only; and each row's group."""
    ids = _keys(table, columns.id)
    names = _keys(table, columns.name)
    of_key: dict[tuple[str, str], int] = {}
    groups: list[list[int]] = []
    group_of: list[int] = []
    for row, (code, name) in enumerate(zip(ids, names, strict=True)):
        if units[row] < 0 or not (code or name):
            group_of.append(NOWHERE)
            continue
        number = of_key.setdefault((code, "" if code else name), len(groups))
        if number == len(groups):
            groups.append([])
        groups[number].append(row)
        group_of.append(number)
    return groups, group_of


def _keys(table: Table, column: str | None) -> list[str]:
    return [""] * len(table) if column is None else unguarded(table.columns[column])


def _numbers(
    count: int, units: NDArray[np.intp], group_of: list[int]
) -> tuple[NDArray[np.intp], list[int]]:
    """The footprint of each unit, and the units that the table puts in more than one."""
    numbers = np.full(count, UNREAD, dtype=np.intp)
    twice: dict[int, None] = {}
    for unit, group in zip(units.tolist(), group_of, strict=True):
        if unit < 0:
            continue
        if numbers[unit] not in (UNREAD, group):
            twice[unit] = None
        numbers[unit] = group
    numbers[list(twice)] = NOWHERE
    return numbers, list(twice)


def _unknown(codes: list[str], units: NDArray[np.intp]) -> tuple[Finding, ...]:
    unknown = dict.fromkeys(
        shown(code) for code, unit in zip(codes, units.tolist(), strict=True) if unit < 0 and code
    )
    return finding(
        "codes not in the place", list(unknown), "Codes that the place does not have ({n}): {}."
    )


def _not_there(place: Place, numbers: NDArray[np.intp]) -> tuple[Finding, ...]:
    missing = [place.units.ids[row] for row in np.flatnonzero(numbers == UNREAD).tolist()]
    return finding(
        "units not in the file", missing, "Units not in the file, left in no footprint ({n}): {}."
    )


def _twice(place: Place, twice: list[int]) -> tuple[Finding, ...]:
    return finding(
        "units in two footprints",
        [place.units.ids[row] for row in sorted(twice)],
        "Units that the file puts in more than one footprint, left in none ({n}): {}.",
    )
