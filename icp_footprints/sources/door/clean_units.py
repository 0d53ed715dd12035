"""The units of a file made one clean coverage, and what that took, in words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import shapely

from icp_footprints.errors import InputError
from icp_footprints.sources.door.coverage import SLIVER_WIDTH_M, Tidied, tidied
from icp_footprints.sources.door.holes import holes
from icp_footprints.sources.door.overlaps import overlap_limit_m2, real_overlaps
from icp_footprints.sources.door.shapes import Shapes
from icp_footprints.wording import count_words, shortlist

# The largest gaps are named; a report is no place for a hundred.
HOLES_NAMED = 3
# Half the limit, since an overlap may be shared out between the two.
SUSPICION = 0.5


def clean_units(shapes: Shapes, id_column: str | None = None) -> Shapes:
    """Units as one clean coverage, in the same order.

    Parameters
    ----------
    shapes
        Valid polygons in EPSG:27700.
    id_column
        Column whose values name units in messages.

    Raises
    ------
    InputError
        When two units overlap by more than a drawing fault can, naming both.
    """
    names = _names(shapes, id_column)
    tidy = tidied(shapes.geometry)
    _check_overlaps(shapes, tidy, names)
    if len(tidy.swallowed):
        first = names[tidy.swallowed[0]]
        raise InputError(
            f"{shapes.table.file}: nothing is left of {first} once slivers of under "
            f"{SLIVER_WIDTH_M:g} m are closed.",
            "Remove it or correct its boundary.",
        )
    cleaned = replace(shapes, geometry=tidy.geometry)
    for note in (*_tidy_notes(shapes, tidy, names), *_hole_notes(tidy, names)):
        cleaned = cleaned.noted(note)
    return cleaned


def _names(shapes: Shapes, id_column: str | None) -> list[str]:
    table = shapes.table
    codes = table.columns.get(id_column) if id_column else None
    if codes is None:
        return [table.where(row) for row in range(len(table))]
    return [code or table.where(row) for row, code in enumerate(codes)]


def _check_overlaps(shapes: Shapes, tidy: Tidied, names: list[str]) -> None:
    """Look closely at those units only that lost enough ground, since most lost none."""
    limit_m2 = overlap_limit_m2(shapes.geometry)
    much = tidy.moved_m2 > SUSPICION * limit_m2[tidy.changed]
    rows = np.unique(np.concatenate([tidy.changed[much], tidy.swallowed, tidy.untidy]))
    if not len(rows):
        return
    found = real_overlaps(shapes.geometry, rows, SLIVER_WIDTH_M)
    if found:
        a, b = names[found[0].row_a], names[found[0].row_b]
        more = f" ({len(found) - 1} more pairs overlap)" if len(found) > 1 else ""
        raise InputError(
            f"{shapes.table.file}: units {a} and {b} overlap by {found[0].area_m2:,.0f} m²{more}.",
            "No ground may be in two units: correct the boundaries, or choose units of one kind "
            "with --where.",
        )


def _tidy_notes(shapes: Shapes, tidy: Tidied, names: list[str]) -> list[str]:
    notes: list[str] = []
    if tidy.slivers:
        units = count_words(len(tidy.changed), "unit")
        most = names[tidy.changed[int(np.argmax(tidy.moved_m2))]]
        area_m2 = shapely.area(tidy.geometry).sum() - shapely.area(shapes.geometry).sum()
        notes.append(
            f"{count_words(tidy.slivers, 'sliver')} of gap or overlap between units closed, in "
            f"{units}: the largest is {tidy.largest_sliver_m2:,.1f} m², the most moved of one unit "
            f"{tidy.moved_m2.max():,.1f} m² ({most}), and all units together change by "
            f"{area_m2:+,.1f} m²."
        )
    if len(tidy.untidy):
        rows = [names[row] for row in tidy.untidy]
        notes.append(
            f"The edges of {count_words(len(rows), 'unit')} still do not fit their neighbours': "
            f"{shortlist(rows)}. Lengths of boundary there are to within {SLIVER_WIDTH_M:g} m."
        )
    return notes


def _hole_notes(tidy: Tidied, names: list[str]) -> list[str]:
    found = holes(tidy.geometry, is_coverage=not len(tidy.untidy))
    notes = [
        f"{_area(hole.area_m2)} between {shortlist([names[row] for row in hole.rows], 4)} "
        "is in no unit: a lake, or a unit missing from the file."
        for hole in found[:HOLES_NAMED]
    ]
    rest = found[HOLES_NAMED:]
    if rest:
        largest = _area(max(hole.area_m2 for hole in rest))
        notes.append(f"{count_words(len(rest), 'smaller gap')} in no unit, of up to {largest}.")
    return notes


def _area(area_m2: float) -> str:
    return f"{area_m2 / 1e6:,.2f} km²" if area_m2 >= 1e5 else f"{area_m2:,.0f} m²"
