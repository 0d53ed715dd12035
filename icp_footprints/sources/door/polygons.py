"""Polygons at the door: invalid rings mended, and one boundary under two rows found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import shapely
from numpy.typing import NDArray

from icp_footprints.errors import InputError
from icp_footprints.sources.door.shapes import Shapes
from icp_footprints.wording import count_words, shortlist

# The most detailed boundaries of England have some 100,000 points; mending takes more than
# proportionally longer, so that beyond this a file would seem to hang.
MOST_POINTS = 500_000


def mend(shapes: Shapes) -> Shapes:
    """Valid polygons in metres: rings that cross or touch themselves are taken apart, and noted.

    Raises
    ------
    InputError
        When a boundary has no area, or more than `MOST_POINTS`, naming the row.
    """
    _check_points(shapes)
    geometry = shapes.geometry.copy()
    invalid = np.flatnonzero(~shapely.is_valid(geometry))
    # By structure: two parts that overlap become one, where the linework would leave a hole.
    geometry[invalid] = shapely.make_valid(
        geometry[invalid], method="structure", keep_collapsed=False
    )
    flat = shapely.is_empty(geometry) | (shapely.area(geometry) == 0)
    if flat.any():
        raise InputError(
            f"{shapes.table.file}, {shapes.table.where(int(np.argmax(flat)))} has a boundary "
            "without area.",
            "Remove the row or give it a boundary.",
        )
    mended = replace(shapes, geometry=geometry)
    return mended.noted(_mending_note(shapes, invalid)) if len(invalid) else mended


def _check_points(shapes: Shapes) -> None:
    counts = shapely.get_num_coordinates(shapes.geometry)
    row = int(np.argmax(counts))
    if counts[row] > MOST_POINTS:
        raise InputError(
            f"{shapes.table.file}, {shapes.table.where(row)} has a boundary of {counts[row]:,} "
            "points.",
            f"Use generalised boundaries, or simplify it: {MOST_POINTS:,} points are the most.",
        )


def _mending_note(shapes: Shapes, invalid: NDArray[np.intp]) -> str:
    # The area of a ring that crosses itself is no area anybody sees, so no difference is given.
    said = count_words(len(invalid), "invalid boundary", "invalid boundaries")
    rows = [shapes.table.where(int(row)) for row in invalid]
    return f"{said} mended: {shortlist(rows, 5)}."


def repeated_pairs(geometry: NDArray[np.object_]) -> list[tuple[int, int]]:
    """Pairs of rows with the same shape, each with the first row that has it.

    Parameters
    ----------
    geometry
        Array (n,) of valid polygons.
    """
    # Equal shapes have equal boxes and areas; few others have.
    keys = np.column_stack([shapely.bounds(geometry), shapely.area(geometry)]).round(2)
    _, group, counts = np.unique(keys, axis=0, return_inverse=True, return_counts=True)
    first: dict[int, int] = {}
    pairs: list[tuple[int, int]] = []
    for row in np.flatnonzero(counts[group] > 1).tolist():
        other = first.setdefault(int(group[row]), row)
        if other != row and shapely.equals(geometry[other], geometry[row]):
            pairs.append((other, row))
    return pairs


def check_no_repeats(shapes: Shapes) -> None:
    """Check that no two units have the same boundary.

    Raises
    ------
    InputError
        When two have, naming both rows, and saying if they are the same row twice.
    """
    pairs = repeated_pairs(shapes.geometry)
    if not pairs:
        return
    a, b = pairs[0]
    table = shapes.table
    more = f" ({len(pairs) - 1} more such pairs)" if len(pairs) > 1 else ""
    if all(values[a] == values[b] for values in table.columns.values()):
        raise InputError(
            f"{table.file}: {table.where(a)} and {table.where(b)} are the same row twice{more}.",
            "Remove the copies.",
        )
    raise InputError(
        f"{table.file}: {table.where(a)} and {table.where(b)} have the same boundary{more}.",
        "Each unit needs a boundary of its own: remove one or correct it.",
    )
