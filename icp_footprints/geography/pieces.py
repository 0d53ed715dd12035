"""The pieces of a place that no chain of neighbours joins, lone islands among them, in words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from icp_footprints.geography.adjacency import Adjacency
from icp_footprints.geography.units import UnitTable
from icp_footprints.wording import count_words, shortlist


@dataclass(frozen=True, eq=False)
class Piece:
    """Units of a place that are joined to each other and to no other.

    Parameters
    ----------
    rows
        Array of their rows, ascending; callers add up people of any ledger by it.
    example_id, example_name
        Its unit with the most neighbours, by which a reader may know it.
    """

    rows: NDArray[np.intp]
    example_id: str
    example_name: str

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def is_island(self) -> bool:
        """Whether it is one unit alone."""
        return len(self.rows) == 1

    def words(self) -> str:
        """The piece in words: ``43 units round Halton 007A``, ``Isles of Scilly 001A alone``."""
        name = self.example_name or self.example_id
        return f"{name} alone" if self.is_island else f"{len(self.rows):,} units round {name}"


def pieces_of(units: UnitTable, adjacency: Adjacency) -> tuple[Piece, ...]:
    """The pieces of a place after bridges and barriers, the largest first.

    Together they hold every unit once; a place in one piece has one.
    """
    labels = adjacency.components
    order = np.argsort(labels, kind="stable")
    neighbours = np.diff(adjacency.matrix.indptr)
    pieces: list[Piece] = []
    for rows in np.split(order, np.cumsum(np.bincount(labels))[:-1]):
        example = int(rows[np.argmax(neighbours[rows])])
        pieces.append(Piece(rows, units.ids[example], units.names[example]))
    return tuple(sorted(pieces, key=lambda piece: (-len(piece), int(piece.rows[0]))))


def pieces_in_words(pieces: tuple[Piece, ...], limit: int = 5) -> str:
    """One sentence that lists the pieces, empty for a place in one."""
    if len(pieces) < 2:
        return ""
    said = shortlist([piece.words() for piece in pieces], limit)
    return f"The units lie in {count_words(len(pieces), 'piece')} that do not touch: {said}."
