"""A plan is a frozen value: checked when made, never changed."""

from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest

from icp_footprints.errors import PlanError
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import (
    BY_HAND,
    EDITED,
    GENERATED,
    IMPORTED_FROM,
    MOST_FOOTPRINTS,
    Footprint,
    Origin,
    Plan,
    footprint_id,
)
from tests.grids import plan_of


def numbers(*values):
    return np.array(values, dtype=np.int16)


def test_an_empty_plan_has_every_unit_unassigned():
    plan = Plan.empty(3, "Start", Band(1, 2))
    assert plan.unassigned_rows.tolist() == [0, 1, 2]
    assert (plan.name, plan.footprints, plan.band) == ("Start", (), Band(1, 2))


def test_the_assignment_of_a_plan_is_read_only():
    plan = plan_of("AB")
    with pytest.raises(ValueError, match="read-only"):
        plan.assignment[0] = 1
    with pytest.raises(FrozenInstanceError):
        plan.name = "Other"  # pyright: ignore[reportAttributeAccessIssue]


def test_a_plan_made_from_part_of_an_array_does_not_change_with_it():
    whole = numbers(0, 0, 0)
    plan = Plan("P", whole[:2], (Footprint("F01", "A"), Footprint("F02", "B")))
    whole[0] = 1
    assert plan.assignment.tolist() == [0, 0]


@pytest.mark.parametrize("bad", [2, -2])
def test_a_number_without_a_footprint_is_refused(bad):
    with pytest.raises(PlanError, match="not in the plan"):
        Plan("P", numbers(0, bad), (Footprint("F01", "A"), Footprint("F02", "B")))


def test_an_assignment_of_another_type_is_refused():
    with pytest.raises(PlanError, match="int16"):
        Plan("P", np.array([0]), (Footprint("F01", "A"),))  # pyright: ignore[reportArgumentType]


def test_repeated_ids_and_names_are_named():
    with pytest.raises(PlanError, match="the id F01"):
        Plan("P", numbers(0), (Footprint("F01", "A"), Footprint("F01", "B")))
    with pytest.raises(PlanError, match="the name North"):
        Plan("P", numbers(0), (Footprint("F01", "North"), Footprint("F02", "North")))


def test_more_footprints_than_the_array_can_number_are_refused():
    many = tuple(Footprint(footprint_id(i), str(i)) for i in range(MOST_FOOTPRINTS + 1))
    with pytest.raises(PlanError, match="at most 32,000"):
        Plan("P", numbers(-1), many)


def test_footprints_are_found_by_id():
    plan = plan_of("AB\nB.")
    assert plan.number("F02") == 1
    assert plan.footprint("F02").name == "B"
    assert plan.rows("F02").tolist() == [1, 2]
    with pytest.raises(PlanError, match=r"no footprint 'F09'.*It has: F01, F02"):
        plan.rows("F09")


def test_plans_are_equal_by_content():
    assert plan_of("AB") == plan_of("AB")
    assert plan_of("AB") != plan_of("BA")
    assert plan_of("AB") != replace(plan_of("AB"), name="Other")
    assert plan_of("AB") != plan_of("AB", Band(1, 2))
    assert plan_of("AB") != "AB"


def test_a_new_id_follows_the_highest_number():
    plan = plan_of("A")
    for held, expected in (("F01", "F02"), ("F99", "F100"), ("F7", "F08"), ("North", "F01")):
        named = replace(plan, footprints=(Footprint(held, "A"),))
        assert named.next_footprint_id() == expected


def test_only_a_generated_plan_becomes_edited():
    generated = Origin(GENERATED, seed=7, settings=(("band", "1:2"),))
    assert generated.edited() == replace(generated, method=EDITED)
    assert generated.edited().edited().method == EDITED
    assert Origin().edited().method == BY_HAND


@pytest.mark.parametrize(
    ("method", "then"),
    [
        (BY_HAND, BY_HAND),
        (GENERATED, EDITED),
        (EDITED, EDITED),
        (f"{IMPORTED_FROM}a.csv", "imported from a.csv, then edited by hand"),
    ],
)
def test_an_edit_by_hand_is_told_of_once_in_how_a_plan_was_made(method, then):
    edited = Origin(method).edited()
    assert edited == edited.edited() == Origin(then)
