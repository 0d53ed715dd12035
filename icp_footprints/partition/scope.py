"""The scope of a problem: what of the open plan is kept, and what is left to make."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from icp_footprints.partition.out_of_band import agreed_sizes
from icp_footprints.partition.problem import Problem
from icp_footprints.plan.plan import UNASSIGNED


@dataclass(frozen=True, eq=False)
class Piece:
    """One connected piece of the units that are left to make footprints of.

    Parameters
    ----------
    rows
        Rows of its units, ascending.
    people
        Its people on the ledger of each band, in their order.
    is_stranded
        Whether no open footprint that is kept lies beside it, so that it needs one of its own.
    """

    rows: NDArray[np.intp]
    people: tuple[float, ...]
    is_stranded: bool = True


@dataclass(frozen=True, eq=False)
class Scope:
    """What is kept of the base, footprints numbered anew, and what is free.

    Parameters
    ----------
    kept
        Number in the base of each footprint that is kept.
    assignment
        Array (n,): number among the kept of each unit's footprint; -1 for a unit that is free.
    fixed
        Array (n,): whether a unit must stay in its footprint.
    closed
        Array (kept,): whether a footprint gains and loses nothing.
    excepted
        Array (kept, bands): whether a footprint is outside a band, and partners have agreed to it.
    pieces
        The connected pieces of the free units, the one with most people first.
    """

    kept: tuple[int, ...]
    assignment: NDArray[np.int16]
    fixed: NDArray[np.bool_]
    closed: NDArray[np.bool_]
    excepted: NDArray[np.bool_]
    pieces: tuple[Piece, ...]

    @property
    def held(self) -> int:
        """How many of the kept footprints hold any unit."""
        return len(np.unique(self.assignment[self.assignment >= 0]))

    def people_free(self, band: int = 0) -> float:
        """People in free units, on the ledger of one of the bands."""
        return sum(piece.people[band] for piece in self.pieces)


def scope_of(problem: Problem) -> Scope:
    """What of a problem's base is kept, by how the search is to start."""
    n = len(problem.place.units)
    locked = problem.locked_numbers
    if problem.base is None:
        kept: tuple[int, ...] = ()
    elif problem.start == "empty":
        kept = tuple(locked)
    else:
        kept = tuple(range(len(problem.base.footprints)))
    assignment = np.full(n, UNASSIGNED, dtype=np.int16)
    for number, base_number in enumerate(kept):
        assignment[problem.home == base_number] = number
    units = np.bincount(assignment[assignment >= 0], minlength=len(kept))
    # A footprint without a unit has no border that a unit could cross.
    closed = np.isin(kept, locked) | (units == 0)
    excepted = _excepted(problem, kept)
    pieces = _pieces(problem, assignment, closed)
    return Scope(kept, assignment, problem.fixed, closed, excepted, pieces)


def agreed_of_kept(problem: Problem, scope: Scope) -> frozenset[tuple[str, str]]:
    """Footprint id and ledger of each band that a footprint that is kept is outside of, as agreed.

    New footprints may have an id that was another's: nobody has agreed to anything about them.
    """
    if problem.base is None:
        return frozenset()
    ids = [problem.base.footprints[number].id for number in scope.kept]
    found = np.argwhere(scope.excepted).tolist()
    return frozenset((ids[kept], problem.bands[band].ledger) for kept, band in found)


def _excepted(problem: Problem, kept: tuple[int, ...]) -> NDArray[np.bool_]:
    base, bands = problem.base, problem.bands
    if base is None:
        return np.zeros((len(kept), len(bands)), dtype=np.bool_)
    agreed = agreed_sizes(problem.place, base, bands)
    ids = [base.footprints[number].id for number in kept]
    found = [[(footprint, band.ledger) in agreed for band in bands] for footprint in ids]
    return np.array(found, dtype=np.bool_).reshape(len(kept), len(bands))


def _pieces(
    problem: Problem, assignment: NDArray[np.int16], closed: NDArray[np.bool_]
) -> tuple[Piece, ...]:
    free = np.flatnonzero(assignment == UNASSIGNED)
    if not len(free):
        return ()
    people = [problem.place.ledger(band.ledger).people for band in problem.bands]
    labels = connected_components(problem.matrix[free][:, free], directed=False)[1]
    found = [free[labels == label] for label in range(int(labels.max()) + 1)]
    is_open = np.append(~closed, False)[assignment]
    pieces = [
        Piece(
            rows,
            tuple(float(each[rows].sum()) for each in people),
            not bool(is_open[problem.matrix[rows].indices].any()),
        )
        for rows in found
    ]
    return tuple(sorted(pieces, key=lambda piece: -piece.people[0]))
