"""Recognising what the columns of a table are for, without being told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from icp_footprints.errors import InputError
from icp_footprints.sources.columns import find_column, name_column_beside, plain
from icp_footprints.sources.opening.tables import Table
from icp_footprints.sources.recognition.ages import AgeColumn, age_columns
from icp_footprints.sources.recognition.code_columns import (
    OWN,
    CodeColumn,
    code_columns,
    repeats,
    sample_of,
    unit_column,
)
from icp_footprints.sources.recognition.codes import PRACTICE_CODE
from icp_footprints.sources.recognition.headers import LONGEST_HEADER
from icp_footprints.sources.recognition.roles import (
    GENERIC,
    ROLE_WORDS,
    Role,
    accepted_names,
    columns_for,
)
from icp_footprints.sources.recognition.uses import uses_of
from icp_footprints.wording import shortlist

# Longitudes and latitudes are never larger, eastings and northings hardly ever smaller.
LARGEST_DEGREE = 180.0
# A column is taken for what this share of its cells looks like.
MOSTLY = 0.8


@dataclass(frozen=True)
class Recognition:
    """What the columns of a table are for.

    Parameters
    ----------
    file
        Name of the file, for errors.
    codes
        Columns of area codes.
    columns
        Column by role; a column given by the user stands before one recognised.
    ages
        Columns of people by age, youngest first, that count nobody twice.
    uses
        What the table can serve as, such as ``registrations``; see `uses`.
    doubtful
        Roles for which more than one column has the same name.
    held
        All columns there are, for errors.
    """

    file: str
    codes: tuple[CodeColumn, ...] = ()
    columns: Mapping[Role, str] = field(default_factory=dict[Role, str])
    ages: tuple[AgeColumn, ...] = ()
    uses: tuple[str, ...] = ()
    doubtful: Mapping[Role, tuple[str, ...]] = field(default_factory=dict[Role, tuple[str, ...]])
    held: tuple[str, ...] = ()

    def has(self, role: Role) -> bool:
        """Whether there is a column for the role."""
        return role in self.columns

    def column(self, role: Role) -> str:
        """The column for a role.

        Raises
        ------
        InputError
            When there is none, or more than one.
        """
        option = f"--column {role}=COLUMN"
        if role in self.doubtful:
            raise InputError(
                f"{self.file} has more than one column of {ROLE_WORDS[role]}: "
                f"{shortlist(self.doubtful[role])}.",
                f"Say which with {option}.",
            )
        if role not in self.columns:
            names = accepted_names(role)
            known = f" Names understood: {shortlist(names, 8)}." if names else ""
            raise InputError(
                f"{self.file} has no column of {ROLE_WORDS[role]} that could be recognised.",
                f"Say which with {option}.{known} Its columns are: {shortlist(self.held, 40)}.",
            )
        return self.columns[role]

    @property
    def units(self) -> CodeColumn:
        """The column that says which unit a row is about.

        Raises
        ------
        InputError
            When there is none.
        """
        column = self.column("unit")
        for each in self.codes:
            if each.column == column:
                return each
        return CodeColumn(column, OWN, None, self.columns.get("unit_name"))


def recognise(table: Table, columns: Mapping[str, str] | None = None) -> Recognition:
    """Recognise the columns of a table by their names, else by their values.

    Parameters
    ----------
    table
        The table.
    columns
        Columns given by the user, by role (``--column ROLE=COLUMN``).

    Raises
    ------
    InputError
        When a role is unknown or a column is not there.
    """
    given = _given(table, columns or {})
    found: dict[Role, str] = {}
    doubtful: dict[Role, tuple[str, ...]] = {}
    names = {column: plain(column) for column in table.columns if len(column) <= LONGEST_HEADER}
    for role in cast("tuple[Role, ...]", get_args(Role)):
        named = _plausible(table, role, columns_for(role, names))
        if named and role not in given:
            found[role] = named[0]
            if len(named) > 1:
                doubtful[role] = named
    found.update(given)
    codes = code_columns(table)
    _drop_misread(table, found, codes, given)
    _in_degrees(table, found)
    ages = age_columns(table.columns)
    if "people" not in found and (people := _people_by_year(table, ages)) is not None:
        found["people"] = people
    unit = unit_column(table, codes, "practice" in found)
    if "unit" not in found and unit is not None:
        found["unit"] = unit.column
    _add_names(table, found, codes, unit)
    return Recognition(
        file=table.file,
        codes=codes,
        columns=found,
        ages=ages,
        uses=uses_of(table, codes, found, ages),
        doubtful={role: names for role, names in doubtful.items() if role in found},
        held=tuple(table.columns),
    )


def _given(table: Table, columns: Mapping[str, str]) -> dict[Role, str]:
    known: dict[str, Role] = {plain(role): role for role in get_args(Role)}
    given: dict[Role, str] = {}
    for name, column in columns.items():
        role = known.get(plain(name))
        if role is None:
            raise InputError(
                f"--column {name}={column}: '{name}' is nothing a column can be.",
                f"Use one of: {', '.join(known.values())}.",
            )
        what = f"{ROLE_WORDS[role]} (--column {role}=COLUMN)"
        given[role] = find_column(table.columns, [column], table.file, what)
    return given


def _plausible(table: Table, role: Role, named: tuple[str, ...]) -> tuple[str, ...]:
    """Columns with a name that says much; with one that says little, only if their values fit."""
    if role == "people":
        return tuple(
            column for column in named if plain(column) not in GENERIC or _is_number(table, column)
        )
    return named


def _is_number(table: Table, column: str) -> bool:
    numbers = _numbers(table, column)
    return len(numbers) > 0 and float(np.isfinite(numbers).mean()) >= MOSTLY


def _drop_misread(
    table: Table,
    found: dict[Role, str],
    codes: tuple[CodeColumn, ...],
    given: Mapping[Role, str],
) -> None:
    """Take back what the values speak against: organisations that are no practices, for one."""
    if "practice" in found and "practice" not in given:
        name = plain(found["practice"])
        if name in {"organisation_code", "org_code", "ods_code"} and not _are_practices(
            table, found["practice"]
        ):
            del found["practice"]
            found.pop("practice_name", None)
    pcns = [each.column for each in codes if each.geography == "PCN"]
    if "pcn" not in found and pcns:
        found["pcn"] = pcns[0]


def _are_practices(table: Table, column: str) -> bool:
    cells = sample_of(table.columns[column])
    fits = sum(PRACTICE_CODE.fullmatch(text.upper()) is not None for text in cells)
    return bool(cells) and fits >= MOSTLY * len(cells)


def _numbers(table: Table, column: str) -> NDArray[np.float64]:
    """Some cells of a column as numbers, NaN for what is none."""
    cells: Any = np.array(
        [text.replace(",", "") for text in sample_of(table.columns[column])], dtype=object
    )
    return np.asarray(pd.to_numeric(cells, errors="coerce"), dtype=np.float64)


def _in_degrees(table: Table, found: dict[Role, str]) -> None:
    """Columns called x and y hold longitude and latitude where their numbers are small."""
    if "easting" not in found or "northing" not in found:
        return
    if plain(found["easting"]) not in {"x", "x_coordinate"}:
        return
    numbers = np.abs(_numbers(table, found["easting"]))
    if np.isfinite(numbers).any() and np.nanmax(numbers) <= LARGEST_DEGREE:
        found.setdefault("longitude", found.pop("easting"))
        found.setdefault("latitude", found.pop("northing"))


def _people_by_year(table: Table, ages: tuple[AgeColumn, ...]) -> str | None:
    """NOMIS heads the one column of an extract with its year, such as ``2021``."""
    years = [
        column
        for column in table.columns
        if re.fullmatch(r"(19|20)\d\d", column.strip()) and _is_number(table, column)
    ]
    return years[0] if len(years) == 1 and not ages else None


def _add_names(
    table: Table,
    found: dict[Role, str],
    codes: tuple[CodeColumn, ...],
    unit: CodeColumn | None,
) -> None:
    """Names of units, and ids and names of points and areas, where no column is called so."""
    by_column = {each.column: each for each in codes}
    if "unit" in found and "unit_name" not in found:
        chosen = by_column.get(found["unit"])
        if chosen is None and unit is not None and unit.column == found["unit"]:
            chosen = unit
        named = chosen.name_column if chosen else name_column_beside(table.columns, found["unit"])
        if named is not None:
            found["unit_name"] = named
    pairs: tuple[tuple[Role, Role], ...] = (
        ("practice", "practice_name"),
        ("pcn", "pcn_name"),
        ("unit", "unit_name"),
    )
    for role, name_role in pairs:
        if role in found and repeats(table, found[role]) == 0:
            found.setdefault("id", found[role])
            if found["id"] == found[role] and name_role in found:
                found.setdefault("name", found[name_role])
    for _, name_role in pairs:
        if name_role in found and "name" not in found and "id" not in found:
            found["name"] = found[name_role]
