"""Which units can join a footprint that may gain them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from icp_footprints.plan.plan import UNASSIGNED, Plan

Rows = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Reach:
    """Connected pieces of free units: those beside a footprint that may gain them, and others.

    Parameters
    ----------
    within, beyond
        Rows of each piece.
    closed
        Ids of the footprints that gain nothing.
    """

    within: list[Rows]
    beyond: list[Rows]
    closed: frozenset[str]


def joined(pieces: Iterable[Rows]) -> Rows:
    """The rows of all pieces, ascending."""
    return np.sort(np.concatenate([np.zeros(0, np.intp), *pieces]))


def connected_pieces(matrix: csr_array, rows: Rows) -> list[Rows]:
    """The connected pieces of some units, the one with the first row first."""
    if not len(rows):
        return []
    count, labels = connected_components(matrix[rows][:, rows], directed=False)
    return [rows[labels == label] for label in range(count)]


def by_reach(
    matrix: csr_array, assignment: NDArray[np.int16], free: Rows, open_numbers: Collection[int]
) -> tuple[list[Rows], list[Rows]]:
    """The connected pieces of free units, parted by whether an open footprint is beside them.

    Parameters
    ----------
    matrix
        The adjacency as CSR (n, n).
    assignment
        Array (n,) of footprint numbers; those of free units do not matter.
    free
        Rows of the free units.
    open_numbers
        Numbers of the footprints that may gain units.

    Returns
    -------
    within, beyond
        Pieces that have one beside them, and pieces that have none.
    """
    is_open = np.isin(assignment, list(open_numbers))
    is_open[free] = False
    within: list[Rows] = []
    beyond: list[Rows] = []
    for piece in connected_pieces(matrix, free):
        beside = matrix[piece].indices
        (within if is_open[beside].any() else beyond).append(piece)
    return within, beyond


def reach(
    matrix: csr_array, plan: Plan, free: Rows, closed: frozenset[str], sparing: frozenset[str]
) -> Reach:
    """Which free units can join a footprint.

    Parameters
    ----------
    matrix, plan
        The adjacency as CSR (n, n), and the plan.
    free
        Rows of the units to assign.
    closed
        Ids of footprints that gain nothing.
    sparing
        Ids of footprints that gain something only where free units have nowhere else to go.
    """
    spared = by_reach(matrix, plan.assignment, free, _open(plan, free, closed | sparing))
    within, beyond = by_reach(matrix, plan.assignment, free, _open(plan, free, closed))
    if len(spared[1]) == len(beyond):
        return Reach(*spared, closed | sparing)
    return Reach(within, beyond, closed)


def _open(plan: Plan, free: Rows, closed: frozenset[str]) -> set[int]:
    """Numbers of footprints that may gain units: those that hold any, and are not closed."""
    held = set(np.delete(plan.assignment, free).tolist()) - {UNASSIGNED}
    return {number for number in held if plan.footprints[number].id not in closed}
