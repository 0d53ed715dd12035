"""Tables of the reference layers: their areas, shares and covered shares."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from icp_footprints.exchange.tables.forms import Form, Forms, Row, numbers, positions
from icp_footprints.geography.reference import ReferenceLayer

# Units and areas are written by position, from 0.
FORMS: Forms = {
    "layers": Form("position INTEGER, name TEXT, kind TEXT, method TEXT"),
    "areas": Form(
        "layer TEXT, position INTEGER, area_id TEXT, area_name TEXT, outside_share REAL",
        "layer, position",
    ),
    "shares": Form("layer TEXT, unit INTEGER, area INTEGER, share REAL", "layer, unit, area"),
    "covered": Form("layer TEXT, unit INTEGER, share REAL", "layer, unit"),
}


def rows(layers: Sequence[ReferenceLayer]) -> dict[str, list[Row]]:
    """The rows of these tables."""
    shares = [(layer.name, coo_array(layer.shares)) for layer in layers]
    return {
        "layers": [(i, x.name, x.kind, x.method) for i, x in enumerate(layers)],
        "areas": [
            (layer.name, j, layer.area_ids[j], layer.area_names[j], _or_none(share))
            for layer in layers
            for j, share in enumerate(layer.outside_share.tolist())
        ],
        "shares": [
            (name, unit, area, share)
            for name, matrix in shares
            for unit, area, share in zip(
                matrix.row.tolist(), matrix.col.tolist(), matrix.data.tolist(), strict=True
            )
        ],
        "covered": [
            (layer.name, unit, share)
            for layer in layers
            if layer.covered is not None
            for unit, share in enumerate(layer.covered.tolist())
        ],
    }


def _or_none(share: float) -> float | None:
    return None if np.isnan(share) else share


def read_layers(base: sqlite3.Connection, n_units: int) -> tuple[ReferenceLayer, ...]:
    """The reference layers, in their order."""
    found = base.execute("SELECT name, kind, method FROM layers ORDER BY position").fetchall()
    return tuple(_read_layer(base, n_units, *each) for each in found)


def _read_layer(
    base: sqlite3.Connection, n_units: int, name: str, kind: str, method: str
) -> ReferenceLayer:
    areas = base.execute(
        "SELECT area_id, area_name, outside_share FROM areas WHERE layer = ? ORDER BY position",
        (name,),
    ).fetchall()
    units, columns, values = numbers(
        base, "SELECT unit, area, share FROM shares WHERE layer = ?", (name,)
    )
    matrix = csr_array(
        coo_array((values, (positions(units), positions(columns))), shape=(n_units, len(areas)))
    )
    return ReferenceLayer(
        name=name,
        kind=kind,  # pyright: ignore[reportArgumentType] - the layer checks its kind itself
        area_ids=tuple(str(area[0]) for area in areas),
        area_names=tuple(str(area[1]) for area in areas),
        shares=matrix,
        outside_share=np.array(
            [np.nan if area[2] is None else area[2] for area in areas], dtype=np.float64
        ),
        method=str(method),
        covered=_read_covered(base, n_units, name),
    )


def _read_covered(base: sqlite3.Connection, n_units: int, name: str) -> NDArray[np.float64] | None:
    """The covered shares, where they were given and not the sum of the shares."""
    units, covered = numbers(
        base, "SELECT unit, share FROM covered WHERE layer = ? ORDER BY unit", (name,), width=2
    )
    if len(units) and not np.array_equal(units, np.arange(n_units)):
        raise ValueError(f"layer '{name}' does not have one covered share per unit")
    return covered if len(units) else None
