"""Least change: bands and targets met with the fewest people moved, judged by every plan."""

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.errors import PlanError, ProblemError
from icp_footprints.measures.scorecard import scorecard
from icp_footprints.partition.verbs.fewest import fewest_moved
from icp_footprints.partition.verbs.least_change import (
    NOTHING_TO_CHANGE,
    PROVED,
    least_change,
)
from icp_footprints.partition.verbs.question import Question
from icp_footprints.plan.band import Band
from icp_footprints.plan.contiguity import footprint_parts
from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.plan import Footprint, Plan
from icp_footprints.plan.target import Target
from icp_footprints.progress import Progress
from tests.examples import examples
from tests.grids import drawn, place_of, plan_of
from tests.partition.exhaustive import all_plans
from tests.partition.verbs.drawn_plans import QUICK, check_change, drawn_plan, people_outside

# The unit in the corner of the last has one neighbour: it goes only where that one goes.
PLACES = [("AAA\nAAA\nAAA", 2), ("AAAA\nAAAA", 3), ("AAA\nA~A\nAAA", 3), ("AAAA\nAA~A\nAAA~", 2)]


def small(seed, width):
    """A small place, one of its connected plans at random, and all of them."""
    random = np.random.default_rng(seed)
    art, count = PLACES[seed % len(PLACES)]
    place = place_of(art, random.integers(50, 3000, art.count("A")).tolist())
    plans = list(all_plans(place, count))
    average = place.ledger().total / count
    footprints = tuple(Footprint(f"F0{i}", str(i)) for i in range(count))
    start = np.array(plans[random.integers(len(plans))], np.int16)
    band = Band(int(average * (1 - width)), int(average * (1 + width)))
    return place, Plan("P", start, footprints, band), plans


def fewest_by_hand(place, plan, plans):
    """People outside the band and people moved of the best plan, by trying all of them."""
    people = place.ledger().people
    count = len(plan.footprints)
    best = (np.inf, np.inf)
    for numbers in np.array(plans):
        outside = sum(plan.band.excess(people[numbers == f].sum()) for f in range(count))
        if outside > best[0]:
            continue
        for order in permutations(range(count)):
            moved = people[np.array(order)[numbers] != plan.assignment].sum()
            best = min(best, (outside, moved))
    return best


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("width", [0.3, 0.08])
def test_no_plan_as_near_to_the_band_moves_fewer_people(seed, width):
    place, plan, plans = small(seed, width)
    change = least_change(place, plan, replace(QUICK, seed=seed))
    outside = people_outside(place, change.after)
    assert (outside, change.people_moved) == pytest.approx(fewest_by_hand(place, plan, plans))
    assert all(len(parts) == 1 for parts in footprint_parts(place.adjacency, change.after))
    assert change.is_empty or PROVED in change.notes
    if outside:
        told = f"outside the band of {plan.band.words()} by {outside:,.0f} people in all"
        assert told in " ".join(change.notes)


@pytest.mark.parametrize("seed", range(4))
def test_the_proof_stands_by_itself(seed):
    place, plan, plans = small(seed + 100, 0.2)
    found = fewest_moved(Question(place, plan, QUICK), plan.assignment, False, Progress())
    expected = fewest_by_hand(place, plan, plans)
    assert found is not None
    assert (found.outside, found.people_moved) == pytest.approx(expected)


@given(seed=st.integers(0, 10_000))
@settings(deadline=None, max_examples=examples(12))
def test_locks_pins_gaps_and_parts_are_kept(seed):
    case = drawn_plan(seed)
    change = least_change(case.place, case.plan, case.settings)
    check_change(case, change)
    assert people_outside(case.place, change.after) <= people_outside(case.place, case.plan) + 1e-3
    assert np.array_equal(change.after.unassigned_rows, case.plan.unassigned_rows)


@pytest.mark.parametrize("seed", range(2))
def test_the_same_seed_gives_the_same_plan(seed):
    case = drawn_plan(seed)
    first, second = (least_change(case.place, case.plan, case.settings).after for _ in range(2))
    assert np.array_equal(first.assignment, second.assignment)


def test_one_unit_is_enough():
    art = "AAAAA\nBBBBB\nBBBBB"
    change = least_change(place_of(art), plan_of(art, Band(6000, 9000)), QUICK)
    assert change.words == "1 unit (1,000 people) to another footprint."
    assert change.notes == (PROVED,)


def test_other_bands_are_met_and_kept():
    art = "AAABBB"
    plan = plan_of(art, Band(3000, 3000))
    change = least_change(place_of(art), plan, QUICK, bands=(Band(2000, 4000),))
    assert (change.words, change.after.band) == (NOTHING_TO_CHANGE, Band(2000, 4000))
    assert np.array_equal(change.after.assignment, plan.assignment)
    narrow = least_change(place_of("AABBBB"), plan_of("AABBBB"), QUICK, bands=(Band(3000, 3000),))
    assert narrow.people_moved == 1000


def test_a_required_target_is_met_and_a_wanted_one_moves_nobody():
    art = "AAAB\nAABB"
    place = place_of(art, 1000, layers={"ward": "PPQQ\nPPQQ"})
    required = Target("ward", "containment", 1.0)
    plan = plan_of(art, Band(1000, 7000))
    change = least_change(place, plan, QUICK, targets=(required,))
    assert drawn(change.after, art) == "AABB\nAABB"
    assert scorecard(place, change.after).targets[0].met
    wanted = least_change(place, plan, QUICK, targets=(replace(required, strength="wanted"),))
    assert (wanted.people_moved, wanted.words) == (0, NOTHING_TO_CHANGE)


def test_what_is_met_already_changes_nothing():
    plan = plan_of("AABB", Band(2000, 2000))
    change = least_change(place_of("AABB"), plan, QUICK)
    assert change.after is plan
    assert change.words == NOTHING_TO_CHANGE


def test_a_size_that_was_agreed_neither_counts_nor_changes():
    art = "AAAABBCC"
    agreed = RecordedException("band", "F01", "An island", "Board", "2026-11-22")
    plan = replace(plan_of(art, Band(1000, 3000)), exceptions=(agreed,))
    change = least_change(place_of(art), plan, QUICK)
    assert change.is_empty
    assert change.notes == ("A has an agreed exception from the band and stays as it is.",)


def test_units_where_nobody_lives_stay_where_they_are():
    art = "AAAAAB\nAAAABB"
    people = [0, 0, 0, 0, 1000, 1000, 1000, 1000, 1000, 0, 0, 1000]
    place, plan = place_of(art, people), plan_of(art, Band(3000, 3000))
    change = least_change(place, plan, QUICK)
    assert change.people_moved == 1000
    assert change.moves[0].units <= 2


@pytest.mark.parametrize("art", [".", "...\n..."])
def test_a_plan_without_units_in_footprints_is_told_what_to_do_instead(art):
    plan = plan_of(art, Band(1000, 2000))
    for each in (plan, replace(plan, footprints=(Footprint("F01", "Empty"),))):
        with pytest.raises(
            ProblemError, match=r"No unit is in a footprint yet.*'generate'.*'finish'"
        ):
            least_change(place_of(art), each, QUICK)


@pytest.mark.parametrize("setting", [{"pinned": frozenset({"X9"})}, {"locked": frozenset({"X9"})}])
def test_what_is_not_there_cannot_be_kept_even_where_all_is_met(setting):
    with pytest.raises(PlanError, match="X9"):
        least_change(place_of("AB"), plan_of("AB", Band(1000, 1000)), replace(QUICK, **setting))
