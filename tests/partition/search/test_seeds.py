"""First plans from spanning trees: connected, complete, and as many footprints as asked for."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from icp_footprints.partition.feasibility.counts import share_out
from icp_footprints.partition.instance import instance_of
from icp_footprints.partition.problem import Problem
from icp_footprints.partition.scope import scope_of
from icp_footprints.partition.search.seeds import tree_partition
from icp_footprints.plan.band import Band
from icp_footprints.plan.contiguity import footprint_parts
from icp_footprints.plan.plan import Footprint, Plan
from tests.examples import examples
from tests.grids import place_of


def first_plan(place, k, follow_areas=False, seed=1):
    problem = Problem(place, Band(0, 10**9))
    shared = [
        (piece.rows, count) for piece, count in share_out(scope_of(problem).pieces, k, problem.band)
    ]
    numbers = tree_partition(
        instance_of(problem), shared, follow_areas, np.random.default_rng(seed)
    )
    return Plan("First", numbers, tuple(Footprint(f"F{i}", str(i)) for i in range(k)))


@given(
    art=st.lists(st.text("AAA~", min_size=5, max_size=5), min_size=4, max_size=4).map("\n".join),
    data=st.data(),
)
@settings(deadline=None, max_examples=examples(120))
def test_every_part_is_connected_and_there_are_as_many_as_asked_for(art, data):
    n = art.count("A")
    assume(n)
    people = data.draw(st.lists(st.integers(0, 9), min_size=n, max_size=n).filter(any))
    wards = "".join(data.draw(st.sampled_from("XYZ")) if c == "A" else c for c in art)
    place = place_of(art, people=people, layers={"ward": wards})
    fewest = len(set(place.adjacency.components.tolist()))
    k = data.draw(st.integers(fewest, n))
    plan = first_plan(place, k, data.draw(st.booleans()), data.draw(st.integers(0, 99)))
    assert len(plan.unassigned_rows) == 0
    assert [len(parts) for parts in footprint_parts(place.adjacency, plan)] == [1] * k


def test_a_row_of_units_is_cut_evenly():
    plan = first_plan(place_of("AAAAAAAA"), 4)
    assert np.bincount(plan.assignment).tolist() == [2, 2, 2, 2]


def test_trees_that_follow_areas_cut_between_them_more_often():
    art = "\n".join(["XXXXYYYY"] * 4)
    place = place_of(art, layers={"ward": art})

    def whole(follow):
        plans = [first_plan(place, 2, follow, seed).assignment.reshape(4, 8) for seed in range(40)]
        return sum(
            (plan[:, :4] == plan[0, 0]).all() and (plan[:, 4:] == plan[0, 4]).all()
            for plan in plans
        )

    assert whole(True) > whole(False) + 10


def test_the_same_randomness_gives_the_same_plan():
    place = place_of("AAAA\nAAAA\nAAAA")
    assert first_plan(place, 3, seed=4) == first_plan(place, 3, seed=4)
    assert len({tuple(first_plan(place, 3, seed=s).assignment.tolist()) for s in range(8)}) > 1


@pytest.mark.parametrize("follow_areas", [False, True])
def test_a_place_without_layers_can_be_divided(follow_areas):
    assert len(set(first_plan(place_of("AAAA"), 2, follow_areas).assignment.tolist())) == 2
