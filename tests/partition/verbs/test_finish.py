"""Finish: every unit in a footprint, and what was assigned where it was."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.errors import PlanError, ProblemError
from icp_footprints.partition.verbs.finish import NOTHING_TO_FINISH, finish
from icp_footprints.partition.verbs.repair import repair
from icp_footprints.plan.actions.lock import lock
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import UNASSIGNED, Footprint
from tests.examples import examples
from tests.grids import drawn, place_of, plan_of
from tests.partition.verbs.drawn_plans import QUICK, check_change, drawn_plan, parts_by_id


@given(seed=st.integers(0, 10_000))
@settings(deadline=None, max_examples=examples(20))
def test_every_unit_is_assigned_and_none_that_was_moves(seed):
    case = drawn_plan(seed)
    change = finish(case.place, case.plan, case.settings)
    check_change(case, change)
    assert len(change.after.unassigned_rows) == 0
    assigned = case.plan.assignment != UNASSIGNED
    assert np.array_equal(change.after.assignment[assigned], case.plan.assignment[assigned])
    assert change.people_moved == 0


@given(seed=st.integers(0, 10_000))
@settings(deadline=None, max_examples=examples(10))
def test_finished_and_repaired_a_plan_is_whole_and_complete(seed):
    case = drawn_plan(seed, keeps=False)
    finished = finish(case.place, case.plan, case.settings).after
    after = repair(case.place, finished, case.settings).after
    assert len(after.unassigned_rows) == 0
    assert set(parts_by_id(case.place, after).values()) <= {0, 1}


@pytest.mark.parametrize("seed", range(2))
def test_the_same_seed_gives_the_same_plan(seed):
    case = drawn_plan(seed)
    first, second = (finish(case.place, case.plan, case.settings).after for _ in range(2))
    assert np.array_equal(first.assignment, second.assignment)
    assert first.footprints == second.footprints


def test_gaps_join_the_footprint_beside_them_that_needs_people():
    art = "AAA..B"
    change = finish(place_of(art), plan_of(art, Band(3000, 3000)), QUICK)
    assert drawn(change.after, art) == "AAABBB"
    assert change.words == "2 units (2,000 people) from none into a footprint."
    assert change.people_assigned == 2000


@pytest.mark.parametrize("setting", [{"pinned": frozenset({"X9"})}, {"locked": frozenset({"X9"})}])
def test_what_is_not_there_cannot_be_kept_even_where_nothing_is_to_finish(setting):
    with pytest.raises(PlanError, match="X9"):
        finish(place_of("AB"), plan_of("AB"), replace(QUICK, **setting))


def test_enough_people_for_footprints_of_their_own_make_new_ones():
    art = "AA......\nAA......"
    change = finish(place_of(art), plan_of(art, Band(3500, 4500)), QUICK)
    assert [each.id for each in change.after.footprints] == ["F01", "F02", "F03", "F04"]
    assert np.bincount(change.after.assignment).tolist() == [4, 4, 4, 4]
    assert drawn(change.after, art).startswith("AA")


def test_footprints_without_units_are_filled_before_others_are_made():
    art = "AA......\nAA......"
    plan = plan_of(art, Band(3500, 4500))
    empty = tuple(Footprint(f"E{i}", f"To draw {i}") for i in range(2))
    plan = replace(plan, footprints=(empty[0], *plan.footprints, replace(empty[1], locked=True)))
    plan = plan.edited(assignment=np.where(plan.assignment == 0, 1, -1).astype(np.int16))
    after = finish(place_of(art), plan, QUICK).after
    assert [each.id for each in after.footprints] == ["E0", "F01", "E1", "F02", "F03"]
    assert np.bincount(after.assignment).tolist() == [4, 4, 0, 4, 4]


def test_beside_locked_footprints_only_new_ones_are_made():
    art = "AABB....\nAABB...."
    plan = lock(plan_of(art, Band(3500, 4500)), ["F01", "F02"])
    change = finish(place_of(art), plan, QUICK)
    assert np.bincount(change.after.assignment).tolist() == [4, 4, 4, 4]
    assert "they make 2 new footprints" in change.notes[0]


def test_an_island_too_small_for_the_band_is_assigned_and_named():
    art = "AAA.~.\nAAA.~."
    change = finish(place_of(art), plan_of(art, Band(6000, 9000)), QUICK)
    assert np.bincount(change.after.assignment).tolist() == [8, 2]
    assert "2 units round Testham 004 (2,000 people): they make 1 new footprint" in change.notes[0]
    assert "by 4,000 too few" in change.notes[1]


def test_the_number_asked_for_is_had():
    art = "AA......\nAA......"
    change = finish(place_of(art), plan_of(art, Band(1000, 9000)), QUICK, footprints=3)
    assert len(np.unique(change.after.assignment)) == 3
    with pytest.raises(ProblemError, match="cannot be"):
        finish(place_of(art), lock(plan_of(art), ["F01"]), QUICK, footprints=1)


def test_a_complete_plan_stays_as_it_is():
    change = finish(place_of("AB"), plan_of("AB"), QUICK)
    assert (change.is_empty, change.words) == (True, NOTHING_TO_FINISH)


def test_without_any_unit_in_a_footprint_there_is_nothing_to_finish():
    with pytest.raises(ProblemError, match="Generate a plan first"):
        finish(place_of("AB"), replace(plan_of("AB"), assignment=np.full(2, -1, np.int16)), QUICK)
