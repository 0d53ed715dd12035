"""Every plan of a tiny place, contiguous or not, and the best figures that any of them reaches."""

from itertools import product
from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st
from scipy.sparse import csr_array

from icp_footprints.geography.place import Place
from icp_footprints.geography.reference import LayerKind, ReferenceLayer
from icp_footprints.measures.ceilings.ceiling import CeilingMeasure
from icp_footprints.plan.band import Band
from tests.grids import place_of

LAYER = "areas"
KINDS: tuple[LayerKind, ...] = ("lookup", "registration", "overlay")


class Asked(NamedTuple):
    """A tiny place with one layer, a number of footprints and bands."""

    place: Place
    footprints: int
    bands: tuple[Band, ...]


@st.composite
def asked(draw, most_units=7):
    n = draw(st.integers(1, most_units))
    k = draw(st.integers(1, min(n, 3)))
    counts = [
        draw(st.lists(st.sampled_from([0, 1, 7, 20, 40, 41, 100, 260]), min_size=n, max_size=n))
        for _ in range(2)
    ]
    layer = draw(_layers(n))
    place = place_of("A" * n, counts[0], more_layers=(layer,), registered=counts[1])
    bands = [Band(*draw(_limits(counts[0], k)))]
    if draw(st.booleans()):
        low, high = draw(_limits(counts[1], k))
        bands.append(Band(low, high, "registered"))
    return Asked(place, k, tuple(bands))


@st.composite
def _limits(draw, counts, k):
    """Limits that some plan keeps, often just, or any."""
    if draw(st.integers(0, 4)) == 0:
        low = draw(st.integers(0, 300))
        return low, low + draw(st.integers(1, 300))
    homes = draw(st.lists(st.integers(0, k - 1), min_size=len(counts), max_size=len(counts)))
    held = [sum(c for c, home in zip(counts, homes, strict=True) if home == f) for f in range(k)]
    slack = draw(st.sampled_from([0, 0, 1, 30]))
    return max(min(held) - slack, 0), max(max(held) + slack, 1)


@st.composite
def _layers(draw, n):
    kind: LayerKind = draw(st.sampled_from(KINDS))
    m = draw(st.integers(1, 4))
    parts = [draw(st.lists(st.sampled_from([0, 0, 1, 2, 5, 10, 19, 20]), min_size=m, max_size=m))]
    parts += [draw(st.permutations(parts[0])) for _ in range(n - 1)]
    shares = np.array(parts, dtype=float) / 20
    if kind == "lookup":
        shares = np.eye(m)[[draw(st.integers(0, m - 1)) for _ in range(n)]]
    elif kind == "registration":
        shares /= np.maximum(shares.sum(axis=1, keepdims=True), 1)
    codes = tuple(f"X{j}" for j in range(m))
    return ReferenceLayer(LAYER, kind, codes, codes, csr_array(shares), np.full(m, np.nan))


def held_by_every_plan(case: Asked) -> np.ndarray:
    """Array (plans, k, areas): people of each area that each footprint of each plan in band holds.

    Areas to which nobody belongs are left out.
    """
    n, k = len(case.place.units), case.footprints
    homes = np.array(list(product(range(k), repeat=n)))
    member = homes[:, None, :] == np.arange(k)[None, :, None]
    in_band = np.ones(len(homes), dtype=bool)
    for band in case.bands:
        people = member @ case.place.ledger(band.ledger).people
        in_band &= ((people >= band.low) & (people <= band.high)).all(axis=1)
    people = case.place.ledger(case.bands[0].ledger).people
    belonging = people[:, None] * case.place.layer(LAYER).shares.toarray()
    return member[in_band] @ belonging[:, belonging.sum(axis=0) > 0]


def best_of_every_plan(case: Asked) -> dict[CeilingMeasure, float]:
    """The best figure of each measure that any plan in band reaches; empty where there is none."""
    held = held_by_every_plan(case)
    if not len(held):
        return {}
    everybody = case.place.ledger(case.bands[0].ledger).total
    areas = held[0].sum(axis=0)
    if not held.shape[2]:
        return {"share": 0.0, "containment": 0.0, "kept_whole": 0.0, "splits": 0.0}
    whole = held.max(axis=1) >= 0.95 * areas - 1e-9
    pieces = (held >= 0.05 * areas - 1e-9).sum(axis=1)
    return {
        "share": held.max(axis=2).sum(axis=1).max() / everybody,
        "containment": held.max(axis=1).sum(axis=1).max() / areas.sum(),
        "kept_whole": (whole * areas).sum(axis=1).max() / areas.sum(),
        "splits": float((pieces > 1).sum(axis=1).min()),
    }
