"""What feasibility calls impossible no plan has: every plan of small places, one by one."""

from itertools import combinations, groupby, product

import networkx as nx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.measures.scorecard import scorecard
from icp_footprints.measures.target_results import measured_value
from icp_footprints.partition.feasibility.areas import areas_that_must_split
from icp_footprints.partition.feasibility.connected_sets import stuck_units
from icp_footprints.partition.feasibility.feasibility import feasibility
from icp_footprints.partition.feasibility.ground import grounds_of
from icp_footprints.partition.feasibility.targets import bands_held, impossible_targets
from icp_footprints.partition.problem import Problem
from icp_footprints.partition.scope import scope_of
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import Footprint, Plan
from icp_footprints.plan.target import Target
from tests.examples import examples
from tests.grids import place_of
from tests.partition.feasibility.every_plan import in_band, problems, unlocked


@settings(max_examples=examples(80), deadline=None)
@given(problems())
def test_a_number_that_is_called_impossible_has_no_plan_in_band(case):
    problem, plans = case
    place, found = problem.place, feasibility(problem)
    there_are = {
        len(set(plan))
        for plan in plans
        if all(in_band(place, problem.bands, part) for part in unlocked(problem, plan))
    }
    assert there_are <= set(found.counts) <= set(found.counts_by_people)
    if found.is_exact:
        assert there_are == set(found.counts)
    whole = [
        plan
        for plan in plans
        if all(in_band(place, problem.bands, part) for part in unlocked(problem, plan))
        and all(
            in_band(
                place, problem.bands, frozenset(np.flatnonzero(problem.home == number).tolist())
            )
            for number in problem.locked_numbers
            if (problem.home == number).any()
        )
    ]
    if whole:
        assert found.is_possible, [each.words for each in found.findings]
    elif found.is_exact and problem.base is None:
        assert not found.is_possible


@settings(max_examples=examples(60), deadline=None)
@given(
    st.lists(st.sampled_from([1, 4, 6, 6, 9]), min_size=3, max_size=6),
    st.lists(st.integers(0, 2), min_size=6, max_size=6),
    st.sets(st.integers(0, 5), max_size=2),
    st.integers(5, 14),
    st.integers(0, 4),
)
def test_units_that_need_not_touch_are_put_together_where_they_can_be(
    people, homes, pinned, low, more
):
    n = len(people)
    place, numbers = place_of("A" * n, people), np.unique(homes[:n], return_inverse=True)[1]
    k = int(numbers.max()) + 1
    footprints = tuple(Footprint(f"F{i}", f"N{i}") for i in range(k))
    base = Plan("Base", numbers.astype(np.int16), footprints)
    band, kept = Band(low, low + more), [u for u in pinned if u < n]
    ids = frozenset(place.units.ids[u] for u in kept)
    found = feasibility(Problem(place, band, base=base, start="improve", pinned=ids))
    there_are = any(
        all(low <= sum(people[u] for u in range(n) if plan[u] == g) <= low + more for g in range(k))
        and all(plan[u] == numbers[u] for u in kept)
        for plan in product(range(k), repeat=n)
    )
    runs = [number for number, _ in groupby(numbers.tolist())]
    in_parts = len(runs) > len(set(runs))
    if in_parts and not kept:
        assert found.counts == ((k,) if there_are else ())
    elif in_parts:
        assert found.counts or not there_are
    else:
        assert there_are or not found.counts


@settings(max_examples=examples(50), deadline=None)
@given(problems())
def test_a_unit_that_is_called_stuck_is_in_no_connected_set_in_band(case):
    problem, _ = case
    graph = nx.Graph()
    graph.add_nodes_from(range(len(problem.place.units)))
    pairs = problem.matrix.tocoo()
    graph.add_edges_from(zip(pairs.row.tolist(), pairs.col.tolist(), strict=True))
    for ground in grounds_of(problem, scope_of(problem)):
        rows = ground.rows.tolist()
        fit = {
            unit
            for size in range(1, len(rows) + 1)
            for chosen in combinations(rows, size)
            if in_band(problem.place, problem.bands, frozenset(chosen))
            and nx.is_connected(graph.subgraph(chosen))
            for unit in chosen
        }
        stuck = set(stuck_units(problem, ground).tolist())
        assert stuck == (set(rows) - fit if ground.must_touch else set())


@settings(max_examples=examples(50), deadline=None)
@given(problems(layer=True))
def test_an_area_that_must_split_lies_in_so_many_footprints_of_every_plan_in_band(case):
    problem, plans = case
    ledger = problem.place.ledger(problem.band.ledger)
    counts = feasibility(problem).counts
    for each in areas_that_must_split(problem, counts):
        layer = problem.place.layer(each.layer)
        shares = layer.shares.toarray()[:, layer.area_ids.index(each.id)]
        area = shares * ledger.people
        for plan in plans:
            footprints = unlocked(problem, plan)
            if len(set(plan)) not in counts or len(footprints) < len(set(plan)):
                continue
            if not all(in_band(problem.place, problem.bands, part) for part in footprints):
                continue
            largest = sorted((area[list(part)].sum() for part in footprints), reverse=True)
            needed = 1 + int(np.searchsorted(np.cumsum(largest), 0.95 * area.sum() - 1e-6))
            assert needed >= each.footprints


@settings(max_examples=examples(25), deadline=None)
@given(
    problems(layer=True),
    st.sampled_from(["share", "containment", "coterminosity", "kept_whole", "two_way"]),
    st.sampled_from([0.3, 0.6, 0.75, 0.9, 1.0]),
)
def test_a_target_that_is_called_impossible_is_met_by_no_plan(case, measure, threshold):
    _no_plan_meets(case, Target("pcn", measure, threshold))


@settings(max_examples=examples(15), deadline=None)
@given(problems(layer=True), st.sampled_from(["splits", "pieces"]), st.integers(0, 5))
def test_a_count_that_is_called_impossible_is_met_by_no_plan(case, measure, threshold):
    _no_plan_meets(case, Target("pcn", measure, threshold))


def _no_plan_meets(case, target):
    asked, plans = case
    problem = Problem(
        asked.place, asked.band, further_bands=asked.further_bands, base=asked.base,
        start=asked.start, locked=asked.locked, pinned=asked.pinned, targets=(target,),
        cross_authorities=asked.cross_authorities,
    )  # fmt: skip
    place = problem.place
    counts = range(1, len(place.units) + 1)
    found = impossible_targets(problem, counts, seconds=0.2)
    held = bands_held(problem, scope_of(problem))
    for plan in plans:
        k = len(set(plan))
        if k not in found:
            continue
        parts = [frozenset(u for u, f in enumerate(plan) if f == each) for each in range(k)]
        if not all(in_band(place, held, part) for part in parts):
            continue
        made = Plan(
            "Plan",
            np.array(plan, dtype=np.int16),
            tuple(Footprint(f"F{i}", f"N{i}") for i in range(k)),
            problem.band,
        )
        score = scorecard(place, made).layer("pcn")
        value = measured_value(score, target.measure)
        assert not target.is_met(value), [each.words for each in found[k]]
