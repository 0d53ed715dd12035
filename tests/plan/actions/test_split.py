import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from icp_footprints.errors import PlanError
from icp_footprints.plan.actions import split
from tests.grids import drawn, plan_of

ART = "AAABB."
START = plan_of(ART)


def test_units_leave_for_a_new_footprint():
    after = split(START, "F01", np.array([1, 0]), "Seaside")
    assert [(each.id, each.name) for each in after.footprints] == [
        ("F01", "A"),
        ("F02", "B"),
        ("F03", "Seaside"),
    ]
    assert after.rows("F03").tolist() == [0, 1]
    assert after.rows("F01").tolist() == [2]
    assert after.rows("F02").tolist() == [3, 4]


def test_the_new_footprint_gets_a_name_of_its_own():
    assert split(START, "F01", np.array([0])).footprints[-1].name == "Neighbourhood 3"


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "A would have all its units on one side"),
        ([0, 1, 2], "A would have all its units on one side"),
        ([0, 3], "A does not hold all the units"),
        ([5], "A does not hold all the units"),
    ],
)
def test_what_is_no_split_is_refused(rows, words):
    with pytest.raises(PlanError, match=words):
        split(START, "F01", np.array(rows, dtype=np.intp))


def test_a_footprint_that_is_not_there_is_named():
    with pytest.raises(PlanError, match="no footprint 'F09'"):
        split(START, "F09", np.array([0]))


@given(st.data())
def test_both_sides_make_up_the_footprint_and_nothing_else_moves(data):
    letters = data.draw(st.lists(st.sampled_from("AB."), min_size=4, max_size=12))
    art = "AA" + "".join(letters)
    before = plan_of(art)
    held = before.rows("F01")
    leaving = data.draw(
        st.lists(st.sampled_from(held.tolist()), min_size=1, max_size=len(held) - 1, unique=True)
    )
    after = split(before, "F01", np.array(leaving))
    new = after.footprints[-1]
    assert sorted([*after.rows("F01"), *after.rows(new.id)]) == held.tolist()
    assert after.rows(new.id).tolist() == sorted(leaving)
    others = [i for i in range(len(art)) if i not in held]
    assert after.assignment[others].tolist() == before.assignment[others].tolist()
    assert drawn(before, art) == art
