"""The kernel's running sums are those of measuring its plan afresh."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.measures.scorecard import scorecard
from icp_footprints.partition.instance import instance_of
from icp_footprints.partition.problem import Problem
from icp_footprints.partition.scope import scope_of
from icp_footprints.partition.search.anneal import force, run_chunk
from icp_footprints.partition.search.connected import can_leave
from icp_footprints.partition.search.first import first_plan
from icp_footprints.partition.search.state import OUTSIDE, REQUIRED, SCORE, WANTED, new_state
from icp_footprints.partition.search.sums import fill_state
from icp_footprints.partition.search.work import Work
from icp_footprints.plan.band import Band
from icp_footprints.plan.contiguity import footprint_parts
from icp_footprints.plan.plan import Footprint, Plan
from icp_footprints.plan.target import Target
from tests.examples import examples
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
    registered = random.integers(0, 3, UNITS).tolist()
    place = place_of(ART, people=people.tolist(), registered=registered, more_layers=layers)
    total = int(people.sum())
    return Problem(place, Band(total // 6, total // 3), **settings_of_problem)


def searching(problem, count, seed):
    instance = instance_of(problem)
    random = np.random.default_rng(seed)
    first = first_plan(problem, instance, scope_of(problem), count, seed, random)
    state = new_state(
        instance,
        first.assignment,
        first.footprints,
        seed,
        movable=first.movable,
        closed=first.closed,
    )
    work = Work(instance, state)
    fill_state(state, work)
    return SimpleNamespace(instance=instance, state=state, work=work)


def plan_from(problem, numbers, count):
    footprints = tuple(Footprint(f"F{i}", str(i)) for i in range(count))
    return Plan("P", numbers.copy(), footprints, problem.band)


def anneal(run, tries, hot, cold, band_worth, target_worth=1.0):
    run.state.worths[:] = band_worth, target_worth
    run_chunk(run.work, tries, hot, cold, -1)


def polish(run, band_worth=1.0, target_worth=1e4):
    """Try each single move once; how many were for the better."""
    run.state.worths[:] = band_worth, target_worth
    return run_chunk(run.work, len(run.instance.neighbours), 1e-15, 1e-15, 0)


@given(
    seed=st.integers(0, 10_000),
    count=st.integers(2, 6),
    weights=st.sampled_from(
        [{}, {"pcn": 0}, {"ward": 3.5, "parish": 0}, {"parish": 0.01}, {"pcn.share": 0, "ward": 0}]
    ),
)
@settings(deadline=None, max_examples=examples(40))
def test_after_many_moves_the_score_is_that_of_the_objective(seed, count, weights):
    problem = random_problem(seed, weights=weights)
    run = searching(problem, count, seed)
    for hot, cold in ((10.0, 1.0), (1.0, 0.01), (0.01, 1e-4)):
        anneal(run, 5000, hot, cold, 1e-4)
        check_sums(problem, run, count)
    polish(run)
    check_sums(problem, run, count)


def check_sums(problem, run, count):
    now = plan_from(problem, run.state.assignment.astype(np.int16), count)
    assert run.state.sums[SCORE] == pytest.approx(problem.objective().score(problem.place, now))
    outside = sum(
        people_outside(problem.place, band, now.assignment.tolist()) for band in problem.bands
    )
    assert run.state.sums[OUTSIDE] == pytest.approx(outside, abs=1e-6)
    kept = run.state.layer_sums.copy(), run.state.top_people.copy(), run.state.best_people.copy()
    held = [set(cut_pairs(run)), run.state.units.tolist(), run.state.overlap.copy()]
    fill_state(run.state, run.work)
    assert held[0] == set(cut_pairs(run))
    assert held[1] == run.state.units.tolist()
    assert held[2] == pytest.approx(run.state.overlap, abs=1e-6)
    assert kept[1] == pytest.approx(run.state.top_people, abs=1e-6)
    # Best areas are followed only where something depends on them.
    followed = (run.instance.share_worth > 0) | bool(problem.targets)
    assert kept[2][:, followed] == pytest.approx(run.state.best_people[:, followed], abs=1e-6)
    if problem.targets:
        assert kept[0] == pytest.approx(run.state.layer_sums, abs=1e-6)


def cut_pairs(run):
    return run.state.cut[: run.state.cut_count[0]].tolist()


TARGETS = tuple(
    map(
        Target.parse,
        [
            "pcn.share>=0.7:required",
            "pcn.containment>=0.9:wanted:2",
            "ward.coterminosity>=0.8:wanted",
            "ward.kept_whole>=0.6:required:3",
            "pcn.two_way>=0.5:wanted",
            "parish.splits<=2:required",
            "ward.pieces<=4:wanted:0.5",
        ],
    )
)


@given(seed=st.integers(0, 10_000), count=st.integers(2, 6))
@settings(deadline=None, max_examples=examples(40))
def test_the_shortfall_of_targets_is_that_of_measuring_the_plan(seed, count):
    problem = random_problem(seed, targets=TARGETS, further_bands=(Band(2, 5, "registered"),))
    run = searching(problem, count, seed)
    for hot, cold in ((10.0, 1.0), (0.01, 1e-4)):
        anneal(run, 2000, hot, cold, 1e-4)
        check_sums(problem, run, count)
        now = plan_from(problem, run.state.assignment.astype(np.int16), count)
        required, wanted = missed(problem, now)
        assert run.state.sums[REQUIRED] == pytest.approx(required, abs=1e-7)
        assert run.state.sums[WANTED] == pytest.approx(wanted, abs=1e-7)


def missed(problem, plan):
    """By how much targets are missed, by the product's scorecard."""
    measured = scorecard(problem.place, replace(plan, targets=problem.targets))
    sums = {"required": 0.0, "wanted": 0.0}
    for result in measured.targets:
        target, value = result.target, result.value
        assert value is not None
        if target.is_count:
            areas = len(problem.place.layer(target.layer).area_ids)
            gap = max(value - target.threshold, 0) / areas
        else:
            gap = max(target.threshold - value, 0)
        sums[target.strength] += target.weight * gap
    return sums["required"], sums["wanted"]


def test_millions_of_moves_do_not_let_the_sums_drift():
    problem = random_problem(7)
    run = searching(problem, 4, 7)
    anneal(run, 1_000_000, 10.0, 1.0, 1e-6)
    now = plan_from(problem, run.state.assignment.astype(np.int16), 4)
    score = problem.objective().score(problem.place, now)
    assert run.state.sums[SCORE] == pytest.approx(score, abs=1e-9)


@given(seed=st.integers(0, 10_000), count=st.integers(2, 6))
@settings(deadline=None, max_examples=examples(30))
def test_no_move_ever_cuts_or_empties_a_footprint(seed, count):
    problem = random_problem(seed)
    run = searching(problem, count, seed)
    for i in range(20):
        anneal(run, 50, 100.0, 100.0, 0.0)
        if i % 5 == 4:
            polish(run)
        now = plan_from(problem, run.state.assignment.astype(np.int16), count)
        parts = footprint_parts(problem.place.adjacency, now)
        assert [len(each) for each in parts] == [1] * count


@given(seed=st.integers(0, 10_000), data=st.data())
@settings(deadline=None, max_examples=examples(30))
def test_what_is_locked_or_pinned_never_moves(seed, data):
    problem = random_problem(seed)
    count = 4
    run = searching(problem, count, seed)
    base = plan_from(problem, run.state.assignment.astype(np.int16), count)
    pinned = frozenset(data.draw(st.sets(st.sampled_from(problem.place.units.ids), max_size=6)))
    kept = replace(problem, base=base, start="improve", locked=frozenset({"F1"}), pinned=pinned)
    run = searching(kept, count, seed)
    for _ in range(10):
        anneal(run, 200, 100.0, 100.0, 0.0)
        polish(run)
        now = run.state.assignment
        assert ((now == 1) == (base.assignment == 1)).all()
        rows = problem.place.units.rows(pinned)
        assert (now[rows] == base.assignment[rows]).all()


@given(seed=st.integers(0, 1000))
@settings(deadline=None, max_examples=examples(20))
def test_people_who_stay_in_their_footprint_count(seed):
    problem = random_problem(seed)
    base = plan_from(problem, searching(problem, 3, seed).state.assignment.astype(np.int16), 3)
    staying = replace(problem, base=base, start="improve", stay_weight=2.0)
    run = searching(staying, 3, seed)
    anneal(run, 500, 10.0, 1.0, 1e-6)
    now = plan_from(problem, run.state.assignment.astype(np.int16), 3)
    people = problem.place.ledger().people
    stayed = people[now.assignment == base.assignment].sum() / people.sum()
    expected = problem.objective().score(problem.place, now) + 2.0 * stayed
    assert run.state.sums[SCORE] == pytest.approx(expected)


def test_polishing_leaves_nothing_that_one_move_would_better():
    problem = random_problem(3)
    run = searching(problem, 4, 3)
    for _ in range(50):
        polish(run)
    before = run.state.sums[SCORE] - run.state.sums[OUTSIDE]
    for e in cut_pairs(run):
        unit, to = run.instance.source[e], run.state.assignment[run.instance.neighbours[e]]
        home = run.state.assignment[unit]
        if can_leave(run.work, unit):
            force(run.work, unit, to)
            assert run.state.sums[SCORE] - run.state.sums[OUTSIDE] <= before + 1e-9
            force(run.work, unit, home)


def test_hot_searches_reach_every_plan_of_a_tiny_place():
    problem = Problem(place_of("AAA\nAAA"), Band(1000, 6000))
    run = searching(problem, 2, 1)
    seen = set()
    for _ in range(4000):
        anneal(run, 3, 1e6, 1e6, 0.0)
        numbers = run.state.assignment.tolist()
        seen.add(tuple(int(f != numbers[0]) for f in numbers))
    expected = {tuple(int(f != plan[0]) for f in plan) for plan in all_plans(problem.place, 2)}
    assert seen == expected


def test_a_layer_of_less_than_one_person_is_weighed_as_it_is_measured():
    shares = np.array([[0.1, 0], [0.1, 0], [0, 0.1], [0, 0.1]])
    place = place_of("AAAA", people=1, more_layers=(layer("pcn", "registration", shares),))
    problem = Problem(place, Band(2, 2))
    run = searching(problem, 2, 1)
    now = plan_from(problem, run.state.assignment.astype(np.int16), 2)
    assert run.state.sums[SCORE] == pytest.approx(problem.objective().score(place, now))
