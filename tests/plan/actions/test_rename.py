"""Rename a footprint."""

from dataclasses import replace

import pytest

from icp_footprints.errors import PlanError
from icp_footprints.plan.actions import rename
from icp_footprints.plan.plan import Footprint
from tests.grids import drawn, plan_of


def test_a_footprint_gets_its_new_name_and_keeps_its_id_notes_and_units():
    plan = replace(plan_of("A."), footprints=(Footprint("F01", "A", "agreed in May"),))
    after = rename(plan, "F01", "  N ")
    assert after.footprints == (Footprint("F01", "N", "agreed in May"),)
    assert drawn(after, "A.") == "N."


@pytest.mark.parametrize("name", ["", "  "])
def test_an_empty_name_is_refused(name):
    with pytest.raises(PlanError, match="cannot be empty"):
        rename(plan_of("A"), "F01", name)


def test_a_name_that_another_footprint_has_is_refused():
    with pytest.raises(PlanError, match="the name B"):
        rename(plan_of("AB"), "F01", "B")


def test_its_own_name_is_allowed():
    assert rename(plan_of("AB"), "F01", "A").footprints == plan_of("AB").footprints


def test_an_unknown_footprint_is_named():
    with pytest.raises(PlanError, match="'F09'"):
        rename(plan_of("A"), "F09", "N")
