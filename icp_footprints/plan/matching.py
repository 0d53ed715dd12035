"""Which footprint of one plan is which of another, by the people they share."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Numbers = NDArray[np.signedinteger]


def people_in_common(
    people: Floats, one: Numbers, other: Numbers, shape: tuple[int, int]
) -> Floats:
    """How many people each footprint of one plan has in common with each of another.

    Parameters
    ----------
    people
        Array (n,) of the people of each unit, or of whatever else is to be counted.
    one, other
        Arrays (n,) of footprint numbers; below 0 where a unit is in none.
    shape
        How many footprints the one plan has, and the other.

    Returns
    -------
    Floats
        Array of that shape.
    """
    both = (one >= 0) & (other >= 0)
    together = np.zeros(shape)
    np.add.at(together, (one[both], other[both]), people[both])
    return together


def best_matching(together: Floats) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Rows and columns in pairs that have most in common, taken together.

    There are as many pairs as the shorter side is long, some of nobody where too few share people.
    """
    # Slow to load: the window opens without it.
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(together, maximize=True)
    return rows, columns


def best_pairs(together: Floats) -> list[tuple[int, int]]:
    """The same pairs, row by row, without those that have nobody in common."""
    rows, columns = best_matching(together)
    pairs = zip(rows.tolist(), columns.tolist(), strict=True)
    return [(row, column) for row, column in pairs if together[row, column] > 0]
