"""Reading boundaries: any common file of polygons, checked, mended and moved to EPSG:27700."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from icp_footprints.errors import InputError
from icp_footprints.sources.door.clean_units import clean_units
from icp_footprints.sources.door.polygons import check_no_repeats, mend, repeated_pairs
from icp_footprints.sources.door.shapes import (
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
from icp_footprints.wording import count_words, shortlist


@dataclass(frozen=True, eq=False)
class Boundaries:
    """Polygons with their columns, as read.

    Parameters
    ----------
    table
        The other columns, one row per polygon.
    geometry
        Array (n,) of valid Polygons or MultiPolygons in EPSG:27700.
    notes
        Everything that was put right or left out on the way in, one counted sentence each.
    """

    table: Table
    geometry: NDArray[np.object_]
    notes: tuple[str, ...] = ()


def read_boundaries(
    source: str,
    where: dict[str, tuple[str, ...]] | None = None,
    crs: str | None = None,
    missing_crs: str | None = None,
) -> Boundaries:
    """Read polygons that may overlap or leave gaps, such as wards or catchments.

    Rows without a boundary are left out and counted.

    Parameters
    ----------
    source
        ``FILE`` or ``FILE:LAYER``, of any kind that `read_features` opens.
    where
        Values wanted per column: a row is kept when every column has one of its values.
    crs
        The reference system to read coordinates in, where the file does not say or is wrong.
    missing_crs
        The same, but only where the file does not say.

    Raises
    ------
    InputError
        For anything that cannot be used, naming the file, layer, column or row.
    """
    shapes = _polygons(source, where, crs, missing_crs, required=False)
    pairs = repeated_pairs(shapes.geometry)
    if pairs:
        rows = [f"{shapes.table.where(a)} and {shapes.table.where(b)}" for a, b in pairs]
        said = count_words(len(pairs), "boundary stands", "boundaries stand")
        shapes = shapes.noted(f"{said} in the file twice: {shortlist(rows, 5)}.")
    return Boundaries(shapes.table, shapes.geometry, shapes.notes)


def read_units(
    source: str,
    where: dict[str, tuple[str, ...]] | None = None,
    crs: str | None = None,
    id_column: str | None = None,
) -> Boundaries:
    """Read the units of a place and make them one clean coverage.

    Gaps and overlaps narrower than 2 m, and overlaps of up to 1,000 m² and 1 % of a unit, are
    closed, counted and said in `notes`; so are wider gaps, which stay. The units come out in the
    order of the file, none left out.

    Parameters
    ----------
    source, where, crs
        See `read_boundaries`.
    id_column
        Column whose values name units in messages; rows are named by number without it.

    Raises
    ------
    InputError
        For anything that cannot be used: as for `read_boundaries`, and when a unit has no
        boundary, two have the same one, or two overlap by more than that.
    """
    return made_coverage(read_drawn_units(source, where, crs), id_column)


def read_drawn_units(
    source: str, where: dict[str, tuple[str, ...]] | None = None, crs: str | None = None
) -> Boundaries:
    """Read the units of a place as they are drawn, before `made_coverage`; see `read_units`."""
    shapes = _polygons(source, where, crs, None, required=True)
    check_no_repeats(shapes)
    return Boundaries(shapes.table, shapes.geometry, shapes.notes)


def made_coverage(drawn: Boundaries, id_column: str | None = None) -> Boundaries:
    """Units made one clean coverage; see `read_units`."""
    shapes = clean_units(Shapes(drawn.table, drawn.geometry, drawn.notes), id_column)
    return Boundaries(shapes.table, shapes.geometry, shapes.notes)


def _polygons(
    source: str,
    where: dict[str, tuple[str, ...]] | None,
    crs: str | None,
    missing_crs: str | None,
    *,
    required: bool,
) -> Shapes:
    features = read_features(source)
    chosen = _chosen(features.table, where) if where else None
    shapes = shapes_of(features, chosen)
    if chosen is not None:
        rows = count_words(len(chosen), features.table.row_word)
        shapes = shapes.noted(f"{rows} read, {int(chosen.sum()):,} of them kept by the filter.")
    shapes = with_shape(shapes, "boundary", required=required)
    shapes = opened_collections(shapes, POLYGONS, "polygons")
    check_kind(shapes, POLYGONS, "polygon")
    return mend(on_national_grid(flattened(shapes), features, crs, missing_crs, required=True))


def _chosen(table: Table, where: dict[str, tuple[str, ...]]) -> NDArray[np.bool_]:
    """Array (rows,): whether every filtered column of a row has one of the values wanted."""
    chosen = np.ones(len(table), dtype=np.bool_)
    wanted: dict[str, tuple[str, ...]] = {}
    for column, values in where.items():
        name = table.find([column], "filter (--where)")
        wanted[name] = (*wanted.get(name, ()), *values)
    for name, values in wanted.items():
        chosen &= np.isin(table.columns[name].astype(str), list(values))
        if not chosen.any():
            seen = sorted(set(table.columns[name]) - {""})
            raise InputError(
                f"No row of {table.file} has {name} = {shortlist(list(values))}"
                f"{' that the filters before it kept' if len(wanted) > 1 else ''}.",
                f"Values there are, for example: {shortlist(seen, 5)}.",
            )
    return chosen
