"""Tables of the adjacency: shared boundaries, bridges and barriers."""

from __future__ import annotations

import sqlite3

import numpy as np

from icp_footprints.exchange.tables.forms import Form, Forms, Row, numbers, positions
from icp_footprints.geography.adjacency import Adjacency, AdjacencyEdit

# Units are written by position in `adjacency`, from 0, and by id in the edits people read.
FORMS: Forms = {
    "adjacency": Form("unit_a INTEGER, unit_b INTEGER, shared_boundary_m REAL", "unit_a, unit_b"),
    "adjacency_edits": Form("position INTEGER, kind TEXT, unit_a TEXT, unit_b TEXT, reason TEXT"),
}


def rows(adjacency: Adjacency) -> dict[str, list[Row]]:
    """The rows of these tables."""
    return {
        "adjacency": [
            (a, b, metres)
            for (a, b), metres in zip(
                adjacency.shared_pairs.tolist(), adjacency.shared_boundary_m.tolist(), strict=True
            )
        ],
        "adjacency_edits": [
            (i, edit.kind, edit.unit_a, edit.unit_b, edit.reason)
            for i, edit in enumerate(adjacency.edits)
        ],
    }


def read_adjacency(base: sqlite3.Connection, unit_ids: tuple[str, ...]) -> Adjacency:
    """The adjacency with its bridges and barriers."""
    a, b, metres = numbers(
        base, "SELECT unit_a, unit_b, shared_boundary_m FROM adjacency ORDER BY unit_a, unit_b"
    )
    pairs = np.column_stack([positions(a), positions(b)]).astype(np.int32)
    edits = base.execute(
        "SELECT kind, unit_a, unit_b, reason FROM adjacency_edits ORDER BY position"
    )
    return Adjacency(unit_ids, pairs, metres, tuple(AdjacencyEdit(*edit) for edit in edits))
