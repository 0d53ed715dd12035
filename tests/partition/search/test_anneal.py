"""The kernel's running sums are those of measuring its plan afresh."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.partition.anneal import arrays_of, best_of, new_state, run_chunk
from icp_footprints.partition.feasibility import pieces, share_out
from icp_footprints.partition.instance import instance_of
from icp_footprints.partition.problem import Problem
from icp_footprints.partition.seeds import tree_partition
from icp_footprints.plan.band import Band
from icp_footprints.plan.contiguity import footprint_parts
from icp_footprints.plan.plan import Footprint, Plan
from tests.grids import place_of
from tests.partition.exhaustive import all_plans, people_outside

ART = "AAAAAA\nAA~AAA\nAAAAAA\nAAAAAA"
UNITS = 23


def layer(name, kind, shares):
    codes = tuple(f"{name}{j}" for j in range(shares.shape[1]))
    return ReferenceLayer(name, kind, codes, codes, csr_array(shares), np.full(len(codes), np.nan))


def random_problem(seed, **settings_of_problem):
    random = np.random.default_rng(seed)
    people = random.integers(0, 3000, UNITS)
    people[random.integers(0, UNITS, 3)] = 0
    ward = np.zeros((UNITS, 5))
    ward[np.arange(UNITS), random.integers(0, 5, UNITS)] = 1
    layers = (
        layer("pcn", "registration", random.dirichlet([0.3] * 4, UNITS)),
        layer("ward", "lookup", ward),
        layer(
            "parish",
            "overlay",
            random.uniform(0, 1, (UNITS, 6)) * (random.random((UNITS, 6)) < 0.4),
        ),
    )
    place = place_of(ART, people=people.tolist(), more_layers=layers)
    total = int(people.sum())
    return Problem(place, Band(total // 6, total // 3), **settings_of_problem)


def searching(problem, count, seed):
    instance = instance_of(problem)
    shared = share_out(pieces(problem), count, problem.band)
    first = tree_partition(
        instance,
        [(piece.rows, k) for piece, k in shared],
        follow_areas=False,
        random=np.random.default_rng(seed),
    )
    return SimpleNamespace(
        arrays=arrays_of(instance), state=new_state(instance, first, count, seed)
    )


def plan_from(problem, numbers, count):
    footprints = tuple(Footprint(f"F{i}", str(i)) for i in range(count))
    return Plan("P", numbers.copy(), footprints, problem.band)


@given(
    seed=st.integers(0, 10_000),
    count=st.integers(2, 6),
    weights=st.sampled_from([{}, {"pcn": 0}, {"ward": 3.5, "parish": 0}, {"parish": 0.01}]),
)
@settings(deadline=None, max_examples=40)
def test_after_many_moves_the_score_is_that_of_the_objective(seed, count, weights):
    problem = random_problem(seed, weights=weights)
    run = searching(problem, count, seed)
    for hot, cold in ((10.0, 1.0), (1.0, 0.01), (0.01, 1e-4)):
        run_chunk(run.arrays, run.state, 5000, hot, cold, 1e-4)
        now = plan_from(problem, run.state[0], count)
        assert run.state[6][0] == pytest.approx(problem.objective().score(problem.place, now))
        outside = people_outside(problem.place, problem.band, now.assignment.tolist())
        assert run.state[6][1] == pytest.approx(outside, abs=1e-6)
    numbers, outside, score = best_of(run.state)
    best = plan_from(problem, numbers, count)
    assert score == pytest.approx(problem.objective().score(problem.place, best))
    assert outside == pytest.approx(
        people_outside(problem.place, problem.band, numbers.tolist()), abs=1e-6
    )


def test_millions_of_moves_do_not_let_the_sums_drift():
    problem = random_problem(7)
    run = searching(problem, 4, 7)
    run_chunk(run.arrays, run.state, 3_000_000, 10.0, 1.0, 1e-6)
    now = plan_from(problem, run.state[0], 4)
    assert run.state[6][0] == pytest.approx(problem.objective().score(problem.place, now), abs=1e-9)


@given(seed=st.integers(0, 10_000), count=st.integers(2, 6))
@settings(deadline=None, max_examples=30)
def test_no_move_ever_cuts_or_empties_a_footprint(seed, count):
    problem = random_problem(seed)
    run = searching(problem, count, seed)
    for _ in range(20):
        run_chunk(run.arrays, run.state, 50, 100.0, 100.0, 0.0)
        now = plan_from(problem, run.state[0], count)
        parts = footprint_parts(problem.place.adjacency, now)
        assert [len(each) for each in parts] == [1] * count


def test_hot_searches_reach_every_plan_of_a_tiny_place():
    problem = Problem(place_of("AAA\nAAA"), Band(1000, 6000))
    run = searching(problem, 2, 1)
    seen = set()
    for _ in range(4000):
        run_chunk(run.arrays, run.state, 3, 1e6, 1e6, 0.0)
        numbers = run.state[0].tolist()
        seen.add(tuple(int(f != numbers[0]) for f in numbers))
    expected = {tuple(int(f != plan[0]) for f in plan) for plan in all_plans(problem.place, 2)}
    assert seen == expected


def test_a_layer_of_less_than_one_person_is_weighed_as_it_is_measured():
    shares = np.array([[0.1, 0], [0.1, 0], [0, 0.1], [0, 0.1]])
    place = place_of("AAAA", people=1, more_layers=(layer("pcn", "registration", shares),))
    problem = Problem(place, Band(2, 2))
    run = searching(problem, 2, 1)
    numbers, _, score = best_of(run.state)
    now = plan_from(problem, numbers, 2)
    assert score == pytest.approx(problem.objective().score(place, now))
