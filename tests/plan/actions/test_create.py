"""Create a footprint."""

import numpy as np
import pytest

from icp_footprints.errors import PlanError
from icp_footprints.plan.actions import create, delete, rename
from icp_footprints.plan.plan import Plan
from tests.grids import drawn, plan_of

ART = "AAB\n..B"


def test_a_new_footprint_takes_units_from_anywhere():
    plan = create(plan_of(ART), np.array([1, 4]), "N")
    assert drawn(plan, ART) == "ANB\n.NB"
    assert plan.footprints[-1].id == "F03"


def test_a_new_footprint_may_be_empty():
    plan = create(plan_of(ART))
    assert drawn(plan, ART) == ART
    assert plan.footprints[-1].name == "Neighbourhood 3"


def test_new_footprints_are_numbered_upwards():
    plan = create(create(Plan.empty(2)), np.array([0]))
    assert [(f.id, f.name) for f in plan.footprints] == [
        ("F01", "Neighbourhood 1"),
        ("F02", "Neighbourhood 2"),
    ]


def test_a_taken_name_is_passed_over():
    plan = create(rename(plan_of(ART), "F01", "Neighbourhood 3"))
    assert plan.footprints[-1].name == "Neighbourhood 4"


def test_a_new_footprint_never_shares_an_id_or_name_after_a_deletion():
    plan = create(delete(create(create(Plan.empty(1))), "F01"))
    assert [f.id for f in plan.footprints] == ["F02", "F03"]
    assert [f.name for f in plan.footprints] == ["Neighbourhood 2", "Neighbourhood 3"]


def test_a_name_that_is_taken_is_refused():
    with pytest.raises(PlanError, match="the name B"):
        create(plan_of(ART), name=" B ")
