"""Plans that are today's plan again, or worse than it in everything, are no alternatives to it."""

from dataclasses import replace

import numpy as np
import pytest

from icp_footprints.partition.alternative import alternative_of
from icp_footprints.partition.generate import Result
from icp_footprints.partition.problem import Problem
from icp_footprints.partition.worth_choosing import worth_choosing
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import Footprint, Plan
from icp_footprints.plan.target import Target
from tests.grids import place_of

# 100,000 people, of whom less than a fiftieth live in the two units in the middle.
PEOPLE = [30_000, 19_000, 1_000, 3, 29_997, 20_000]
PLACE = place_of("aaabbb", people=PEOPLE, layers={"ward": "vvvwww"})
TODAY, ONE_OVER, TWO_OVER, THREE_OVER = "000111", "001111", "000011", "011111"
WIDE = Band(1_000, 99_000)


def plan_of(numbers, count=2):
    footprints = tuple(Footprint(f"F{i}", f"N{i}") for i in range(count))
    return Plan("P", np.array([int(each) for each in numbers], np.int16), footprints)


def chosen(today, plans, band=WIDE, targets=()):
    base = None if today is None else plan_of(today)
    problem = Problem(PLACE, band, base=base, targets=targets)
    made = [
        alternative_of(problem, numbers, Result(problem, plan_of(numbers), 0.0, {}, 1))
        for numbers in plans
    ]
    found, notes = worth_choosing(problem, made)
    return [each.direction for each in found], list(notes)


def test_the_very_same_plan_is_left_out_whatever_its_footprints_are_called():
    renamed = "111000"
    assert chosen(TODAY, [TODAY, renamed]) == (
        [],
        [
            f"'{each}' came back to today's plan: nothing better was found that way."
            for each in (TODAY, renamed)
        ],
    )


@pytest.mark.parametrize(
    ("numbers", "people"), [(ONE_OVER, "1,000 people"), (TWO_OVER, "<5 people")]
)
def test_nearly_the_same_plan_is_left_out_and_says_by_how_many_people(numbers, people):
    words = f"came back to today's plan but for {people}: nothing that truly differs was found"
    assert chosen(TODAY, [numbers]) == ([], [f"'{numbers}' {words} that way."])


def test_one_that_truly_differs_stays_if_it_is_better_at_something():
    # Today splits a ward; the other plan does not.
    assert chosen(THREE_OVER, [TODAY]) == ([TODAY], [])


def test_one_that_today_s_plan_betters_in_everything_is_left_out():
    assert chosen(TODAY, [THREE_OVER]) == (
        [],
        [f"'{THREE_OVER}' gave a plan that today's plan matches or betters in every measure."],
    )
    assert chosen(None, [THREE_OVER]) == ([THREE_OVER], [])


@pytest.mark.parametrize(
    ("asked", "today", "mended"),
    [
        ({"band": Band(49_999, 50_001)}, ONE_OVER, TODAY),
        ({"targets": (Target("ward", "containment", 1),)}, ONE_OVER, TODAY),
        ({"targets": (Target("ward", "containment", 1, "wanted"),)}, ONE_OVER, TODAY),
    ],
)
def test_a_small_change_that_mends_something_is_worth_choosing(asked, today, mended):
    assert chosen(today, [mended], **asked) == ([mended], [])
    # The other way about, nothing is mended.
    assert chosen(mended, [mended], **asked)[0] == []


def test_a_small_change_that_assigns_or_joins_what_is_left_is_worth_choosing():
    gap = replace(plan_of(TODAY), assignment=np.array([0, 0, 0, -1, 1, 1], np.int16))
    torn = plan_of("001011")
    for today in (gap, torn):
        problem = Problem(PLACE, WIDE, base=today)
        made = alternative_of(problem, "x", Result(problem, plan_of(TODAY), 0.0, {}, 1))
        assert worth_choosing(problem, [made]) == ((made,), ())


def test_today_s_plan_of_another_number_of_footprints_is_no_answer():
    # Nothing is left that a third footprint could better, yet three were asked for.
    problem = Problem(PLACE, WIDE, 3, base=plan_of(TODAY))
    three = Result(problem, plan_of("011112", 3), 0.0, {}, 1)
    made = alternative_of(problem, "x", three)
    assert worth_choosing(problem, [made]) == ((made,), ())
    free = replace(problem, footprints=None)
    found, notes = worth_choosing(free, [alternative_of(free, "x", three)])
    assert found == ()
    assert "today's plan matches or betters" in notes[0]


def test_today_s_plan_across_authorities_is_an_answer_only_where_it_may_be():
    codes = {"v": "E06000001", "w": "E06000002"}
    place = place_of("aaabbb", people=PEOPLE, layers={"la": "vvvwww"})
    la = replace(place.layers[0], area_ids=tuple(codes.values()))
    place = replace(place, layers=(la,))
    for cross, worth in ((False, 1), (True, 0)):
        problem = Problem(place, WIDE, base=plan_of(ONE_OVER), cross_authorities=cross)
        result = Result(problem, plan_of(TODAY), 0.0, {}, 1)
        found, _ = worth_choosing(problem, [alternative_of(problem, "x", result)])
        assert len(found) == worth
