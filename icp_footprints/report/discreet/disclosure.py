"""Whether what a report prints of a layer gives a count of one to four people away.

A report prints the same people many times: in tables of areas, of split areas and of footprints, on
cards and on the summary page. A hidden count is safe when another one would have made exactly the
same pages. So, for every hidden count, such another table is looked for: a person more or fewer
there, made up for elsewhere so that every published total stays. Where none is found, counts are
rounded to a coarser step; where that does not help either, nothing is printed of the layer.

All cells, totals and shares are taken to be printed, though pages print fewer: that errs on the
safe side. Shares of the plan as a whole, means over tens of thousands of people, are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

import numpy as np

from icp_footprints.measures.scorecard import LayerScore, Scorecard
from icp_footprints.report.discreet.discretion import STEP, WITHHELD, Discretion, discretion
from icp_footprints.report.discreet.printed_cells import (
    Floats,
    PrintedCells,
    counts_seen,
    is_hidden,
)
from icp_footprints.wording import LEAST_PRINTED

STEPS = (STEP, 20, 50, 100)
# How many other tables are tried for one hidden count before a step is given up.
MOST_TRIED = 400
MOVES = (1.0, -1.0, 2.0, -2.0)
# Where people are shared out by estimates, counts are not whole and need not stay so.
PARTS_OF_ONE = (0.5, -0.5, 0.25, -0.25)


def report_discretion(layer: LayerScore, score: Scorecard) -> Discretion:
    """How a report prints a layer: as finely as gives no count of 1 to 4 people away."""
    printing = discretion(layer, score)
    if not printing.rounds:
        return printing
    cells = PrintedCells.of(layer, score)
    for step in STEPS:
        if gives_nothing_away(cells, step):
            return Discretion(rounds=True, step=step)
    return Discretion(rounds=True, step=WITHHELD)


@dataclass(frozen=True)
class Change:
    """A person or two from one cell to another: how another table differs.

    Parameters
    ----------
    columns
        The column that gains, and the one that loses as much.
    rows
        The row where that is so, and, perhaps, another.
    by
        How many people, for each of the rows; below nought where it is the other way round.
    """

    columns: tuple[int, int]
    rows: tuple[int, ...]
    by: tuple[float, ...]


def gives_nothing_away(cells: PrintedCells, step: int) -> bool:
    """Whether every hidden count could be another, with all that is printed the same."""
    hidden = is_hidden(cells.table)
    targets: list[tuple[int, int, bool]] = []
    for column in np.flatnonzero(hidden.any(axis=0)).tolist():
        loose = hidden[:, column].copy()
        loose[:-1] &= ~cells.pieces(cells.table[:, column])
        # A small total, or rest, must be open as a whole: not only what it is made up of.
        if cells.small_as_a_whole(column) and loose.any():
            targets.append((int(np.argmax(loose)), column, True))
    targets += [(row, column, False) for row, column in np.argwhere(hidden).tolist()]
    return all(_could_be_another(cells, *target, step) for target in targets)


def _could_be_another(
    cells: PrintedCells, row: int, column: int, as_a_whole: bool, step: int
) -> bool:
    changes = islice(_changes(cells, row, column, as_a_whole), MOST_TRIED)
    return any(_looks_alike(cells, change, step) for change in changes)


def _changes(cells: PrintedCells, row: int, column: int, as_a_whole: bool) -> Iterator[Change]:
    """Tables with another count in a cell, and the people of every footprint as they are."""
    table = cells.table
    beside = [j for j in np.argsort(-table[row]).tolist() if j != column and table[row, j] > 0]
    here = table[row, column]
    steps = MOVES if cells.are_whole else (*MOVES, *PARTS_OF_ONE)
    moves = [by for by in steps if 0 < here + by < LEAST_PRINTED]
    for other, by in product(beside, moves):
        if not (as_a_whole and cells.is_minor[column] and cells.is_minor[other]):
            yield Change((column, other), (row,), (by,))
    # In a second row as well: the other way round, so that the people of the areas stay, or the
    # same way, so that the order of two footprints does.
    for other, by in product(beside, moves):
        both = (table[:, column] > 0) & (table[:, other] > 0)
        for across in np.flatnonzero(both).tolist():
            if across != row:
                if not as_a_whole:
                    yield Change((column, other), (row, across), (by, -by))
                yield Change((column, other), (row, across), (by, by))


def _looks_alike(cells: PrintedCells, change: Change, step: int) -> bool:
    """Whether the changed table would make the same pages."""
    columns = list(change.columns)
    before = cells.table[:, columns]
    after = before.copy()
    for row, by in zip(change.rows, change.by, strict=True):
        after[row] += (by, -by)
    # Nobody stays nobody, and somebody stays somebody.
    if ((after > 0) != (before > 0)).any() or (after < 0).any():
        return False
    for i, column in enumerate(columns):
        seen = cells.seen(before[:, i], column, step)
        if not np.array_equal(seen, cells.seen(after[:, i], column, step)):
            return False
    return _same_best_areas(cells, change, after) and _same_minor_sum(
        cells, before, after, change, step
    )


def _same_best_areas(cells: PrintedCells, change: Change, after: Floats) -> bool:
    """Whether most people of the changed footprints belong to the areas they belonged to."""
    for row in change.rows:
        areas = cells.table[row, :-1]
        other = np.append(areas, 0.0)
        other[list(change.columns)] = after[row]
        if len(areas) and int(np.argmax(areas)) != int(np.argmax(other[:-1])):
            return False
    return True


def _same_minor_sum(
    cells: PrintedCells, before: Floats, after: Floats, change: Change, step: int
) -> bool:
    minor = cells.is_minor[list(change.columns)]
    if not minor.any():
        return True
    was = cells.minor_sum()
    sums = np.array([was, was + float((after - before)[:, minor].sum())])
    shown = counts_seen(sums, step)
    return bool(shown[0] == shown[1])
