"""Adjacency: pairs of units that share a boundary, plus bridges and minus barriers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from icp_footprints.errors import PlanError
from icp_footprints.geography.shared_boundary import shared_boundaries
from icp_footprints.geography.sparse import parts_of_graph, sparse
from icp_footprints.geography.units import UnitTable

if TYPE_CHECKING:
    import networkx as nx
    from scipy.sparse import csr_array

EditKind = Literal["bridge", "barrier"]
# What two units share below this is a corner, drawn as an edge by rounding or by mending: the
# length counts in perimeters, but makes nobody neighbours.
LEAST_BOUNDARY_M = 2.0


@dataclass(frozen=True)
class AdjacencyEdit:
    """A bridge added or a barrier put between two units by the user, with the reason."""

    kind: EditKind
    unit_a: str
    unit_b: str
    reason: str

    def __post_init__(self) -> None:
        if self.kind not in get_args(EditKind):
            raise PlanError(f"'{self.kind}' is neither a bridge nor a barrier.")
        if self.unit_a == self.unit_b:
            raise PlanError(f"A {self.kind} needs two different units, not {self.unit_a} twice.")
        if not self.reason.strip():
            raise PlanError(
                f"The {self.kind} between {self.unit_a} and {self.unit_b} has no reason.",
                "Say why it is there, for example 'Silver Jubilee Bridge'.",
            )


@dataclass(frozen=True, eq=False)
class Adjacency:
    """Which units are neighbours (rook: a shared boundary of positive length).

    Parameters
    ----------
    unit_ids
        Ids of the n units, in the order of the place.
    shared_pairs
        Array (m, 2) of rows that share a boundary, however short, the smaller first. Those that
        share less than `LEAST_BOUNDARY_M` are no neighbours.
    shared_boundary_m
        Array (m,) of shared lengths in metres.
    edits
        Bridges and barriers, at most one per pair. A bridge has no shared boundary, so its length
        is 0; between units that touch already it changes nothing and is kept, for their boundaries
        may part in the next release. Nor does a barrier between units that do not touch change
        anything: `idle_edits` lists both, for the user to be told.

    Raises
    ------
    PlanError
        When a pair is not of two units, or an edit names an unknown unit or a pair that another
        edit names already.
    """

    unit_ids: tuple[str, ...]
    shared_pairs: NDArray[np.int32]
    shared_boundary_m: NDArray[np.float64]
    edits: tuple[AdjacencyEdit, ...] = field(default=())

    def __post_init__(self) -> None:
        pairs = self.shared_pairs
        if len(pairs) and not (
            0 <= int(pairs.min()) <= int(pairs.max()) < len(self.unit_ids)
            and bool((pairs[:, 0] < pairs[:, 1]).all())
        ):
            raise PlanError("The adjacency has a pair that is not of two units, smaller row first.")
        known = set(self.unit_ids)
        _check_one_edit_per_pair(self.edits)
        for edit in self.edits:
            for code in (edit.unit_a, edit.unit_b):
                if code not in known:
                    raise PlanError(
                        f"The {edit.kind} '{edit.reason}' names unit {code}, which is not in "
                        "this place.",
                        "Check the code.",
                    )

    @classmethod
    def of(cls, units: UnitTable, edits: Iterable[AdjacencyEdit] = ()) -> Adjacency:
        """The adjacency of units by the boundaries they share.

        On a clean coverage, as `read_units` makes it, lengths are exact: the perimeter of any units
        joined is the sum of theirs less twice what they share.
        """
        pairs, lengths = shared_boundaries(units.geometry, is_coverage=units.is_clean_coverage)
        return cls(units.ids, pairs, lengths, tuple(edits))

    def with_edits(self, edits: Iterable[AdjacencyEdit]) -> Adjacency:
        """This adjacency with the given bridges and barriers instead of its own."""
        return replace(self, edits=tuple(edits))

    def idle_edits(self) -> tuple[AdjacencyEdit, ...]:
        """Bridges between units that touch anyway, and barriers between units that do not."""
        ids = self.unit_ids
        beside = self.shared_pairs[self._is_long]
        touching = {frozenset((ids[a], ids[b])) for a, b in beside.tolist()}
        return tuple(
            edit
            for edit in self.edits
            if (frozenset((edit.unit_a, edit.unit_b)) in touching) == (edit.kind == "bridge")
        )

    @property
    def _is_long(self) -> NDArray[np.bool_]:
        return self.shared_boundary_m >= LEAST_BOUNDARY_M

    @cached_property
    def _effective(self) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        pairs, lengths = self.shared_pairs[self._is_long], self.shared_boundary_m[self._is_long]
        if not self.edits:
            return pairs, lengths
        row = {code: i for i, code in enumerate(self.unit_ids)}
        length = {
            (a, b): metres for (a, b), metres in zip(pairs.tolist(), lengths.tolist(), strict=True)
        }
        for edit in self.edits:
            a, b = sorted((row[edit.unit_a], row[edit.unit_b]))
            if edit.kind == "bridge":
                length.setdefault((a, b), 0.0)
            else:
                length.pop((a, b), None)
        keys = sorted(length)
        pairs = np.array(keys, dtype=np.int32).reshape(-1, 2)
        return pairs, np.array([length[key] for key in keys], dtype=np.float64)

    @property
    def pairs(self) -> NDArray[np.int32]:
        """Array (m, 2) of neighbouring rows after bridges and barriers."""
        return self._effective[0]

    @property
    def lengths_m(self) -> NDArray[np.float64]:
        """Array (m,) of shared boundary in metres, one per row of `pairs`."""
        return self._effective[1]

    @cached_property
    def matrix(self) -> csr_array:
        """Symmetric CSR array (n, n) of shared boundary in metres; bridges are stored zeros."""
        n = len(self.unit_ids)
        a, b = self.pairs[:, 0], self.pairs[:, 1]
        rows, columns = np.concatenate([a, b]), np.concatenate([b, a])
        lengths = np.concatenate([self.lengths_m, self.lengths_m])
        matrix = sparse(lengths, rows, columns, (n, n))
        matrix.sort_indices()
        return matrix

    def neighbours(self, row: int) -> NDArray[np.int32]:
        """Rows of the units next to the given one."""
        matrix = self.matrix
        found = matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]]
        return found.astype(np.int32, copy=False)

    def parts(self, assignment: NDArray[np.int16]) -> NDArray[np.int32]:
        """Label (n,) of the connected part each unit is in, within its own footprint.

        Units with the same number in `assignment` and a chain of neighbours between them share a
        label. Unassigned units (-1) are labelled the same way, as if they were one footprint.
        """
        same = assignment[self.pairs[:, 0]] == assignment[self.pairs[:, 1]]
        return parts_of_graph(len(self.unit_ids), self.pairs[same])

    @cached_property
    def components(self) -> NDArray[np.int32]:
        """Label (n,) of the connected piece of the place each unit is in."""
        return self.parts(np.zeros(len(self.unit_ids), dtype=np.int16))

    def lonely_rows(self) -> NDArray[np.intp]:
        """Rows of units that have no neighbour at all."""
        return np.flatnonzero(np.diff(self.matrix.indptr) == 0)

    def graph(self) -> nx.Graph[str]:
        """The adjacency as a networkx graph over unit ids, edges with ``shared_boundary_m``."""
        # A quarter of a second to load, which the window starts without.
        import networkx as nx

        graph: nx.Graph[str] = nx.Graph()
        graph.add_nodes_from(self.unit_ids)
        for (a, b), metres in zip(self.pairs.tolist(), self.lengths_m.tolist(), strict=True):
            graph.add_edge(self.unit_ids[a], self.unit_ids[b], shared_boundary_m=metres)
        return graph


def _check_one_edit_per_pair(edits: Iterable[AdjacencyEdit]) -> None:
    seen: dict[frozenset[str], AdjacencyEdit] = {}
    for edit in edits:
        first = seen.setdefault(frozenset((edit.unit_a, edit.unit_b)), edit)
        if first is edit:
            continue
        pair = f"between {first.unit_a} and {first.unit_b}"
        if first.kind == edit.kind:
            raise PlanError(
                f"The {edit.kind} {pair} is given twice: '{first.reason}' and '{edit.reason}'.",
                "Leave one out.",
            )
        raise PlanError(
            f"There is both a {first.kind} ('{first.reason}') and a {edit.kind} "
            f"('{edit.reason}') {pair}.",
            "Leave one out: they contradict each other.",
        )
