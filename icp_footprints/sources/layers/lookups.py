"""Look-up layers: one area per unit, from a column of the units' file or of any other table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from icp_footprints.errors import InputError
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.sources.columns import name_column_beside
from icp_footprints.sources.unit_file import UnitFile
from icp_footprints.wording import count_words, people_words

# Layer names become column names in files, so they are kept plain.
LAYER_NAME = re.compile(r"[a-z][a-z0-9_]{0,30}")


@dataclass(frozen=True)
class Lookup:
    """A layer to read: its name, its column of codes and, if any, its column of names.

    The column may be written ``FILE:COLUMN``.
    """

    name: str
    code_column: str
    name_column: str | None = None

    @classmethod
    def parse(cls, text: str) -> Lookup:
        """A look-up from ``NAME=CODE_COLUMN`` or ``NAME=CODE_COLUMN,NAME_COLUMN``."""
        name, equals, columns = text.partition("=")
        code, _, names = columns.partition(",")
        if not (equals and name.strip() and code.strip()):
            raise InputError(
                f"'{text}' is not a look-up.",
                "Write it as NAME=COLUMN, such as ward=ward24_code.",
            )
        return cls(check_layer_name(name.strip()), code.strip(), names.strip() or None)


def check_layer_name(name: str) -> str:
    """The name, if it can name a layer.

    Raises
    ------
    InputError
        When it holds anything but small letters, digits and underscores.
    """
    if not LAYER_NAME.fullmatch(name):
        raise InputError(
            f"'{name}' cannot name a layer.",
            "Use small letters, digits and underscores, starting with a letter: for example ward.",
        )
    return name


@dataclass(frozen=True, eq=False)
class LookupColumns:
    """Where a look-up is to be read.

    Parameters
    ----------
    file
        The file about units that has it.
    code
        Its column of area codes.
    name
        The column of area names the user gave, if any.
    beside
        The column of area names that goes with the codes, if any.
    other_names
        Names by area code from files about those areas, such as MSOA names; they come first.
    people_of
        People by unit code of a file that holds the whole country, by which the share of an
        area's people outside the place is known; empty where it is not.
    """

    file: UnitFile
    code: str
    name: str | None = None
    beside: str | None = None
    other_names: Mapping[str, str] | None = None
    people_of: Mapping[str, float] | None = None


def read_lookup(
    lookup: Lookup, columns: LookupColumns, people: NDArray[np.float64]
) -> tuple[ReferenceLayer, tuple[str, ...]]:
    """The layer of a look-up, and what there is to say about it.

    Names come from the column given, else from files about the areas, else from the column that
    goes with the codes (``ward24_name`` beside ``ward24_code``), else a code is its own name.

    Parameters
    ----------
    lookup, columns
        What to read, and where.
    people
        Array (units,) of residents, to say how many are in no area.

    Raises
    ------
    InputError
        When the column is empty, a code has two names in the column given, or a unit two areas.
    """
    table = columns.file.opened.table
    of_row: list[str] = table.columns[columns.code].tolist()
    codes, shared = _area_of_units(lookup.name, columns.file, of_row)
    if not any(codes):
        raise InputError(
            f"{table.file}: column '{columns.code}' is empty for every unit of the place, so layer "
            f"'{lookup.name}' has no areas.",
            "Choose another column.",
        )
    names = _names(lookup, columns, of_row)
    layer = ReferenceLayer.from_lookup(lookup.name, codes, names)
    outside = _outside_share(layer, columns, of_row)
    return replace(
        layer, outside_share=outside, method=f"by column {columns.code} of {table.file}"
    ), _notes(layer, people, shared)


def _area_of_units(layer: str, file: UnitFile, of_row: Sequence[str]) -> tuple[list[str], int]:
    """Area of each unit, and how many units of other boundaries lay in more than one.

    A unit put together from units of another year belongs to the area of most of it.
    """
    weights, table = file.join.weights, file.opened.table
    codes: list[str] = []
    shared = 0
    for start, end in pairwise(np.asarray(weights.indptr, dtype=np.int64).tolist()):
        unit = len(codes)
        rows: list[int] = [row for row in weights.indices[start:end].tolist() if of_row[row]]
        areas: set[str] = {of_row[row] for row in rows}
        if len(areas) <= 1:
            codes.append(of_row[rows[0]] if rows else "")
            continue
        if file.join.report.conversion is None:
            other = next(row for row in rows if of_row[row] != of_row[rows[0]])
            raise InputError(
                f"{table.file}: {file.unit_ids[unit]} is in {of_row[rows[0]]} in "
                f"{table.where(rows[0])} and in {of_row[other]} in {table.where(other)}, so it "
                f"has no one area of layer '{layer}'.",
                "Use a look-up with one area per unit (best fit), or an overlay.",
            )
        shared += 1
        held = dict.fromkeys(sorted(areas), 0.0)
        shares: list[float] = weights.data[start:end].tolist()
        for row, share in zip(weights.indices[start:end].tolist(), shares, strict=True):
            area = of_row[int(row)]
            if area:
                held[area] += share
        codes.append(max(held, key=held.__getitem__))
    return codes, shared


def _names(lookup: Lookup, columns: LookupColumns, of_row: Sequence[str]) -> dict[str, str]:
    table = columns.file.opened.table
    beside = columns.name or columns.beside or name_column_beside(table.columns, columns.code)
    names: dict[str, str] = {}
    if beside is not None:
        for row, area in enumerate(of_row):
            text = str(table.columns[beside][row])
            if columns.name and area and names.get(area, text) != text:
                raise InputError(
                    f"{table.file}, {table.where(row)}: {area} is '{text}' in column "
                    f"'{beside}', but '{names[area]}' above.",
                    "Choose another column of names.",
                )
            if not names.get(area):
                names[area] = text
    others = {} if lookup.name_column else columns.other_names or {}
    return {area: others.get(area) or names.get(area) or area for area in set(of_row)}


def _outside_share(
    layer: ReferenceLayer, columns: LookupColumns, of_row: Sequence[str]
) -> NDArray[np.float64]:
    """Share of each area's people outside the place; NaN where those of some unit are unknown."""
    unknown = np.full(len(layer.area_ids), np.nan)
    people_of = columns.people_of
    if not people_of:
        return unknown
    column = {code: j for j, code in enumerate(layer.area_ids)}
    inside_share = np.asarray(columns.file.join.weights.sum(axis=0), dtype=np.float64)
    total, outside = np.zeros(len(column)), np.zeros(len(column))
    for row, code in enumerate(columns.file.codes.tolist()):
        j = column.get(of_row[row])
        if j is not None:
            people = people_of.get(code.upper(), np.nan)
            total[j] += people
            outside[j] += people * max(1.0 - float(inside_share[row]), 0.0)
    shares = np.divide(outside, total, out=unknown, where=total > 0)
    return np.asarray(shares, dtype=np.float64)


def _notes(layer: ReferenceLayer, people: NDArray[np.float64], shared: int) -> tuple[str, ...]:
    notes: list[str] = []
    loose = layer.dominant_area < 0
    if loose.any():
        notes.append(
            f"Layer '{layer.name}': {count_words(int(loose.sum()), 'unit')} with "
            f"{people_words(float(people[loose].sum()))} in no area."
        )
    if shared:
        notes.append(
            f"Layer '{layer.name}': {count_words(shared, 'unit')} put together from areas of "
            "another year, not all in one area, went to the area of most of their parts."
        )
    return tuple(notes)
