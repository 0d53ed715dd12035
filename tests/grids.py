"""Places drawn in ASCII art: each letter a unit of 1 km squares, or a footprint of them."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from icp_footprints.geography.adjacency import Adjacency
from icp_footprints.geography.ledger import RESIDENT, Ledger
from icp_footprints.geography.place import Place
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.geography.shared_boundary import shared_boundaries
from icp_footprints.geography.units import UnitTable
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import UNASSIGNED, Footprint, Plan

SQUARE_M = 1000.0
ORIGIN_M = (330_000.0, 390_000.0)
SEA = "~"


def cells(art: str) -> list[tuple[int, int, str]]:
    """Every cell that is not sea, as (column, row from the top, letter), in reading order."""
    lines = [line.strip() for line in art.strip().splitlines()]
    return [(x, y, c) for y, line in enumerate(lines) for x, c in enumerate(line) if c != SEA]


def squares(art: str) -> NDArray[np.object_]:
    """One square polygon per cell that is not sea, in EPSG:27700."""
    east, north = ORIGIN_M
    return np.array(
        [
            shapely.box(
                east + x * SQUARE_M,
                north - (y + 1) * SQUARE_M,
                east + (x + 1) * SQUARE_M,
                north - y * SQUARE_M,
            )
            for x, y, _ in cells(art)
        ],
        dtype=object,
    )


def place_of(
    art: str,
    people: int | list[int] = 1000,
    layers: dict[str, str] | None = None,
    more_layers: tuple[ReferenceLayer, ...] = (),
    registered: list[int] | None = None,
) -> Place:
    """A place with one unit per cell of the drawing (what its letters are does not matter).

    `layers` draws look-up layers over the same cells, one letter an area, ``.`` for none.
    """
    geometry = squares(art)
    n = len(geometry)
    ids = tuple(f"U{i:03d}" for i in range(n))
    pairs, lengths = shared_boundaries(geometry)
    counts = np.full(n, people) if isinstance(people, int) else np.array(people)
    ledgers = [Ledger(RESIDENT, "Residents", counts.astype(np.float64))]
    if registered is not None:
        ledgers.append(Ledger("registered", "Patients", np.array(registered, dtype=np.float64)))
    drawn = tuple(
        ReferenceLayer.from_lookup(name, [c if c != "." else "" for _, _, c in cells(drawing)])
        for name, drawing in (layers or {}).items()
    )
    return Place(
        name="Testham",
        units=UnitTable(ids, tuple(f"Testham {i:03d}" for i in range(n)), geometry),
        adjacency=Adjacency(ids, pairs, lengths),
        ledgers=tuple(ledgers),
        layers=(*drawn, *more_layers),
    )


def plan_of(art: str, band: Band | None = None) -> Plan:
    """A plan drawn over the same cells: one letter a footprint, ``.`` unassigned."""
    letters = [c for _, _, c in cells(art)]
    names = sorted(set(letters) - {"."})
    number = {letter: i for i, letter in enumerate(names)} | {".": UNASSIGNED}
    return Plan(
        name="Test plan",
        assignment=np.array([number[c] for c in letters], dtype=np.int16),
        footprints=tuple(Footprint(f"F{i + 1:02d}", letter) for i, letter in enumerate(names)),
        band=band or Band(),
    )


def drawn(plan: Plan, art: str) -> str:
    """The plan as ASCII art over the given drawing, for comparing with what is expected."""
    lines = [list(line.strip()) for line in art.strip().splitlines()]
    for (x, y, _), number in zip(cells(art), plan.assignment.tolist(), strict=True):
        lines[y][x] = "." if number == UNASSIGNED else plan.footprints[number].name
    return "\n".join("".join(line) for line in lines)
