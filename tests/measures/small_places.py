"""Small places with every awkward thing in them, for hypothesis."""

from fractions import Fraction
from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st
from scipy.sparse import csr_array

from icp_footprints.geography.place import Place
from icp_footprints.geography.reference import LayerKind, ReferenceLayer
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import UNASSIGNED, Footprint, Plan
from tests.grids import cells, place_of

DRAWINGS = ["A", "AA", "A~A", "AAA\nAAA", "AA~A\nA~AA", "AAAA\nAAAA"]
# Shares in twentieths of whole people stay exact enough to compare with thresholds: 0.05, 0.95.
PARTS = 20
KINDS: dict[str, LayerKind] = {"ward": "lookup", "pcn": "registration", "parish": "overlay"}


class Case(NamedTuple):
    """A place and plan, and the same in plain dictionaries."""

    art: str
    place: Place
    plan: Plan
    people: dict
    home: dict
    shares: dict


@st.composite
def cases(draw):
    art = draw(st.sampled_from(DRAWINGS))
    n = len(cells(art))
    counts = {
        name: draw(st.lists(st.sampled_from([0, 1, 7, 20, 40, 100]), min_size=n, max_size=n))
        for name in ("resident", "registered")
    }
    layers, shares = [], {}
    for name, kind in KINDS.items():
        layer, share = draw(_layer(name, kind, n))
        layers.append(layer)
        shares[name] = share
    place = place_of(
        art, counts["resident"], more_layers=tuple(layers), registered=counts["registered"]
    )
    k = draw(st.integers(0, 4))
    numbers = draw(st.lists(st.integers(UNASSIGNED, k - 1), min_size=n, max_size=n))
    plan = Plan(
        "Case",
        np.array(numbers, dtype=np.int16),
        tuple(Footprint(f"F{i + 1:02d}", f"North {i}") for i in range(k)),
        Band(20, 100, draw(st.sampled_from(["resident", "registered"]))),
    )
    return Case(
        art=art,
        place=place,
        plan=plan,
        people={name: dict(enumerate(values)) for name, values in counts.items()},
        home={i: None if f < 0 else f"F{f + 1:02d}" for i, f in enumerate(numbers)},
        shares=shares,
    )


@st.composite
def _layer(draw, name, kind: LayerKind, n):
    m = draw(st.integers(1, 4))
    share = {}
    for unit in range(n):
        left = PARTS
        for area in range(m):
            parts = draw(st.sampled_from([0, 0, 1, 5, 10, 19, 20]))
            if kind == "lookup":
                parts = PARTS if parts == PARTS else 0
            if kind != "overlay":
                parts = min(parts, left)
                left -= parts
            if parts:
                share[unit, f"{name}{area}"] = Fraction(parts, PARTS)
    dense = np.zeros((n, m))
    for (unit, code), value in share.items():
        dense[unit, int(code[-1])] = float(value)
    codes = tuple(f"{name}{area}" for area in range(m))
    names = tuple(f"The {code}" for code in codes)
    return ReferenceLayer(name, kind, codes, names, csr_array(dense), np.full(m, np.nan)), share
