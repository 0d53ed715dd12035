"""Small places for hypothesis, and every plan of them, by which feasibility is judged."""

from dataclasses import replace
from functools import cache

import numpy as np
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from icp_footprints.geography.adjacency import AdjacencyEdit
from icp_footprints.geography.place import Place
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.partition.problem import Problem
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import Footprint, Plan
from tests.grids import cells, place_of
from tests.partition.exhaustive import all_plans

DRAWINGS = ["A", "AA", "A~A", "AAA\nAAA", "AA~A\nA~AA", "AAAA\nAAAA", "AAA~A\nA~~~A", "AAAAAA"]
PEOPLE = st.sampled_from([0, 3, 10, 10, 15, 40])
BARRIER = AdjacencyEdit("barrier", "U000", "U001", "River")


@cache
def plans_of(art: str, with_barrier: bool) -> dict[int, list[list[int]]]:
    """Every division of a drawing into connected footprints, by their number."""
    place = place_of(art)
    if with_barrier:
        place = place.with_adjacency_edits([BARRIER])
    return {k: list(all_plans(place, k)) for k in range(1, len(cells(art)) + 1)}


def parts(plan: list[int]) -> set[frozenset[int]]:
    """The footprints of a plan as sets of units."""
    return {frozenset(u for u, f in enumerate(plan) if f == each) for each in set(plan)}


def in_band(place: Place, bands: tuple[Band, ...], part: frozenset[int]) -> bool:
    return all(
        band.low <= sum(place.ledger(band.ledger).people[list(part)].tolist()) <= band.high
        for band in bands
    )


@st.composite
def bands(draw) -> tuple[Band, ...]:
    def one(ledger):
        low = draw(st.sampled_from([0, 5, 10, 20, 30]))
        return Band(low, max(1, low + draw(st.sampled_from([0, 5, 15, 30]))), ledger)

    return (one("resident"), one("registered")) if draw(st.booleans()) else (one("resident"),)


@st.composite
def places(draw, layer: bool = False) -> tuple[str, bool, Place]:
    """A drawing, whether its first two units are parted, and the place."""
    art = draw(st.sampled_from(DRAWINGS))
    n = len(cells(art))
    people = draw(st.lists(PEOPLE, min_size=n, max_size=n).filter(any))
    registered = draw(st.lists(PEOPLE, min_size=n, max_size=n).filter(any))
    layers = (draw(registrations(n)),) if layer else ()
    place = place_of(art, people, registered=registered, more_layers=layers)
    parted = n > 1 and draw(st.booleans())
    return art, parted, place.with_adjacency_edits([BARRIER]) if parted else place


@st.composite
def registrations(draw, n: int) -> ReferenceLayer:
    """PCNs with shares of every kind."""
    m = draw(st.integers(1, 3))
    shares = np.zeros((n, m))
    for unit in range(n):
        left = 20
        for area in range(m):
            part = min(left, draw(st.sampled_from([0, 0, 1, 5, 19, 20])))
            shares[unit, area], left = part / 20, left - part
    codes = tuple(f"pcn{area}" for area in range(m))
    return ReferenceLayer(
        "pcn", "registration", codes, codes, csr_array(shares), np.full(m, np.nan)
    )


def with_authorities(place: Place, first: int) -> Place:
    """The place with its first units in one local authority and the rest in another."""
    codes = ["E06000001"] * first + ["E06000002"] * (len(place.units) - first)
    return replace(place, layers=(*place.layers, ReferenceLayer.from_lookup("la", codes)))


@st.composite
def problems(draw, layer: bool = False) -> tuple[Problem, list[list[int]]]:
    """A problem of any kind, and every plan that keeps contiguity, locks, pins and lines."""
    art, parted, place = draw(places(layer))
    n = len(place.units)
    if draw(st.booleans()):
        place = with_authorities(place, draw(st.integers(0, n)))
    everything = [plan for plans in plans_of(art, parted).values() for plan in plans]
    first, *further = draw(bands())
    start = draw(st.sampled_from(["empty", "empty", "improve", "fill"]))
    base, locked, pinned = None, frozenset[str](), frozenset[str]()
    if start != "empty" or draw(st.booleans()):
        numbers = np.array(draw(st.sampled_from(everything)), dtype=np.int16)
        k = int(numbers.max()) + 1
        ids = [f"F{i + 1:02d}" for i in range(k)]
        locked = frozenset(draw(st.lists(st.sampled_from(ids), max_size=k, unique=True)))
        loose = draw(st.lists(st.integers(0, n - 1), max_size=2))
        numbers[[u for u in loose if ids[numbers[u]] not in locked]] = -1
        if not (numbers >= 0).any():
            numbers[:] = 0
        base = Plan("Base", numbers, tuple(Footprint(i, f"Name {i}") for i in ids), first)
        if start == "improve":
            held = [place.units.ids[u] for u in np.flatnonzero(numbers >= 0).tolist()]
            pinned = frozenset(draw(st.lists(st.sampled_from(held), max_size=3)))
    problem = Problem(
        place, first, further_bands=tuple(further), base=base, start=start,
        locked=locked, pinned=pinned, cross_authorities=draw(st.booleans()),
    )  # fmt: skip
    return problem, [plan for plan in everything if keeps(problem, plan)]


def keeps(problem: Problem, plan: list[int]) -> bool:
    """Whether a plan keeps local authority lines, locks, pins and what is only filled."""
    lines = problem.authorities
    made = unlocked(problem, plan)
    if lines is not None and any(len({int(lines[u]) for u in part}) > 1 for part in made):
        return False
    if problem.base is None:
        return True
    home = problem.base.assignment.tolist()
    for f, footprint in enumerate(problem.base.footprints):
        own = frozenset(u for u, h in enumerate(home) if h == f)
        if footprint.id in problem.locked and own and own not in parts(plan):
            return False
    if problem.start == "empty":
        return True
    fixed = np.flatnonzero(problem.fixed).tolist()
    together = all((home[a] == home[b]) == (plan[a] == plan[b]) for a in fixed for b in fixed)
    held = len({h for h in home if h >= 0})
    # No footprint can leap to a piece of the place that it has no unit in.
    piece = connected_components(problem.matrix, directed=False)[1].tolist()
    stays = all(
        len({f for f, q in zip(plan, piece, strict=True) if q == each})
        >= len({h for h, q in zip(home, piece, strict=True) if q == each and h >= 0})
        for each in set(piece)
    )
    return together and stays and held <= len(set(plan)) <= held + home.count(-1)


def unlocked(problem: Problem, plan: list[int]) -> set[frozenset[int]]:
    """The footprints of a plan but for those that are locked."""
    if problem.base is None:
        return parts(plan)
    home = problem.base.assignment.tolist()
    locked = {
        frozenset(u for u, h in enumerate(home) if h == f)
        for f, footprint in enumerate(problem.base.footprints)
        if footprint.id in problem.locked
    }
    return parts(plan) - locked
