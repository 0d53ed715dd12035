"""Footprints keep the names of the ground they hold, whichever way the search exchanged them."""

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.partition.as_before import as_before
from icp_footprints.partition.problem import Problem
from icp_footprints.partition.scope import scope_of
from icp_footprints.plan.band import Band
from icp_footprints.plan.exception import RecordedException
from tests.examples import examples
from tests.grids import place_of, plan_of

ART = "AABB\nAABB\nCCDD"
PLACE = place_of(ART)
BAND = Band(1000, 9000)


def renumbered(plan, searched, **more):
    problem = Problem(PLACE, plan.band, base=plan, start="improve", **more)
    return as_before(problem, scope_of(problem), np.asarray(searched, np.int16))


def stayed(before, after):
    return int((before == after).sum())


@given(st.permutations(range(4)), st.lists(st.integers(0, 11), max_size=4), st.integers(0, 3))
@settings(deadline=None, max_examples=examples(80))
def test_no_other_way_to_name_them_moves_fewer_people(order, moved, to):
    plan = plan_of(ART, BAND)
    searched = np.array(order)[plan.assignment]
    searched[moved] = to
    found = renumbered(plan, searched)
    best = max(stayed(plan.assignment, np.array(p)[searched]) for p in permutations(range(4)))
    assert stayed(plan.assignment, found) == best
    # The same footprints, whatever they are called.
    assert len(set(zip(found.tolist(), searched.tolist(), strict=True))) == len(set(found.tolist()))


def test_two_that_changed_places_are_put_back():
    plan = plan_of(ART, BAND)
    exchanged = np.array([1, 0, 2, 3])[plan.assignment]
    assert renumbered(plan, exchanged).tolist() == plan.assignment.tolist()


@pytest.mark.parametrize("kept", ["lock", "pin", "exception"])
def test_a_footprint_with_something_of_its_own_keeps_its_number(kept):
    plan = plan_of(ART, BAND)
    first = plan.footprints[0].id
    more = {}
    if kept == "lock":
        more = {"locked": frozenset({first})}
    elif kept == "pin":
        more = {"pinned": frozenset({PLACE.units.ids[0]})}
    else:
        agreed = RecordedException("band", first, "Agreed by the board", "Ann Other", "2026-01-01")
        # Out of band, or it would have nothing of its own.
        plan = replace(plan_of(ART, Band(1, 2)), exceptions=(agreed,))
    exchanged = np.array([1, 0, 3, 2])[plan.assignment]
    found = renumbered(plan, exchanged, **more)
    is_first = exchanged == 0
    assert (found[is_first] == 0).all()
    # The two others that changed places are put back all the same.
    assert stayed(plan.assignment[8:], found[8:]) == 4
