"""A difference names exactly what changed between two plans of one place."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from icp_footprints.errors import PlanError
from icp_footprints.plan.actions import create, delete, rename
from icp_footprints.plan.band import Band
from icp_footprints.plan.difference import difference
from icp_footprints.plan.plan import Footprint, Origin, Plan
from tests.grids import plan_of

IDS = ["F01", "F02", "F03", "F04"]


@st.composite
def plans(draw, units=5):
    ids = draw(st.lists(st.sampled_from(IDS), unique=True))
    assignment = draw(st.lists(st.integers(-1, len(ids) - 1), min_size=units, max_size=units))
    names = draw(st.permutations("WXYZ"))
    return Plan(
        draw(st.sampled_from(["P", "Q"])),
        np.array(assignment, dtype=np.int16),
        tuple(Footprint(code, names[i]) for i, code in enumerate(ids)),
        draw(st.sampled_from([Band(1, 2), Band(2, 3)])),
    )


def ids_of_units(plan):
    return [None if n < 0 else plan.footprints[n].id for n in plan.assignment.tolist()]


@given(plans(), plans())
def test_a_difference_names_exactly_what_changed(before, after):
    found = difference(before, after)
    old, new = ids_of_units(before), ids_of_units(after)
    moved = [row for row in range(5) if old[row] != new[row]]
    assert found.rows.tolist() == moved
    assert found.touched == {each[row] for row in moved for each in (old, new)} - {None}
    named = [{f.id: (f.name, f.notes) for f in plan.footprints} for plan in (before, after)]
    assert found.added == named[1].keys() - named[0].keys()
    assert found.removed == named[0].keys() - named[1].keys()
    assert found.relabelled == {
        code for code in named[0].keys() & named[1].keys() if named[0][code] != named[1][code]
    }


@given(plans(), st.data())
def test_units_that_move_between_the_very_same_footprints_are_no_other_difference(before, data):
    numbers = st.integers(-1, len(before.footprints) - 1)
    moved = np.array(data.draw(st.lists(numbers, min_size=5, max_size=5)), dtype=np.int16)
    after = replace(before, assignment=moved, name=data.draw(st.sampled_from(["P", "Q"])))
    assert after.footprints is before.footprints
    alike = replace(after, footprints=(*after.footprints,))
    one, other = difference(before, after), difference(before, alike)
    assert one.rows.tolist() == other.rows.tolist()
    for each in ("touched", "added", "removed", "relabelled", "settings_changed"):
        assert getattr(one, each) == getattr(other, each)


@given(plans(), plans())
def test_a_difference_is_empty_only_for_equal_plans(before, after):
    assert difference(before, before).is_empty
    assert difference(before, after).is_empty == (before == after)


def test_plans_whose_footprints_stand_in_another_order_differ():
    before = plan_of("AB")
    after = replace(
        before,
        footprints=before.footprints[::-1],
        assignment=np.array([1, 0], dtype=np.int16),
    )
    assert before != after
    assert not difference(before, after).is_empty


@given(plans(), plans())
def test_a_reversed_difference_matches(before, after):
    there, back = difference(before, after), difference(after, before)
    assert there.rows.tolist() == back.rows.tolist()
    assert there.touched == back.touched
    assert (there.added, there.removed) == (back.removed, back.added)
    assert there.relabelled == back.relabelled
    assert there.settings_changed == back.settings_changed


def test_deleting_a_footprint_moves_no_unit_of_those_after_it():
    before = plan_of("ABC")
    found = difference(before, delete(before, "F01"))
    assert found.rows.tolist() == [0]
    assert found.touched == found.removed == {"F01"}


def test_a_new_name_is_all_that_a_rename_changes():
    before = plan_of("AB")
    found = difference(before, rename(before, "F02", "West"))
    assert (found.relabelled, found.rows.tolist(), found.touched) == ({"F02"}, [], set())


@pytest.mark.parametrize(
    "change",
    [{"notes": "n"}, {"lead": "Dr A"}, {"partners": "B"}, {"colour": 0}, {"locked": True}],
)
def test_whatever_is_said_about_a_footprint_is_noticed(change):
    before = plan_of("AB")
    first, second = before.footprints
    after = replace(before, footprints=(first, replace(second, **change)))
    found = difference(before, after)
    assert (found.relabelled, found.rows.tolist(), found.is_empty) == ({"F02"}, [], False)


def test_an_empty_new_footprint_is_added_and_touches_nothing():
    before = plan_of("AB")
    found = difference(before, create(before))
    assert (found.added, found.touched, found.is_empty) == ({"F03"}, set(), False)


@pytest.mark.parametrize("change", [{"name": "Q"}, {"band": Band(1, 2)}, {"origin": Origin("x")}])
def test_settings_that_changed_are_seen(change):
    before = plan_of("AB")
    assert difference(before, replace(before, **change)).settings_changed


def test_plans_of_different_places_are_refused():
    with pytest.raises(PlanError, match="different places"):
        difference(plan_of("A"), plan_of("AB"))
