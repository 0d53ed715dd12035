"""Rows of polygons as footprints: which rows are one footprint, and what was put right in them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from icp_footprints.errors import InputError
from icp_footprints.exchange.importing.attributes import drafts_of
from icp_footprints.exchange.importing.columns import FootprintColumns, shape_columns, unguarded
from icp_footprints.exchange.importing.found import Draft
from icp_footprints.exchange.importing.imported import Finding, ImportColumns
from icp_footprints.sources.door.polygons import mend
from icp_footprints.sources.door.shapes import (
    POLYGONS,
    flattened,
    on_national_grid,
    opened_collections,
    shapes_of,
)
from icp_footprints.sources.opening.features import Features
from icp_footprints.sources.opening.tables import Table
from icp_footprints.wording import count_words


@dataclass(frozen=True, eq=False)
class PolygonRows:
    """Footprints with their polygons.

    Parameters
    ----------
    drafts
        The footprints; those the file has without a shape are the last.
    polygons
        Array (k,) of valid polygons in EPSG:27700, of the first k drafts.
    findings
        What was left out, put together or put right.
    """

    drafts: tuple[Draft, ...]
    polygons: NDArray[np.object_]
    findings: tuple[Finding, ...]


def polygon_rows(features: Features, asked: ImportColumns, crs: str | None) -> PolygonRows:
    """The polygons of a file, one for each footprint.

    Parameters
    ----------
    features
        What was read.
    asked
        Columns the user named.
    crs
        The reference system to read coordinates in, where the file does not say or is wrong.

    Raises
    ------
    InputError
        When there is no polygon, its reference system is not known, or none is in Great Britain.
    """
    table = features.table
    columns = shape_columns(table, asked)
    is_empty = shapely.is_missing(features.geometry) | shapely.is_empty(features.geometry)
    shapes = opened_collections(shapes_of(features, ~is_empty), POLYGONS, "polygons")
    is_polygon = np.isin(shapely.get_type_id(shapes.geometry), POLYGONS)
    if not is_polygon.any():
        raise InputError(
            f"{table.file} has no polygons.",
            "Draw each footprint as an area, not as a line or point, or choose another layer.",
        )
    others = int((~is_polygon).sum())
    note = f"{count_words(others, table.row_word)} without a polygon left out." if others else ""
    shapes = shapes.kept(is_polygon, note)
    shapes = on_national_grid(flattened(shapes), features, crs, required=False)
    holes, several = _holes(shapes.geometry), _in_parts(shapes.geometry)
    shapes = mend(shapes)
    groups, codes_repeat = _groups(shapes.table, columns)
    if codes_repeat:
        columns = FootprintColumns(None, columns.name)
    shapeless = table.rows(is_empty)
    drafts = drafts_of(shapes.table, columns, groups)
    drafts += _shapeless_drafts(shapeless, columns, drafts)
    findings = [
        *_as_findings(shapes.notes),
        *_codes_repeat(codes_repeat),
        *_counted("holes", holes, "polygon has", "polygons have", "a hole"),
        *_counted("in several parts", several, "polygon is", "polygons are", "in several parts"),
        *_counted(
            "rows put together",
            len(shapes.table) - len(groups),
            *("row has", "rows have"),
            "the id of a row above: put together as parts of one footprint",
        ),
        *_counted(
            "rows without a shape",
            len(drafts) - len(groups),
            *("footprint has", "footprints have"),
            "no shape in the file, and so no units",
        ),
    ]
    return PolygonRows(tuple(drafts), _united(shapes.geometry, groups), tuple(findings))


def _groups(table: Table, columns: FootprintColumns) -> tuple[list[list[int]], str]:
    """Rows of each footprint; and the column of ids, if its ids turn out to be none.

    Rows of one id and one name are parts of one footprint. An id under which there are several
    names is none, such as the 0 that drawing programs fill new rows with.
    """
    ids = [""] * len(table) if columns.id is None else unguarded(table.columns[columns.id])
    names = [""] * len(table) if columns.name is None else unguarded(table.columns[columns.name])
    name_of: dict[str, str] = {}
    rows_of: dict[str, list[int]] = {}
    for row, (code, name) in enumerate(zip(ids, names, strict=True)):
        if code and name_of.setdefault(code, name) != name:
            return [[each] for each in range(len(table))], columns.id or ""
        rows_of.setdefault(code or f"row {row} without id\n", []).append(row)
    if columns.name is None and len(rows_of) == 1 < len(table):
        # One id in every row, and no names: the column was never filled.
        return [[each] for each in range(len(table))], columns.id or ""
    return list(rows_of.values()), ""


def _shapeless_drafts(table: Table, columns: FootprintColumns, drafts: list[Draft]) -> list[Draft]:
    """Footprints that a file names without a shape; one that has a shape elsewhere is no other."""
    ids = {draft.id for draft in drafts if draft.id}
    alone = drafts_of(table, columns, [[row] for row in range(len(table))])
    return [each for each in alone if (each.id or each.name) and each.id not in ids]


def _united(geometry: NDArray[np.object_], groups: list[list[int]]) -> NDArray[np.object_]:
    united = np.empty(len(groups), dtype=object)
    united[:] = [
        geometry[rows[0]] if len(rows) == 1 else shapely.union_all(geometry[rows])
        for rows in groups
    ]
    return united


def _holes(geometry: NDArray[np.object_]) -> int:
    parts, of = shapely.get_parts(geometry, return_index=True)
    return len(set(of[shapely.get_num_interior_rings(parts) > 0].tolist()))


def _in_parts(geometry: NDArray[np.object_]) -> int:
    return int((shapely.get_num_geometries(geometry) > 1).sum())


def _as_findings(notes: tuple[str, ...]) -> list[Finding]:
    """What the door put right: it counts in its own words."""
    return [
        Finding("put right", int(found) if (found := _leading(note)) else 1, note) for note in notes
    ]


def _leading(note: str) -> str:
    first = note.split(maxsplit=1)[0].replace(",", "") if note.strip() else ""
    return first if first.isdecimal() else ""


def _codes_repeat(column: str) -> list[Finding]:
    if not column:
        return []
    words = f"Column '{column}' has one id for different footprints: it was not used."
    return [Finding("ids repeated", 1, words, (column,))]


def _counted(kind: str, count: int, one: str, many: str, what: str) -> list[Finding]:
    return [Finding(kind, count, f"{count_words(count, one, many)} {what}.")] if count else []
