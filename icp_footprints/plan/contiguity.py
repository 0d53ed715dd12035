"""Contiguity: whether each footprint is one connected part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from icp_footprints.geography.adjacency import Adjacency
from icp_footprints.plan.plan import Plan


def footprint_parts(
    adjacency: Adjacency, plan: Plan, people: NDArray[np.float64] | None = None
) -> list[list[NDArray[np.intp]]]:
    """The connected parts of each footprint, the main one first; the others are stray.

    Parameters
    ----------
    adjacency, plan
        What is looked at.
    people
        Array (n,) of people by unit: the main part has most of them, and of those most units.
        Without, it has most units.

    Returns
    -------
    list of list of array
        One list per footprint, in plan order; each part an array of rows. Empty for an empty
        footprint.
    """
    counted = np.zeros(len(plan.assignment)) if people is None else people

    def rank(rows: NDArray[np.intp]) -> tuple[float, int, int]:
        return -float(counted[rows].sum()), -len(rows), int(rows[0])

    labels = adjacency.parts(plan.assignment)
    parts: list[list[NDArray[np.intp]]] = []
    for number in range(len(plan.footprints)):
        rows = np.flatnonzero(plan.assignment == number)
        pieces = [rows[labels[rows] == label] for label in np.unique(labels[rows])]
        parts.append(sorted(pieces, key=rank))
    return parts


def count_parts(neighbours: Sequence[Sequence[int]], rows: Iterable[int]) -> int:
    """How many connected parts some units make, looking at nothing but them.

    Parameters
    ----------
    neighbours
        Rows of the units next to each unit of the place.
    rows
        The units.
    """
    left = set(rows)
    parts = 0
    while left:
        parts += 1
        reached = [left.pop()]
        while reached:
            for row in neighbours[reached.pop()]:
                if row in left:
                    left.remove(row)
                    reached.append(row)
    return parts
