"""The same again, weights and layers: what a problem's settings do to the plan."""

import pytest

from icp_footprints.partition.generate import generate
from icp_footprints.partition.problem import Problem
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import GENERATED
from tests.grids import place_of

GRID = "AAAA\nAAAA\nAAAA"
WARDS = "XXYY\nXXYY\nZZZZ"


def in_order_of_units(plan):
    """The assignment with footprints numbered as they are met, to compare plans by shape."""
    met = dict.fromkeys(plan.assignment.tolist())
    return [list(met).index(number) for number in plan.assignment.tolist()]


# --- the same again -------------------------------------------------------------------------


@pytest.mark.parametrize("cores", [1, 2, 5])
def test_the_same_seed_gives_the_same_plan_on_any_number_of_cores(monkeypatch, cores):
    problem = Problem(place_of("AAAAAA\nAAAAAA\nAAAAAA"), Band(3000, 9000), seed=11)
    here = generate(problem)
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    there = generate(problem)
    assert there.plan.assignment.tolist() == here.plan.assignment.tolist()
    assert (there.score, there.searches) == (here.score, here.searches)


def test_another_seed_is_another_search():
    place = place_of("AAAAA\nAAAAA\nAAAAA\nAAAAA\nAAAAA")
    plans = {
        tuple(generate(problem).plan.assignment.tolist())
        for problem in (
            Problem(place, Band(5000, 8000), footprints=4, seed=seed, starts=1)
            for seed in range(1, 6)
        )
    }
    assert len(plans) > 1


def test_the_origin_of_a_plan_says_how_to_make_it_again():
    place = place_of(GRID, layers={"ward": WARDS})
    result = generate(Problem(place, Band(4000, 4000), seed=5, weights={"ward": 2}))
    origin = result.plan.origin
    assert (origin.method, origin.seed) == (GENERATED, 5)
    held = dict(origin.settings)
    assert held["band"] == "4000:4000"
    assert held["ledger"] == "resident"
    assert held["objective"].startswith("2 x (ward ")
    assert held["searches"] == str(result.searches) == "8"


def test_footprints_are_numbered_from_north_to_south():
    plan = generate(Problem(place_of("A\nA\nA\nA"), Band(1000, 1000))).plan
    assert plan.assignment.tolist() == [0, 1, 2, 3]
    assert [f.id for f in plan.footprints] == ["F01", "F02", "F03", "F04"]


# --- weights and layers ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heavier", "best"), [("east", [[0, 1], [0, 1]]), ("north", [[0, 0], [1, 1]])]
)
def test_the_layer_that_weighs_more_decides(heavier, best):
    place = place_of("AA\nAA", layers={"east": "XY\nXY", "north": "XX\nYY"})
    plan = generate(Problem(place, Band(2000, 2000), weights={heavier: 4.0})).plan
    assert in_order_of_units(plan) == [*best[0], *best[1]]


def test_a_layer_of_no_weight_changes_nothing():
    with_it = place_of(GRID, layers={"ward": WARDS, "noise": "XYXY\nYXYX\nXYXY"})
    without = place_of(GRID, layers={"ward": WARDS})
    plans = [
        generate(Problem(with_it, Band(3000, 5000), weights={"noise": 0})).plan,
        generate(Problem(without, Band(3000, 5000))).plan,
    ]
    assert plans[0].assignment.tolist() == plans[1].assignment.tolist()


def test_with_every_weight_0_only_the_boundary_counts():
    place = place_of("AAAA\nAAAA", layers={"ward": "XYXY\nYXYX"})
    plan = generate(Problem(place, Band(4000, 4000), weights={"ward": 0})).plan
    assert in_order_of_units(plan) == [0, 0, 1, 1, 0, 0, 1, 1]


def test_people_are_counted_on_the_ledger_of_the_band():
    place = place_of("AAAA", people=[1, 1, 1, 97], registered=[10, 10, 10, 10])
    plan = generate(Problem(place, Band(20, 20, "registered"))).plan
    assert in_order_of_units(plan) == [0, 0, 1, 1]
