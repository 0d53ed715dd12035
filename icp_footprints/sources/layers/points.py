"""Layers of points: GP practices, schools, faith buildings, libraries and other local assets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from icp_footprints.errors import InputError
from icp_footprints.geography.points import PointLayer
from icp_footprints.geography.source import Source
from icp_footprints.sources.layers.lookups import check_layer_name
from icp_footprints.sources.layers.people_points import OUTSIDE, PeoplePoints, rows_of_points
from icp_footprints.sources.layers.placed_rows import PlacedRows, read_placed_rows
from icp_footprints.sources.layers.postcodes import Postcodes
from icp_footprints.sources.opened_table import ColumnChoice
from icp_footprints.sources.opening.tables import Table, Texts
from icp_footprints.sources.recognition.codes import tidy_code
from icp_footprints.sources.recognition.roles import Role
from icp_footprints.wording import count_words, people_words, shortlist

ID_ROLES: tuple[Role, ...] = ("id", "practice")
NAME_ROLES: tuple[Role, ...] = ("name", "practice_name")
# Two rows of one id within this distance are one point written twice.
SAME_SPOT_M = 1.0


@dataclass(frozen=True)
class PointsFile:
    """A layer of points to read: its name, and ``FILE`` or ``FILE:LAYER``."""

    name: str
    source: str


@dataclass(frozen=True, eq=False)
class PointsFound:
    """A layer of points and the file it is from."""

    layer: PointLayer
    placed: PlacedRows
    source: Source


@dataclass(frozen=True, eq=False)
class PeoplePointsFound:
    """Points that stand for people and the file they are from."""

    points: PeoplePoints
    placed: PlacedRows
    source: Source


def read_point_layer(
    wanted: PointsFile,
    units: NDArray[np.object_],
    choices: Iterable[ColumnChoice] = (),
    postcodes: Postcodes | None = None,
    missing_crs: str | None = None,
) -> PointsFound:
    """Read a layer of points and find the unit each lies in.

    Parameters
    ----------
    wanted
        What to read.
    units
        Array (n,) of the units' polygons in EPSG:27700.
    choices
        Columns the user named.
    postcodes
        A directory, for files with postcodes only.
    missing_crs
        The reference system to read features in, where their file states none.

    Raises
    ------
    InputError
        When no point lies in the place, or two points far apart have one id.
    """
    placed = read_placed_rows(wanted.source, choices, postcodes, missing_crs)
    rows = _rows_in_place(placed, units)
    table = placed.opened.table
    ids = _ids(placed)
    kept = _once(ids, placed.xy, table)
    inside = int((rows[kept] != OUTSIDE).sum())
    notes = [*placed.notes]
    if len(kept) < len(ids):
        notes.append(
            f"{count_words(len(ids) - len(kept), 'row')} of points already there left out."
        )
    notes.append(f"{inside:,} lie in the place, {len(kept) - inside:,} outside.")
    name = check_layer_name(wanted.name)
    layer = PointLayer(
        name=name,
        label=name.replace("_", " ").capitalize(),
        ids=tuple(str(ids[row]) for row in kept),
        names=tuple(str(text) for text in _names(placed, ids)[kept]),
        xy=placed.xy[kept],
        unit_rows=rows[kept],
    )
    detail = count_words(placed.rows_read, "row")
    return PointsFound(layer, placed, placed.opened.source(f"points: {name}", detail, notes))


def read_people_points(
    source: str,
    units: NDArray[np.object_],
    unit_ids: tuple[str, ...],
    choices: Iterable[ColumnChoice] = (),
    postcodes: Postcodes | None = None,
    missing_crs: str | None = None,
) -> PeoplePointsFound:
    """Read where people live within units: by it overlays are weighed and drawn lines decided.

    Parameters
    ----------
    source
        ``FILE`` or ``FILE:LAYER`` of postcodes, addresses or units' centres, with a column of
        people or none. A point with the code of a unit is of that unit, wherever it lies.
    unit_ids
        Codes of the units.
    units, choices, postcodes, missing_crs
        As for `read_point_layer`.

    Raises
    ------
    InputError
        When no point lies in the place, or nobody lives at those that do.
    """
    placed = read_placed_rows(source, choices, postcodes, missing_crs)
    found, table = placed.opened.recognition, placed.opened.table
    lies_in = _rows_in_place(placed, units)
    rows = _rows_by_code(placed, unit_ids, lies_in)
    people = placed.opened.people() if found.has("people") else np.ones(len(placed.xy))
    inside = rows != OUTSIDE
    if not people[inside].any():
        raise InputError(
            f"{table.file}: nobody lives at its points in the place, by column "
            f"'{found.column('people')}'.",
            "Name another column with --column people=COLUMN.",
        )
    noun = "postcode" if found.has("postcode") else "point"
    counted = people_words(float(people[inside].sum()))
    counts = f" with {counted}" if found.has("people") else ""
    without = sorted(set(range(len(units))) - set(rows[inside & (people > 0)].tolist()))
    strayed = np.flatnonzero(inside & (rows != lies_in))
    within = f"{count_words(int(inside.sum()), noun)}{counts} in the place"
    notes = [*placed.notes, f"{within}, {int((~inside).sum()):,} outside."]
    if found.has("people"):
        notes += table.number_notes(found.column("people"))
    if len(strayed):
        codes = shortlist([unit_ids[row] for row in rows[strayed].tolist()])
        lie = count_words(len(strayed), "point lies", "points lie")
        notes.append(
            f"{lie} outside the unit whose code it has, and counts for that unit: {codes}."
        )
    if without:
        codes = shortlist([unit_ids[row] for row in without])
        notes.append(
            f"{count_words(len(without), 'unit')} without any, for which areas and middles are "
            f"used: {codes}."
        )
    notes.append("The centre of a unit's people is the mean of its points.")
    points = PeoplePoints(placed.xy, people, rows, noun)
    detail = count_words(placed.rows_read, "row")
    return PeoplePointsFound(points, placed, placed.opened.source("people points", detail, notes))


def _rows_in_place(placed: PlacedRows, units: NDArray[np.object_]) -> NDArray[np.int64]:
    rows = rows_of_points(units, placed.xy)
    if not (rows != OUTSIDE).any():
        raise InputError(
            f"No point of {placed.opened.table.file} lies in this place.",
            "Use points of the same area, and check their coordinates.",
        )
    return rows


def _rows_by_code(
    placed: PlacedRows, unit_ids: tuple[str, ...], lies_in: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Rows of the units whose codes the points have, where they have one; else as they lie."""
    table, found = placed.opened.table, placed.opened.recognition
    if not found.has("unit"):
        return lies_in
    row_of = {tidy_code(code): row for row, code in enumerate(unit_ids)}
    codes = table.columns[found.column("unit")]
    by_code = np.array([row_of.get(tidy_code(str(code)), OUTSIDE) for code in codes], np.int64)
    return np.where(by_code == OUTSIDE, lies_in, by_code)


def _ids(placed: PlacedRows) -> Texts:
    """Ids as the file has them; a row without one is called by its number."""
    table, found = placed.opened.table, placed.opened.recognition
    role: Role | None = next((role for role in ID_ROLES if found.has(role)), None)
    numbers = np.array([f"{table.row_word} {row}" for row in table.row_numbers], dtype=object)
    if role is None:
        return numbers
    texts = table.columns[found.column(role)]
    return np.where(texts == "", numbers, texts)


def _names(placed: PlacedRows, ids: Texts) -> Texts:
    table, found = placed.opened.table, placed.opened.recognition
    role: Role | None = next((role for role in NAME_ROLES if found.has(role)), None)
    if role is None:
        return ids
    texts = table.columns[found.column(role)]
    return np.where(texts == "", ids, texts)


def _once(ids: Texts, xy: NDArray[np.float64], table: Table) -> NDArray[np.int64]:
    """Rows of the first point of each id; another of that id has to be in the same spot."""
    first: dict[str, int] = {}
    for row, code in enumerate(ids):
        earlier = first.setdefault(str(code), row)
        if float(np.hypot(*(xy[row] - xy[earlier]))) > SAME_SPOT_M:
            raise InputError(
                f"{table.file}: {code} is there twice, in two places: {table.where(earlier)} and "
                f"{table.where(row)}.",
                "Every point needs an id of its own: correct it, or name another column with "
                "--column id=COLUMN.",
            )
    return np.array(list(first.values()), dtype=np.int64)
