"""Small places with every awkward thing in them, for hypothesis."""

from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st
from scipy.sparse import csr_array

from icp_footprints.geography.adjacency import AdjacencyEdit
from icp_footprints.geography.ledger import AgeBands
from icp_footprints.geography.place import Place
from icp_footprints.geography.points import OUTSIDE, PointLayer
from icp_footprints.geography.profile import Deprivation, UnitProfile, UrbanRural
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
    profile: dict
    """What is known of each unit: score (or None), decile, rural (or None), ages."""
    points: dict
    """Unit (or None) of each point, by its id."""


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
    known = {unit: draw(_known_of_unit()) for unit in range(n)}
    points = {f"p{i}": draw(st.sampled_from([None, *range(n)])) for i in range(4)}
    place = _with_profile(place, known, draw(st.sampled_from(["resident", "registered"])))
    place = _with_points(place, points)
    if n > 2 and draw(st.booleans()):
        edit = AdjacencyEdit(draw(st.sampled_from(["bridge", "barrier"])), "U000", "U002", "Why")
        place = place.with_adjacency_edits([edit])
    k = draw(st.integers(0, 4))
    numbers = draw(st.lists(st.integers(UNASSIGNED, k - 1), min_size=n, max_size=n))
    plan = Plan(
        "Case",
        np.array(numbers, dtype=np.int16),
        tuple(Footprint(f"F{i + 1:02d}", f"North {i}") for i in range(k)),
        Band(20, 100, draw(st.sampled_from(["resident", "registered"]))),
    )
    if draw(st.booleans()):
        other = {"resident": "registered", "registered": "resident"}[plan.band.ledger]
        plan = replace(plan, further_bands=(Band(40, 60, other),))
    return Case(
        art=art,
        place=place,
        plan=plan,
        people={name: dict(enumerate(values)) for name, values in counts.items()},
        home={i: None if f < 0 else f"F{f + 1:02d}" for i, f in enumerate(numbers)},
        shares=shares,
        profile=known,
        points=points,
    )


@st.composite
def _known_of_unit(draw):
    return {
        "score": draw(st.sampled_from([None, 0.0, 12.5, 80.0])),
        "decile": draw(st.sampled_from([0, 1, 2, 3, 10])),
        "rural": draw(st.sampled_from([None, True, False])),
        "ages": draw(st.tuples(*[st.sampled_from([0, 3, 50])] * 2)),
    }


def _with_profile(place, known, aged):
    units = known.values()
    deprivation = Deprivation(
        "IMD 2025",
        np.array([np.nan if each["score"] is None else each["score"] for each in units]),
        np.array([each["decile"] for each in units], dtype=np.int8),
    )
    position = {None: -1, False: 0, True: 1}
    classes = np.array([position[each["rural"]] for each in units], dtype=np.int16)
    ages = AgeBands(
        ("0 to 64", "65 and over"), (0, 65), np.array([u["ages"] for u in units], float)
    )
    return replace(
        place,
        profile=UnitProfile(deprivation, UrbanRural(("Town", "Village"), classes, (False, True))),
        ledgers=tuple(
            replace(each, ages=ages) if each.name == aged else each for each in place.ledgers
        ),
    )


def _with_points(place, points):
    rows = np.array([OUTSIDE if unit is None else unit for unit in points.values()], dtype=np.int64)
    names = tuple(f"Surgery {code}" for code in points)
    layer = PointLayer("gp", "GP practices", tuple(points), names, np.zeros((len(rows), 2)), rows)
    return replace(place, point_layers=(layer,))


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
    outside = np.array([draw(st.sampled_from([np.nan, 0.0, 0.4, 0.9])) for _ in codes])
    covered = None
    if kind == "overlay":
        # Areas may overlap: what they cover together is anything from the largest to the sum.
        least, most = dense.max(axis=1), np.minimum(dense.sum(axis=1), 1.0)
        covered = least + (most - least) * draw(st.sampled_from([0.0, 0.5, 1.0]))
    return ReferenceLayer(name, kind, codes, names, csr_array(dense), outside, "", covered), share
