"""Rebalance: the named footprints exchange units, all others stay as they are."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.errors import PlanError, ProblemError
from icp_footprints.partition.verbs.rebalance import NOTHING_BETTER, rebalance
from icp_footprints.plan.actions.lock import lock
from icp_footprints.plan.band import Band
from icp_footprints.plan.exception import RecordedException
from tests.examples import examples
from tests.grids import drawn, place_of, plan_of
from tests.partition.verbs.drawn_plans import (
    QUICK,
    check_change,
    drawn_plan,
    people_outside,
)


@given(seed=st.integers(0, 10_000), named=st.sets(st.sampled_from(["F01", "F02", "F03", "F04"])))
@settings(deadline=None, max_examples=examples(25))
def test_only_the_named_footprints_change_and_none_comes_further_from_the_band(seed, named):
    case = drawn_plan(seed)
    try:
        change = rebalance(case.place, case.plan, sorted(named), case.settings)
    except ProblemError:
        return
    check_change(case, change)
    for footprint in case.plan.footprints:
        if footprint.id not in named:
            same = change.after.rows(footprint.id), case.plan.rows(footprint.id)
            assert np.array_equal(*same)
    assert np.array_equal(change.after.unassigned_rows, case.plan.unassigned_rows)
    before, after = (people_outside(case.place, plan) for plan in (case.plan, change.after))
    assert after <= before + 1e-6
    if after == before:
        assert change.scores[1] >= change.scores[0] - 1e-9


def test_people_come_into_band_by_exchange_through_each_other():
    art = "AAAABBBCC"
    change = rebalance(place_of(art), plan_of(art, Band(3000, 3000)), ["F03", "F01", "F02"], QUICK)
    assert drawn(change.after, art) == "AAABBBCCC"
    assert change.notes == ()


def test_the_least_that_is_left_outside_the_band_is_named():
    art = "AAAAABBB"
    change = rebalance(place_of(art), plan_of(art, Band(1000, 3000)), ["F01", "F02"], QUICK)
    assert sorted(np.bincount(change.after.assignment).tolist()) in ([3, 5], [4, 4])
    assert "outside the band of 1,000 to 3,000 by 2,000 people in all" in change.notes[0]


def test_a_footprint_that_is_not_named_is_left_out_of_band():
    art = "AAAABB\nCCCCCC"
    plan = plan_of(art, Band(3000, 3000))
    change = rebalance(place_of(art), plan, ["F01", "F02"], QUICK)
    assert drawn(change.after, art) == "AAABBB\nCCCCCC"
    assert change.notes == ()


def test_nothing_changes_where_nothing_is_better():
    art = "AABB"
    change = rebalance(place_of(art), plan_of(art, Band(2000, 2000)), ["F01", "F02"], QUICK)
    assert (change.is_empty, change.words) == (True, NOTHING_BETTER)


AGREED = RecordedException("band", "F01@resident", "An island", "Board", "2026-11-22")


@pytest.mark.parametrize(
    ("change", "named", "words"),
    [
        ({}, ["F01"], "Two or more"),
        ({}, ["F01", "F01"], "Two or more"),
        ({}, ["F01", "F03"], "C does not border A"),
        ({"locked": ["F02"]}, ["F01", "F02"], "B is locked"),
        ({"exceptions": (AGREED,)}, ["F01", "F02"], "agreed to a size outside the band"),
        (
            {"assignment": np.array([0, 0, 2, 2, 2, 2], np.int16)},
            ["F01", "F02"],
            "B holds no units",
        ),
    ],
)
def test_what_cannot_be_rebalanced_is_refused_in_words(change, named, words):
    plan = plan_of("AABBCC", Band(3000, 3000))
    plan = lock(plan, change.pop("locked", []))
    with pytest.raises(ProblemError, match=words) as caught:
        rebalance(place_of("AABBCC"), replace(plan, **change), named, QUICK)
    assert caught.value.remedy


def test_an_unknown_footprint_is_named():
    with pytest.raises(PlanError, match="'F09'"):
        rebalance(place_of("AABB"), plan_of("AABB"), ["F01", "F09"], QUICK)


def test_a_size_that_was_agreed_on_another_ledger_only_counts_there():
    """The exception is from the band on registrations, which is met: nothing is agreed any more."""
    art = "AAAABB"
    agreed = replace(AGREED, subject="F01@registered")
    plan = replace(
        plan_of(art, Band(3000, 3000)),
        further_bands=(Band(1, 90_000, "registered"),),
        exceptions=(agreed,),
    )
    place = place_of(art, registered=[1000] * 6)
    assert drawn(rebalance(place, plan, ["F01", "F02"], QUICK).after, art) == "AAABBB"
