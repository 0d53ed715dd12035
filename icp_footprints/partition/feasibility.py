"""Feasibility: which numbers of footprints can work, said before any search starts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from icp_footprints.errors import ProblemError
from icp_footprints.partition.problem import Problem
from icp_footprints.plan.band import Band
from icp_footprints.wording import count_words

# With many possible numbers of footprints only a spread of them is tried.
MOST_COUNTS_TRIED = 6


@dataclass(frozen=True, eq=False)
class Piece:
    """One connected piece of the place: its units and people."""

    rows: NDArray[np.intp]
    people: float


def pieces(problem: Problem) -> list[Piece]:
    """The connected pieces of the place, the one with most people first."""
    people = problem.place.ledger(problem.band.ledger).people
    labels = problem.place.adjacency.components
    found = [
        Piece(rows, float(people[rows].sum()))
        for rows in (np.flatnonzero(labels == label) for label in np.unique(labels))
    ]
    return sorted(found, key=lambda piece: -piece.people)


def counts_to_try(problem: Problem) -> list[int]:
    """The numbers of footprints to search, fewest first.

    Raises
    ------
    ProblemError
        When no number of footprints can be in band, or the number asked for cannot.
    """
    band, place = problem.band, problem.place
    total = place.ledger(band.ledger).total
    found = pieces(problem)
    units = len(place.units)
    by_people = band.footprint_counts(total)
    if not by_people:
        raise ProblemError(_impossible_words(problem, total))
    possible = [k for k in by_people if k <= units]
    if not possible:
        raise ProblemError(
            f"{place.name} has {count_words(units, 'unit')}, too few for the "
            f"{by_people[0]:,} footprints that a band of {band.words()} needs.",
            "Use smaller units or a higher band.",
        )
    if problem.footprints is not None:
        _check_count(problem, total, possible, len(found))
        return [problem.footprints]
    fitting = [
        k for k in possible if k >= len(found) and all_in_band(share_out(found, k, band), band)
    ]
    # A piece too small for the band spoils every number: then the fewest misfits must do.
    usable = fitting or [k for k in possible if k >= len(found)] or [len(found)]
    spread = np.linspace(0, len(usable) - 1, min(len(usable), MOST_COUNTS_TRIED))
    return [usable[i] for i in sorted({round(float(position)) for position in spread})]


def share_out(found: list[Piece], footprints: int, band: Band) -> list[tuple[Piece, int]]:
    """Each piece with its number of footprints: at least one, the rest where people are.

    Each further footprint goes to the piece whose footprints would otherwise be the largest,
    but not to one with a footprint for every unit already.
    """
    counts = [1] * len(found)
    for _ in range(footprints - len(found)):
        room = [i for i, piece in enumerate(found) if counts[i] < len(piece.rows)]
        fullest = max(room, key=lambda i: (_need(found[i], counts[i], band), -i))
        counts[fullest] += 1
    return list(zip(found, counts, strict=True))


def _need(piece: Piece, count: int, band: Band) -> tuple[bool, bool, float]:
    """How much a piece needs one more footprint: those over the band first."""
    return (
        piece.people / count > band.high,
        piece.people / (count + 1) >= band.low,
        piece.people / count,
    )


def all_in_band(shared: list[tuple[Piece, int]], band: Band) -> bool:
    """Whether the average footprint of every piece is in band."""
    return all(band.state(piece.people / count) == "in" for piece, count in shared)


def misfits(problem: Problem) -> list[str]:
    """Pieces of the place that cannot be in band by themselves, in words."""
    names = problem.place.units.names
    words: list[str] = []
    found = pieces(problem)
    for piece in found:
        if len(found) > 1 and not problem.band.footprint_counts(piece.people):
            units = count_words(len(piece.rows), "unit")
            touch = "touches" if len(piece.rows) == 1 else "touch"
            words.append(
                f"The {units} round {names[int(piece.rows[0])]} ({piece.people:,.0f} people) "
                f"{touch} no other units and cannot be in band by themselves. A bridge to a "
                "neighbour across the gap would mend it."
            )
    return words


def _impossible_words(problem: Problem, total: float) -> str:
    band = problem.band
    over = int(total // band.high) + 1
    return (
        f"No number of footprints can be in a band of {band.words()}: {problem.place.name} has "
        f"{total:,.0f} people ({band.ledger}), too many for {over - 1} and too few for {over}. "
        "Choose a wider band."
        if total >= band.low
        else f"No footprint can be in a band of {band.words()}: {problem.place.name} has only "
        f"{total:,.0f} people ({band.ledger}). Choose a lower band."
    )


def _check_count(problem: Problem, total: float, possible: list[int], n_pieces: int) -> None:
    count, band = problem.footprints or 0, problem.band
    if count not in possible:
        raise ProblemError(
            f"{count} footprints would hold {total / count:,.0f} people each on average "
            f"({band.ledger}), outside the band of {band.words()}.",
            f"Ask for {possible[0]} to {possible[-1]}, or choose another band."
            if len(possible) > 1
            else f"Ask for {possible[0]}, or choose another band.",
        )
    if count < n_pieces:
        raise ProblemError(
            f"{problem.place.name} is in {n_pieces} pieces that do not touch, so "
            f"{count_words(count, 'footprint')} cannot all be in one part.",
            f"Ask for {n_pieces} or more, or add bridges.",
        )
