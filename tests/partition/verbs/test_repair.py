"""Repair: footprints in several parts become one again, and nothing else changes."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.errors import PlanError
from icp_footprints.partition.verbs.repair import NOTHING_TO_REPAIR, repair, stray_parts
from icp_footprints.plan.actions.lock import lock
from icp_footprints.plan.band import Band
from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.plan import GENERATED, Origin
from icp_footprints.progress import Cancelled, Progress
from tests.examples import examples
from tests.grids import drawn, place_of, plan_of
from tests.partition.verbs.drawn_plans import QUICK, check_change, drawn_plan, parts_by_id

ART = "AABBA\nAABBA\nAABBB"


@given(seed=st.integers(0, 10_000))
@settings(deadline=None, max_examples=examples(20))
def test_only_strays_move_and_no_footprint_is_in_more_parts(seed):
    case = drawn_plan(seed)
    change = repair(case.place, case.plan, case.settings)
    check_change(case, change)
    strays = np.concatenate(
        [np.zeros(0, int), *(each.rows for each in stray_parts(case.place, case.plan))]
    )
    assert set(change.difference.rows.tolist()) <= set(strays.tolist())
    unassigned = case.plan.unassigned_rows
    assert np.array_equal(change.after.unassigned_rows, unassigned)
    # What is left in parts is named.
    left = [each for each, count in parts_by_id(case.place, change.after).items() if count > 1]
    for footprint_id in left:
        name = change.after.footprint(footprint_id).name
        assert any(f"apart from the rest of {name}:" in note for note in change.notes)


@given(seed=st.integers(0, 10_000))
@settings(deadline=None, max_examples=examples(15))
def test_with_nothing_in_the_way_every_footprint_is_in_one_part(seed):
    case = drawn_plan(seed, gaps=False, keeps=False)
    change = repair(case.place, case.plan, case.settings)
    assert set(parts_by_id(case.place, change.after).values()) <= {0, 1}
    assert change.is_empty == all(n <= 1 for n in parts_by_id(case.place, case.plan).values())


def test_a_stray_part_goes_where_the_score_is_best():
    """Of the stray A in the corner the ward says that it is with C, not with B beside it."""
    art = "AABBA\nAABCC\nAABCC"
    place = place_of(art, 1000, layers={"ward": "PPQQR\nPPQRR\nPPQRR"})
    change = repair(place, plan_of(art, Band(1000, 9000)), QUICK)
    assert drawn(change.after, art) == "AABBC\nAABCC\nAABCC"
    assert change.words == "1 unit (1,000 people) to another footprint."
    assert [(move.from_id, move.to_id, move.units) for move in change.moves] == [("F01", "F03", 1)]


def test_the_part_with_most_people_stays_not_that_with_most_units():
    art = "AABBA"
    place = place_of(art, [10, 10, 100, 100, 1000])
    change = repair(place, plan_of(art, Band(1, 9000)), QUICK)
    assert drawn(change.after, art) == "BBBBA"


def test_a_part_behind_another_stray_part_is_reached_through_it():
    art = "AAB~\nAAAB\nBBBA"
    place = place_of("AAA~\nAAAA\nAAAA", 1000)
    change = repair(place, plan_of(art, Band(1000, 9000)), QUICK)
    assert set(parts_by_id(place, change.after).values()) == {1}


def test_nothing_changes_where_nothing_is_astray():
    plan = plan_of("AABB")
    change = repair(place_of("AABB"), plan, QUICK)
    assert change.after is plan
    assert (change.words, change.notes, change.people_moved) == (NOTHING_TO_REPAIR, (), 0.0)


@pytest.mark.parametrize(
    ("by", "words"),
    [
        ("lock", "2 units round Testham 004 (2,000 people) stay apart from the rest of A: A is"),
        ("lock of the neighbour", "no footprint that may gain units is beside them"),
        ("pin", "a unit is pinned among them"),
        ("exception", "A has an agreed exception from being in one part and stays as it is"),
        ("barrier", "no footprint that may gain units is beside them"),
    ],
)
def test_what_stays_astray_is_said_and_why(by, words):
    place, plan, how = place_of(ART), plan_of(ART, Band(1, 90_000)), QUICK
    if by == "lock":
        plan = lock(plan, ["F01"])
    elif by == "lock of the neighbour":
        how = replace(QUICK, locked=frozenset(["F02"]))
    elif by == "pin":
        how = replace(QUICK, pinned=frozenset(["U009"]))
    elif by == "exception":
        agreed = RecordedException("contiguity", "F01", "An island", "Board", "2026-11-22")
        plan = replace(plan, exceptions=(agreed,))
    else:
        art = "AAB~A\nAAB~A\nAAB~~"
        place, plan = place_of(art), plan_of(art, Band(1, 90_000))
    change = repair(place, plan, how)
    assert change.is_empty
    assert len(change.notes) == 1
    assert words in change.notes[0]


def test_how_it_was_made_is_told():
    plan = replace(plan_of(ART, Band(1, 90_000)), origin=Origin(GENERATED, 3, (("band", "x"),)))
    after = repair(place_of(ART), plan, replace(QUICK, seed=5)).after
    assert after.origin.method == "generated, then edited by hand"
    assert after.origin.settings == (
        ("band", "x"),
        ("then", "repair, seed 5; searches 2; effort 0.2"),
    )


def test_a_footprint_left_outside_the_band_is_named_with_its_people():
    change = repair(place_of(ART), plan_of(ART, Band(7000, 8000)), QUICK)
    assert (
        "2 footprints stay outside the band of 7,000 to 8,000 by 2,000 people in all, the least "
        "that was found: A by 1,000 too few (resident), B by 1,000 too many (resident)."
        in change.notes
    )


def test_a_lock_of_what_is_not_there_is_refused():
    with pytest.raises(PlanError, match="'F09'"):
        repair(place_of(ART), plan_of(ART), replace(QUICK, locked=frozenset(["F09"])))
    with pytest.raises(PlanError, match="X1"):
        repair(place_of(ART), plan_of(ART), replace(QUICK, pinned=frozenset(["X1"])))


def test_a_cancel_at_once_gives_nothing():
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        repair(place_of(ART), plan_of(ART, Band(1, 90_000)), QUICK, progress=progress)
