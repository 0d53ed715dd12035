"""Improve: a better score, and nothing worse."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.measures.scorecard import scorecard
from icp_footprints.partition.objective import default_objective
from icp_footprints.partition.verbs.improve import NOTHING_BETTER, improve
from icp_footprints.plan.band import Band
from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.target import Target
from tests.examples import examples
from tests.grids import drawn, place_of, plan_of
from tests.partition.verbs.drawn_plans import QUICK, check_change, drawn_plan, people_outside

TARGETS = (
    Target("pcn", "containment", 0.6),
    Target("ward", "splits", 2, "wanted"),
    Target("ward", "kept_whole", 0.4, "wanted"),
)


@given(seed=st.integers(0, 10_000), targets=st.sampled_from([(), TARGETS[:1], TARGETS]))
@settings(deadline=None, max_examples=examples(15))
def test_no_score_falls_nobody_leaves_the_band_and_no_target_is_missed_by_more(seed, targets):
    case = drawn_plan(seed)
    case = replace(case, plan=replace(case.plan, targets=targets))
    change = improve(case.place, case.plan, case.settings)
    check_change(case, change)
    objective = default_objective(case.place, case.plan.band)
    before, after = (objective.score(case.place, plan) for plan in (case.plan, change.after))
    assert change.scores == pytest.approx((before, after))
    assert after >= before
    assert people_outside(case.place, change.after) <= people_outside(case.place, case.plan) + 1e-3
    assert np.array_equal(change.after.unassigned_rows, case.plan.unassigned_rows)
    assert change.after.footprints == case.plan.footprints
    results = zip(
        *(scorecard(case.place, plan).targets for plan in (case.plan, change.after)), strict=True
    )
    for was, now in results:
        worse = now.value - was.value if now.target.is_count else was.value - now.value
        assert now.met or worse <= 1e-9


@pytest.mark.parametrize("seed", range(2))
def test_the_same_seed_gives_the_same_plan(seed):
    case = drawn_plan(seed)
    first, second = (improve(case.place, case.plan, case.settings).after for _ in range(2))
    assert np.array_equal(first.assignment, second.assignment)


def test_footprints_come_to_follow_the_wards():
    art = "AABB\nAAAB\nABBB"
    place = place_of(art, 1000, layers={"ward": "PPQQ\nPPQQ\nPPQQ"})
    change = improve(place, plan_of(art, Band(5000, 7000)), QUICK)
    assert drawn(change.after, art) == "AABB\nAABB\nAABB"
    assert change.scores[1] > change.scores[0]


def test_the_best_there_is_stays():
    art = "AABB\nAABB"
    place = place_of(art, 1000, layers={"ward": "PPQQ\nPPQQ"})
    change = improve(place, plan_of(art, Band(3000, 5000)), QUICK)
    assert (change.is_empty, change.words) == (True, NOTHING_BETTER)


def test_out_of_band_the_score_still_never_falls():
    """In band the ward would be split: the plan stays out of band rather than score less."""
    art = "AAAABB"
    place = place_of(art, 1000, layers={"ward": "PPPPQQ"})
    change = improve(place, plan_of(art, Band(3000, 3000)), QUICK)
    assert change.is_empty
    assert "2 footprints stay outside the band of 3,000 to 3,000 by 2,000 people" in change.notes[0]


def test_a_size_that_was_agreed_is_not_put_right():
    art = "AAAABB"
    agreed = RecordedException("band", "F01", "An island", "Board", "2026-11-22")
    plan = replace(plan_of(art, Band(1000, 3000)), exceptions=(agreed,))
    change = improve(place_of(art), plan, QUICK)
    assert change.is_empty
    assert change.notes == ("A has an agreed exception from the band and stays as it is.",)


def test_units_in_no_footprint_are_told():
    change = improve(place_of("AAB."), plan_of("AAB.", Band(1000, 3000)), QUICK)
    assert "1 unit is in no footprint and stays so: 'finish' assigns the rest." in change.notes


def test_units_in_no_footprint_hold_no_area_in_the_search_either():
    art = "AAB..."
    place = place_of("AAAAAA", 1000, layers={"ward": "PXXXXX"})
    only_containment = {"ward.share": 0.0, "ward.containment": 1.0}
    settings = replace(QUICK, weights=only_containment, compactness=0.0)
    change = improve(place, plan_of(art, Band(1000, 3000)), settings)
    # Most of ward X is in no footprint; of what is drawn, B holds more of it with A's unit.
    assert drawn(change.after, art) == "ABB..."
    assert change.scores[1] > change.scores[0]
